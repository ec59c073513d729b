// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/theme/theme.h"

#include <QFontMetricsF>
#include <algorithm>
#include <array>
#include <cmath>

namespace banshi::ui::theme
{

namespace
{

using Heights = std::array<double, kSteps>;

const Heights& heights(Role role)
{
    static constexpr Heights kDisplay{20, 20, 20, 20};
    static constexpr Heights kTitle{9, 9.8, 10.6, 11.4};
    static constexpr Heights kFigure{7, 7.8, 8.8, 9.8};
    static constexpr Heights kHeading{6.6, 7.4, 8.2, 9.0};
    static constexpr Heights kBody{5.2, 6.4, 7.6, 8.8};
    static constexpr Heights kCaption{4.3, 5.0, 5.8, 6.6};
    switch (role)
    {
    case Role::Display:
        return kDisplay;
    case Role::Title:
        return kTitle;
    case Role::Figure:
        return kFigure;
    case Role::Heading:
        return kHeading;
    case Role::Body:
        return kBody;
    case Role::Caption:
        return kCaption;
    }
    return kBody;
}

QFont face(QFont::Weight weight)
{
    QFont font(QStringLiteral("Noto Sans CJK SC"));
    font.setFamilies({QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Noto Sans"), QStringLiteral("sans-serif")});
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

/// Height of the capital letters of the face as a part of its em.
double capitalPart()
{
    QFont font = face(QFont::Normal);
    font.setPixelSize(1000);
    const double part = QFontMetricsF(font).capHeight() / 1000;
    return part > 0.3 ? part : 0.733;
}

} // namespace

Theme::Theme(Panel panel, int step, Scheme scheme)
    : m_panel(panel), m_step(std::clamp(step, 0, kSteps - 1)), m_scheme(scheme), m_colours(Colours::of(scheme)),
      m_capitalPart(capitalPart())
{
}

double Theme::capitalHeight(Role role) const
{
    return heights(role).at(static_cast<std::size_t>(m_step));
}

QFont Theme::font(Role role, QFont::Weight weight) const
{
    QFont font = face(weight);
    const double pixels = capitalHeight(role) * m_panel.px(1000) / 1000.0 / m_capitalPart;
    font.setPixelSize(std::max(1, static_cast<int>(std::ceil(pixels - 0.01))));
    return font;
}

int Theme::lineHeight(Role role) const
{
    const double lines = role == Role::Body || role == Role::Caption ? 1.45 : 1.35;
    return static_cast<int>(std::lround(font(role).pixelSize() * lines));
}

} // namespace banshi::ui::theme
