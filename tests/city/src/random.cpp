// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/random.h"

#include <cstdint>
#include <sodium.h>
#include <string_view>

namespace banshi::city
{

namespace
{

std::string randomFrom(std::string_view alphabet, std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
    return text;
}

} // namespace

std::string newHandle(const std::string& prefix)
{
    return prefix + "-" + randomFrom("0123456789abcdefghjkmnpqrstvwxyz", 20);
}

std::string randomDigits(std::size_t count)
{
    return randomFrom("0123456789", count);
}

std::string randomCode(std::size_t count)
{
    return randomFrom("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", count);
}

} // namespace banshi::city
