// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace banshi::drivers::sdk
{

/// Overwrites memory in a way that the compiler may not drop.
inline void wipe(void* memory, std::size_t size)
{
    volatile auto* byte = static_cast<volatile unsigned char*>(memory);
    while (size-- > 0)
        *byte++ = 0;
}

/// Overwrites the whole capacity of a text and empties it.
inline void wipe(std::string& text)
{
    text.resize(text.capacity());
    wipe(text.data(), text.size());
    text.clear();
}

/// Overwrites the whole capacity of a byte vector and empties it.
inline void wipe(std::vector<std::uint8_t>& bytes)
{
    bytes.resize(bytes.capacity());
    wipe(bytes.data(), bytes.size());
    bytes.clear();
}

} // namespace banshi::drivers::sdk
