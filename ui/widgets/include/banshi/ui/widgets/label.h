// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/widgets/look.h"
#include "banshi/ui/widgets/paragraph.h"
#include "banshi/ui/widgets/readable.h"

#include <QWidget>

namespace banshi::ui::widgets
{

/// What a label's colour is taken from.
enum class Ink
{
    Main,
    Secondary,
    Primary,
    Good,
    Wait,
    Bad,
};

/// A text that follows the language and the text size, broken into as many lines as it needs.
/// Threads: GUI thread.
class Label : public QWidget, public Readable
{
public:
    Label(const Look& look, theme::Role role, QWidget* parent = nullptr);

    void setText(const i18n::Text& text);
    void setWeight(QFont::Weight weight);
    void setInk(Ink ink);
    void setAlignment(Qt::Alignment alignment);
    [[nodiscard]] const i18n::Text& text() const { return m_text; }
    /// The words as they stand on the screen.
    [[nodiscard]] QString words() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] std::vector<TextSpot> spots() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] Paragraph paragraph() const;
    [[nodiscard]] QColor colour() const;
    void refresh();

    const Look& m_look;
    theme::Role m_role;
    QFont::Weight m_weight = QFont::Normal;
    Ink m_ink = Ink::Main;
    Qt::Alignment m_alignment = Qt::AlignLeft | Qt::AlignVCenter;
    i18n::Text m_text;
};

/// The ink in which a tone writes.
[[nodiscard]] Ink inkOf(theme::Tone tone);

} // namespace banshi::ui::widgets
