// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace banshi::drivers::protocol
{

/// RFC 4648 base64 with padding.
[[nodiscard]] std::string toBase64(std::span<const std::uint8_t> bytes);
/// Strict decoding; nothing when a character or the padding is wrong.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> fromBase64(std::string_view text);

} // namespace banshi::drivers::protocol
