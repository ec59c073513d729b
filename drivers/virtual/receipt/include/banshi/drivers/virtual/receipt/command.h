// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace banshi::drivers::virtual_receipt
{

using Bytes = std::vector<std::uint8_t>;

/// Printable bytes up to the next command.
struct Text
{
    Bytes bytes;
};
/// LF
struct LineFeed
{
};
/// ESC @
struct Initialise
{
};
/// FS & and FS .
struct KanjiMode
{
    bool on = false;
};
/// ESC E n
struct Bold
{
    bool on = false;
};
/// GS ! n: magnification 1–8
struct Size
{
    int width = 1;
    int height = 1;
};
/// ESC a n: 0 left, 1 centre, 2 right
struct Justify
{
    int where = 0;
};
/// ESC 3 n, and ESC 2 for the default; dots
struct LineSpacing
{
    int dots = 30;
};
/// ESC d n
struct FeedLines
{
    int lines = 0;
};
/// ESC J n
struct FeedDots
{
    int dots = 0;
};
/// GS V
struct Cut
{
    bool feedFirst = false; ///< functions 65 and 66 feed to the knife before they cut
};
/// GS r n: answered when everything before it has been printed
struct AskStatus
{
    int what = 1;
};
/// GS a n
struct StatusBack
{
    int mask = 0;
};
/// GS ( H fn 48: echoes four bytes when everything before it has been printed
struct EchoId
{
    Bytes id;
};
/// GS ( k for QR codes
struct QrFunction
{
    int function = 0; ///< 65 model, 67 module, 69 level, 80 store, 81 print
    Bytes data;
};
/// GS v 0
struct RasterImage
{
    int widthBytes = 0;
    int rows = 0;
    Bytes bits;
};
/// Anything that this model does not know; it is dropped.
struct Unknown
{
    Bytes bytes;
};

using Command = std::variant<Text, LineFeed, Initialise, KanjiMode, Bold, Size, Justify, LineSpacing, FeedLines,
                             FeedDots, Cut, AskStatus, StatusBack, EchoId, QrFunction, RasterImage, Unknown>;

/// One command and how many bytes it took.
struct Parsed
{
    Command command;
    std::size_t size = 0;
};

/// The first command of `buffer`; nothing while it is incomplete. `kanji` says whether bytes from 0x81 come in pairs.
/// Written from the vendors' manuals, not from the driver. Threads: pure function.
[[nodiscard]] std::optional<Parsed> parseCommand(std::span<const std::uint8_t> buffer, bool kanji);

} // namespace banshi::drivers::virtual_receipt
