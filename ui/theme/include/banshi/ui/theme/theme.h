// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/theme/colours.h"
#include "banshi/ui/theme/panel.h"

#include <QFont>

namespace banshi::ui::theme
{

/// What a text is for; sizes are capital heights in mm and grow with the step of the "bigger text" key.
enum class Role
{
    Display, ///< a number seen from afar (countdown): 20
    Title,   ///< the page's question or answer: 9
    Figure,  ///< amounts, numbers to remember: 7
    Heading, ///< buttons, card headings: 6.6
    Body,    ///< 5.2 / 6.4 / 7.6 / 8.8
    Caption, ///< never below 4.2
};

/// Number of text sizes of the "bigger text" key.
constexpr int kSteps = 4;

/// Lengths that every page uses, in mm.
namespace length
{
constexpr double kMargin = 10;
constexpr double kGap = 5;
constexpr double kCardCorner = 6;
constexpr double kButtonCorner = 5;
constexpr double kMainButton = 25;
constexpr double kButton = 20;
constexpr double kLeastTarget = 12.7;
constexpr double kPadding = 6.5;
} // namespace length

/// Sizes, fonts and colours of everything painted, for one panel, one text step and one scheme.
/// Threads: GUI thread.
class Theme
{
public:
    explicit Theme(Panel panel, int step = 0, Scheme scheme = Scheme::Day);

    [[nodiscard]] const Panel& panel() const { return m_panel; }
    [[nodiscard]] int step() const { return m_step; }
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] const Colours& colours() const { return m_colours; }
    [[nodiscard]] int px(double mm) const { return m_panel.px(mm); }

    /// Capital height in mm of a role at this step.
    [[nodiscard]] double capitalHeight(Role role) const;
    /// Noto Sans CJK SC with tabular figures; its capitals are as high as the role says.
    [[nodiscard]] QFont font(Role role, QFont::Weight weight = QFont::Normal) const;
    /// Distance between base lines in pixels.
    [[nodiscard]] int lineHeight(Role role) const;

private:
    Panel m_panel;
    int m_step;
    Scheme m_scheme;
    Colours m_colours;
    double m_capitalPart;
};

} // namespace banshi::ui::theme
