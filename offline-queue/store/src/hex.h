// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/records.h"

#include <optional>
#include <span>
#include <string>

namespace banshi::queue::store
{

/// Lower-case hex.
[[nodiscard]] std::string toHex(std::span<const std::uint8_t> bytes);
/// The 16 bytes of a UUID text; nothing when it is none.
[[nodiscard]] std::optional<Bytes> uuidBytes(const std::string& text);
/// The lower-case text of 16 bytes; empty for another length.
[[nodiscard]] std::string uuidText(std::span<const std::uint8_t> bytes);
/// True for 64 lower-case hex digits.
[[nodiscard]] bool isSha256Text(std::string_view text);

} // namespace banshi::queue::store
