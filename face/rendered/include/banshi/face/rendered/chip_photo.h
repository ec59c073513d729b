// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/image.h"
#include "banshi/face/rendered/identity.h"

#include <cstdint>
#include <vector>

namespace banshi::face::rendered
{

/// Size of the photograph in an identity card's chip (GA/T 490).
inline constexpr int kChipWidth = 102;
inline constexpr int kChipHeight = 126;
/// Most bytes that a simulated card keeps for its photograph, so that it fits the chip's 1,024 bytes with a mark.
inline constexpr std::size_t kChipBytes = 1000;

/// The person's photograph as taken for the card: white wall, even light, face width 207/358 of the picture
/// (GA 461-2004), 102×126. Each `sitting` is another visit to the photographer.
[[nodiscard]] Image renderChipPhoto(const Identity& person, std::uint64_t sitting = 0);
/// The same as a WebP file of at most kChipBytes, the best quality that fits.
[[nodiscard]] std::vector<std::uint8_t> chipPhotoWebp(const Identity& person, std::uint64_t sitting = 0);

} // namespace banshi::face::rendered
