// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/barcode_reader.h"

#include <cstdint>
#include <optional>
#include <span>

namespace banshi::drivers::sdk
{

inline constexpr std::size_t kAimLength = 3;

/// The kind of code that an AIM identifier (`]Q1`, ISO/IEC 15424) at the start of `bytes` names; Unknown for one that
/// is none of ours; nothing when there is no identifier. Threads: pure.
[[nodiscard]] std::optional<Symbology> aimSymbology(std::span<const std::uint8_t> bytes);

} // namespace banshi::drivers::sdk
