// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/look.h"
#include "banshi/ui/widgets/paint.h"

#include <QAbstractButton>

namespace banshi::ui::pages
{

/// What looks like the search field on the front page; touching it opens the search. Threads: GUI thread.
class SearchKey : public QAbstractButton, public widgets::Readable
{
    Q_OBJECT

public:
    SearchKey(const widgets::Look& look, const QString& name, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] std::vector<widgets::TextSpot> spots() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] widgets::Paragraph words() const;
    [[nodiscard]] QRect wordsRoom() const;

    const widgets::Look& m_look;
};

} // namespace banshi::ui::pages
