// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace banshi::face
{

/// The bytes of `face/data/landmarks.dat`, which the linker has put into the program.
[[nodiscard]] std::span<const unsigned char> landmarkModel();

} // namespace banshi::face
