// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/look.h"
#include "banshi/ui/widgets/paint.h"

#include <QAbstractButton>

namespace banshi::ui::widgets
{

/// A large way in: one character in a tinted square, a title, a few examples. Threads: GUI thread.
class Tile : public QAbstractButton, public Readable
{
    Q_OBJECT

public:
    Tile(const Look& look, const QString& name, QWidget* parent = nullptr);

    void setSign(const i18n::Text& sign);
    void setTitle(const i18n::Text& title);
    void setExamples(const i18n::Text& examples);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] std::vector<TextSpot> spots() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Measure;
    [[nodiscard]] Measure measure(int width) const;
    void refresh();

    const Look& m_look;
    i18n::Text m_sign;
    i18n::Text m_title;
    i18n::Text m_examples;
};

} // namespace banshi::ui::widgets
