// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/label.h"

#include "banshi/ui/widgets/paint.h"

#include <QPainter>

namespace banshi::ui::widgets
{

Label::Label(const Look& look, theme::Role role, QWidget* parent) : QWidget(parent), m_look(look), m_role(role)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&look, &Look::changed, this, [this] { refresh(); });
}

void Label::setText(const i18n::Text& text)
{
    if (m_text == text)
        return;
    m_text = text;
    refresh();
}

void Label::setWeight(QFont::Weight weight)
{
    m_weight = weight;
    refresh();
}

void Label::setInk(Ink ink)
{
    m_ink = ink;
    update();
}

void Label::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

QString Label::words() const
{
    return m_look.words(m_text);
}

QSize Label::sizeHint() const
{
    const Paragraph text = paragraph();
    const int width = text.naturalWidth();
    return {width, text.heightFor(width)};
}

QSize Label::minimumSizeHint() const
{
    const Paragraph text = paragraph();
    return {text.widestWord(), text.heightFor(text.naturalWidth())};
}

int Label::heightForWidth(int width) const
{
    return paragraph().heightFor(width);
}

std::vector<TextSpot> Label::spots() const
{
    const Paragraph text = paragraph();
    if (text.words().isEmpty())
        return {};
    return {spotOf(text, rect(), colour())};
}

void Label::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paragraph().paint(painter, rect(), m_alignment, colour());
}

Paragraph Label::paragraph() const
{
    return Paragraph(m_look.theme(), m_role, m_weight, words());
}

QColor Label::colour() const
{
    const theme::Colours& colours = m_look.theme().colours();
    switch (m_ink)
    {
    case Ink::Main:
        return colours.ink;
    case Ink::Secondary:
        return colours.secondary;
    case Ink::Primary:
        return colours.primary;
    case Ink::Good:
        return colours.good.text;
    case Ink::Wait:
        return colours.wait.text;
    case Ink::Bad:
        return colours.bad.text;
    }
    return colours.ink;
}

void Label::refresh()
{
    setAccessibleName(words());
    updateGeometry();
    update();
}

Ink inkOf(theme::Tone tone)
{
    switch (tone)
    {
    case theme::Tone::Plain:
        return Ink::Main;
    case theme::Tone::Good:
        return Ink::Good;
    case theme::Tone::Wait:
        return Ink::Wait;
    case theme::Tone::Bad:
        return Ink::Bad;
    }
    return Ink::Main;
}

} // namespace banshi::ui::widgets
