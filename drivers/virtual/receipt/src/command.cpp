// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/receipt/command.h"

namespace banshi::drivers::virtual_receipt
{

namespace
{

using View = std::span<const std::uint8_t>;
using Maybe = std::optional<Parsed>;

constexpr std::uint8_t kLf = 0x0a;
constexpr std::uint8_t kDle = 0x10;
constexpr std::uint8_t kEsc = 0x1b;
constexpr std::uint8_t kFs = 0x1c;
constexpr std::uint8_t kGs = 0x1d;
constexpr std::size_t kLargestImage = 4 * 1024 * 1024;

Bytes copy(View bytes)
{
    return {bytes.begin(), bytes.end()};
}

Parsed unknown(View bytes)
{
    return {Unknown{copy(bytes)}, bytes.size()};
}

Maybe escape(View b)
{
    if (b.size() < 2)
        return std::nullopt;
    switch (b[1])
    {
    case '@':
        return Parsed{Initialise{}, 2};
    case '2':
        return Parsed{LineSpacing{}, 2};
    case '3':
    case 'E':
    case 'J':
    case 'a':
    case 'd':
    case '!':
    case '-':
    case 'M':
    case 'R':
    case 'G':
    case 't':
        break;
    default:
        return unknown(b.first(2));
    }
    if (b.size() < 3)
        return std::nullopt;
    const std::uint8_t n = b[2];
    switch (b[1])
    {
    case '3':
        return Parsed{LineSpacing{n}, 3};
    case 'E':
        return Parsed{Bold{(n & 1) != 0}, 3};
    case 'J':
        return Parsed{FeedDots{n}, 3};
    case 'a':
        return Parsed{Justify{n % 48 % 3}, 3};
    case 'd':
        return Parsed{FeedLines{n}, 3};
    default:
        return unknown(b.first(3));
    }
}

Maybe fileSeparator(View b)
{
    if (b.size() < 2)
        return std::nullopt;
    if (b[1] == '&' || b[1] == '.')
        return Parsed{KanjiMode{b[1] == '&'}, 2};
    if (b[1] == '!' || b[1] == '-' || b[1] == 'W')
        return b.size() < 3 ? Maybe() : unknown(b.first(3));
    return unknown(b.first(2));
}

Maybe cut(View b)
{
    if (b.size() < 3)
        return std::nullopt;
    if (b[2] == 65 || b[2] == 66)
        return b.size() < 4 ? Maybe() : Parsed{Cut{true}, 4};
    return Parsed{Cut{false}, 3};
}

Maybe raster(View b)
{
    if (b.size() < 3)
        return std::nullopt;
    if (b[2] != '0')
        return unknown(b.first(3));
    if (b.size() < 8)
        return std::nullopt;
    const int width = b[4] + 256 * b[5];
    const int rows = b[6] + 256 * b[7];
    const std::size_t size = static_cast<std::size_t>(width) * static_cast<std::size_t>(rows);
    if (size > kLargestImage)
        return unknown(b.first(8));
    if (b.size() < 8 + size)
        return std::nullopt;
    return Parsed{RasterImage{width, rows, copy(b.subspan(8, size))}, 8 + size};
}

// GS ( X pL pH …: a block whose length stands in front of it.
Maybe block(View b)
{
    if (b.size() < 5)
        return std::nullopt;
    const std::size_t size = 5 + b[3] + 256U * b[4];
    if (b.size() < size)
        return std::nullopt;
    const View body = b.subspan(5, size - 5);
    if (b[2] == 'k' && body.size() >= 2 && body[0] == 49)
        return Parsed{QrFunction{body[1], copy(body.subspan(2))}, size};
    if (b[2] == 'H' && body.size() == 6 && body[0] == 48 && body[1] == 48)
        return Parsed{EchoId{copy(body.subspan(2))}, size};
    return unknown(b.first(size));
}

Maybe groupSeparator(View b)
{
    if (b.size() < 2)
        return std::nullopt;
    switch (b[1])
    {
    case 'V':
        return cut(b);
    case 'v':
        return raster(b);
    case '(':
        return block(b);
    case '!':
        return b.size() < 3 ? Maybe() : Parsed{Size{((b[2] >> 4) & 7) + 1, (b[2] & 7) + 1}, 3};
    case 'a':
        return b.size() < 3 ? Maybe() : Parsed{StatusBack{b[2]}, 3};
    case 'r':
        return b.size() < 3 ? Maybe() : Parsed{AskStatus{b[2] % 48}, 3};
    case 'L':
    case 'W':
    case 'P':
        return b.size() < 4 ? Maybe() : unknown(b.first(4));
    case 'B':
    case 'H':
    case 'h':
    case 'w':
        return b.size() < 3 ? Maybe() : unknown(b.first(3));
    default:
        return unknown(b.first(2));
    }
}

// DLE sequences act when they arrive (see Mechanism); here, in the stream, they only take their place.
Maybe realTime(View b)
{
    if (b.size() < 2)
        return std::nullopt;
    if (b[1] == 0x04 || b[1] == 0x05)
        return b.size() < 3 ? Maybe() : unknown(b.first(3));
    if (b[1] == 0x14)
        return b.size() < 10 ? Maybe() : unknown(b.first(10));
    return unknown(b.first(1));
}

Maybe text(View b, bool kanji)
{
    std::size_t size = 0;
    while (size < b.size() && b[size] >= 0x20)
    {
        if (!kanji || b[size] < 0x81)
        {
            ++size;
            continue;
        }
        if (size + 1 == b.size())
            break; // the second half is still on the wire
        size += 2;
    }
    if (size == 0)
        return std::nullopt;
    return Parsed{Text{copy(b.first(size))}, size};
}

} // namespace

std::optional<Parsed> parseCommand(std::span<const std::uint8_t> buffer, bool kanji)
{
    if (buffer.empty())
        return std::nullopt;
    switch (buffer[0])
    {
    case kLf:
        return Parsed{LineFeed{}, 1};
    case kDle:
        return realTime(buffer);
    case kEsc:
        return escape(buffer);
    case kFs:
        return fileSeparator(buffer);
    case kGs:
        return groupSeparator(buffer);
    default:
        return buffer[0] < 0x20 ? Maybe(unknown(buffer.first(1))) : text(buffer, kanji);
    }
}

} // namespace banshi::drivers::virtual_receipt
