// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <sodium.h>
#include <string>

namespace banshi::queue::sync
{

/// Whether `text` is base64 of exactly as many bytes as `into` has.
template <std::size_t size>
bool decodeExactly(const std::string& text, std::array<std::uint8_t, size>& into)
{
    std::size_t decoded = 0;
    const char* end = nullptr;
    return sodium_base642bin(into.data(), into.size(), text.data(), text.size(), nullptr, &decoded, &end,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           decoded == size && end == text.data() + text.size();
}

} // namespace banshi::queue::sync
