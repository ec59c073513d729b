// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/i18n/text.h"
#include "banshi/ui/theme/colours.h"

namespace banshi::ui::widgets
{

/// A strip that says how things stand: tone, sign and words together.
struct Notice
{
    theme::Tone tone = theme::Tone::Plain;
    i18n::Text title{};
    i18n::Text body{};
    QString sign{};     ///< one character; empty takes the tone's own (✓ … ! i)
    QString action{};   ///< name of the strip's button (its tap and objectName); empty for none
    i18n::Text label{}; ///< the button's words
    bool operator==(const Notice&) const = default;
};

/// A camera picture in someone else's memory, 8-bit BGR; copied when it is handed over.
struct FrameView
{
    const unsigned char* bgr = nullptr;
    int width = 0;
    int height = 0;
    int stride = 0; ///< bytes from line to line
};

} // namespace banshi::ui::widgets
