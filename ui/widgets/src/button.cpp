// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/widgets/button.h"

#include <QPainter>
#include <algorithm>

namespace banshi::ui::widgets
{

struct Button::Line
{
    Paragraph text;
    int top = 0; ///< from the top of the block of lines
    int height = 0;
};

struct Button::Paints
{
    QColor ground;
    QColor ink;
    QColor border;
};

Button::Button(const Look& look, ButtonKind kind, const QString& name, QWidget* parent)
    : QAbstractButton(parent), m_look(look), m_kind(kind)
{
    setObjectName(name);
    setFocusPolicy(Qt::NoFocus);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&look, &Look::changed, this, [this] { refresh(); });
}

void Button::setLabel(const i18n::Text& label)
{
    if (m_label == label)
        return;
    m_label = label;
    refresh();
}

void Button::setDetail(const i18n::Text& detail)
{
    m_detail = detail;
    refresh();
}

void Button::setSign(const QString& sign)
{
    m_sign = sign;
    refresh();
}

void Button::setSelected(bool isSelected)
{
    m_isSelected = isSelected;
    update();
}

void Button::setKind(ButtonKind kind)
{
    m_kind = kind;
    update();
}

void Button::setLeastHeight(double mm)
{
    m_leastHeight = mm;
    refresh();
}

void Button::setRole(theme::Role role)
{
    m_role = role;
    refresh();
}

void Button::setPadding(double mm)
{
    m_padding = mm;
    refresh();
}

QString Button::words() const
{
    return m_look.words(m_label);
}

std::vector<Button::Line> Button::lines(int width) const
{
    const theme::Theme& theme = m_look.theme();
    const int room = std::max(1, width - 2 * m_look.px(m_padding));
    std::vector<Line> lines;
    int top = 0;
    const auto add = [&](theme::Role role, QFont::Weight weight, const QString& words) {
        if (words.isEmpty())
            return;
        Paragraph text(theme, role, weight, words);
        const int height = text.heightFor(room);
        lines.push_back({std::move(text), top, height});
        top += height;
    };
    add(theme::Role::Heading, QFont::Bold, m_sign);
    add(m_role, QFont::Bold, words());
    add(theme::Role::Caption, QFont::Normal, m_look.words(m_detail));
    return lines;
}

QSize Button::sizeHint() const
{
    int width = 0;
    for (const Line& line : lines(1 << 20))
        width = std::max(width, line.text.naturalWidth());
    width = std::max(width + 2 * m_look.px(m_padding), m_look.px(theme::length::kLeastTarget));
    return {width, heightForWidth(width)};
}

QSize Button::minimumSizeHint() const
{
    int width = 0;
    for (const Line& line : lines(1 << 20))
        width = std::max(width, line.text.widestWord());
    return {std::max(width + 2 * m_look.px(m_padding), m_look.px(theme::length::kLeastTarget)),
            m_look.px(m_leastHeight)};
}

int Button::heightForWidth(int width) const
{
    const std::vector<Line> all = lines(width);
    const int text = all.empty() ? 0 : all.back().top + all.back().height;
    return std::max(m_look.px(m_leastHeight), text + 2 * m_look.px(1.5));
}

Button::Paints Button::paints() const
{
    const theme::Colours& colours = m_look.theme().colours();
    if (!isEnabled())
        return {colours.card, colours.disabled, colours.line};
    const bool isFilled = m_kind == ButtonKind::Main || m_isSelected;
    if (isFilled)
    {
        const QColor ground = isDown() ? colours.primary.lighter(150) : colours.primary;
        return {ground, colours.onPrimary, ground};
    }
    const QColor ground = isDown() ? colours.tint : colours.card;
    const bool isQuiet = m_kind == ButtonKind::Quiet || m_kind == ButtonKind::Key;
    return {ground, isQuiet ? colours.ink : colours.primary, isQuiet ? colours.line : colours.primary};
}

std::vector<TextSpot> Button::spots() const
{
    const std::vector<Line> all = lines(width());
    const int text = all.empty() ? 0 : all.back().top + all.back().height;
    const int padding = m_look.px(m_padding);
    std::vector<TextSpot> spots;
    for (const Line& line : all)
        spots.push_back(spotOf(line.text,
                               QRect(padding, (height() - text) / 2 + line.top, width() - 2 * padding, line.height),
                               paints().ink, !isEnabled()));
    return spots;
}

void Button::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Paints colours = paints();
    const double border = std::max(1.0, m_look.px(10) * (m_kind == ButtonKind::Second ? 0.06 : 0.045));
    paintBox(painter, rect(), m_look.px(theme::length::kButtonCorner), colours.ground, colours.border, border);
    const std::vector<Line> all = lines(width());
    const int text = all.empty() ? 0 : all.back().top + all.back().height;
    const int padding = m_look.px(m_padding);
    for (const Line& line : all)
        line.text.paint(painter, QRect(padding, (height() - text) / 2 + line.top, width() - 2 * padding, line.height),
                        Qt::AlignCenter, colours.ink);
}

void Button::refresh()
{
    setAccessibleName(words());
    updateGeometry();
    update();
}

} // namespace banshi::ui::widgets
