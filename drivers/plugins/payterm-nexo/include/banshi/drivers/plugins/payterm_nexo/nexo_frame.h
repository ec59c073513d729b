// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// nexo messages on a TCP connection: four bytes of length, big-endian, then so many bytes of JSON.
namespace banshi::drivers::plugins::payterm_nexo
{

inline constexpr std::size_t kLongestMessage = 256 * 1024; ///< bytes; receipts and all

/// A message as it goes over the connection. Threads: pure.
[[nodiscard]] std::vector<std::uint8_t> frameOf(std::string_view text);

/// Cuts what comes over the connection into messages. A length that cannot be is the end: nothing behind it can be
/// trusted, and the connection has to be made anew.
/// Threads: one.
class FrameReader
{
public:
    void feed(std::span<const std::uint8_t> bytes);
    /// The next whole message.
    [[nodiscard]] std::optional<std::string> take();
    [[nodiscard]] bool isBroken() const { return m_isBroken; }

private:
    std::vector<std::uint8_t> m_bytes;
    bool m_isBroken = false;
};

} // namespace banshi::drivers::plugins::payterm_nexo
