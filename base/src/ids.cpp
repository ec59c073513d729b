// SPDX-License-Identifier: Apache-2.0
#include "banshi/base/ids.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <sys/random.h>

namespace banshi::base
{

std::string newUuid(const Clock& clock)
{
    std::array<std::uint8_t, 16> bytes{};
    // getrandom(2) never fails nor blocks for so few bytes once the kernel's pool is up; without it no id is safe.
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        std::abort();
    const auto millis = static_cast<std::uint64_t>(toUnixMillis(clock.wall().utc));
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x70); // version 7
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80); // RFC 9562 variant
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i)
    {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 0x0f];
    }
    return text;
}

bool isUuid(const std::string& text)
{
    if (text.size() != 36 || text[14] != '7')
        return false;
    for (std::size_t i = 0; i < text.size(); ++i)
    {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        if (hyphen ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
    }
    return true;
}

} // namespace banshi::base
