// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/money.h"

#include "text_tests.h"

namespace banshi::queue::contract
{

std::optional<std::int64_t> parseFen(std::string_view yuan)
{
    constexpr std::size_t kMostDigits = 8;
    const std::size_t point = yuan.find('.');
    const std::string_view whole = yuan.substr(0, point);
    const std::string_view part = point == std::string_view::npos ? std::string_view() : yuan.substr(point + 1);
    if (whole.empty() || whole.size() > kMostDigits || !areDigits(whole) || (whole.size() > 1 && whole[0] == '0'))
        return std::nullopt;
    if (part.size() > 2 || !areDigits(part) || (part.empty() && point != std::string_view::npos))
        return std::nullopt;
    const std::int64_t fen =
        std::int64_t{number(whole)} * 100 + std::int64_t{number(part)} * (part.size() == 1 ? 10 : 1);
    return isFen(fen) ? std::optional(fen) : std::nullopt;
}

std::string formatFen(std::int64_t fen)
{
    const bool isNegative = fen < 0;
    // Negating in unsigned arithmetic is defined for every value, also the smallest.
    const std::uint64_t size = isNegative ? ~static_cast<std::uint64_t>(fen) + 1 : static_cast<std::uint64_t>(fen);
    std::string part = std::to_string(size % 100);
    part.insert(0, 2 - part.size(), '0');
    return (isNegative ? "-" : "") + std::to_string(size / 100) + "." + part;
}

} // namespace banshi::queue::contract
