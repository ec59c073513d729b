// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/ui/theme/colours.h"

#include <algorithm>
#include <cmath>

namespace banshi::ui::theme
{

namespace
{

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

Colours day()
{
    return {.ink = rgb(0x14212b),
            .secondary = rgb(0x2a3842),
            .disabled = rgb(0x5f6b73),
            .paper = rgb(0xf5f6f3),
            .card = rgb(0xffffff),
            .primary = rgb(0x063a45),
            .onPrimary = rgb(0xffffff),
            .tint = rgb(0xe3eeee),
            .line = rgb(0xcfd6da),
            .keys = rgb(0xdde4e6),
            .camera = rgb(0x1a2831),
            .guide = rgb(0x8fd0c2),
            .good = {rgb(0x0a4021), rgb(0xe3f2e8)},
            .wait = {rgb(0x553200), rgb(0xfdf1dc)},
            .bad = {rgb(0x6d120a), rgb(0xfbe6e2)}};
}

Colours highContrast()
{
    return {.ink = rgb(0xffffff),
            .secondary = rgb(0xffffff),
            .disabled = rgb(0xa8a8a8),
            .paper = rgb(0x000000),
            .card = rgb(0x000000),
            .primary = rgb(0xffe600),
            .onPrimary = rgb(0x000000),
            .tint = rgb(0x1c1c1c),
            .line = rgb(0xffffff),
            .keys = rgb(0x000000),
            .camera = rgb(0x000000),
            .guide = rgb(0xffe600),
            .good = {rgb(0xffffff), rgb(0x003b12)},
            .wait = {rgb(0xffe600), rgb(0x000000)},
            .bad = {rgb(0xffffff), rgb(0x5c0000)}};
}

Colours night()
{
    return {.ink = rgb(0xf3ead8),
            .secondary = rgb(0xe2d8c4),
            .disabled = rgb(0x9a9180),
            .paper = rgb(0x16130e),
            .card = rgb(0x1f1b14),
            .primary = rgb(0xe8c88a),
            .onPrimary = rgb(0x1a150b),
            .tint = rgb(0x2a2419),
            .line = rgb(0x4d4433),
            .keys = rgb(0x100e0a),
            .camera = rgb(0x0c0a07),
            .guide = rgb(0xe8c88a),
            .good = {rgb(0xd6ecc8), rgb(0x1c2b16)},
            .wait = {rgb(0xf6dca8), rgb(0x33260c)},
            .bad = {rgb(0xffd9cc), rgb(0x3a1710)}};
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

Pair Colours::toned(Tone tone) const
{
    switch (tone)
    {
    case Tone::Plain:
        return {ink, card};
    case Tone::Good:
        return good;
    case Tone::Wait:
        return wait;
    case Tone::Bad:
        return bad;
    }
    return {ink, card};
}

Colours Colours::of(Scheme scheme)
{
    switch (scheme)
    {
    case Scheme::Day:
        return day();
    case Scheme::HighContrast:
        return highContrast();
    case Scheme::Night:
        return night();
    }
    return day();
}

double contrast(const QColor& one, const QColor& other)
{
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace banshi::ui::theme
