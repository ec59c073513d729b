// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace banshi::ui::theme
{

/// The colour schemes; all use the same names.
enum class Scheme
{
    Day,
    HighContrast, ///< black, white, yellow
    Night,        ///< dark ground, little blue
};

/// What a strip or a state says besides its words.
enum class Tone
{
    Plain,
    Good,
    Wait,
    Bad,
};

/// A text colour with the ground it stands on.
struct Pair
{
    QColor text;
    QColor ground;
};

/// The named colours of one scheme. Texts on their grounds reach a contrast of 10:1, disabled ones 4.5:1.
struct Colours
{
    QColor ink;       ///< main text on paper, card and tint
    QColor secondary; ///< explanations on paper and card
    QColor disabled;  ///< what cannot be chosen now, on paper and card
    QColor paper;     ///< ground of the pages
    QColor card;      ///< ground of cards, bar and foot
    QColor primary;   ///< main buttons, marks
    QColor onPrimary; ///< text on primary
    QColor tint;      ///< quiet coloured ground
    QColor line;      ///< borders and rules
    QColor keys;      ///< ground behind the keyboard
    QColor camera;    ///< ground of the camera view
    QColor guide;     ///< the finished part of the camera's guide
    Pair good;
    Pair wait;
    Pair bad;

    /// Text and ground of a tone; Plain is ink on card.
    [[nodiscard]] Pair toned(Tone tone) const;
    [[nodiscard]] static Colours of(Scheme scheme);
};

/// Contrast ratio of WCAG 2 (1 to 21) between two opaque colours.
[[nodiscard]] double contrast(const QColor& one, const QColor& other);

} // namespace banshi::ui::theme
