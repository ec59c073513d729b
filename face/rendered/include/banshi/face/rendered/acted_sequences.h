// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/presentation.h"
#include "banshi/face/rendered/sequences.h"

namespace banshi::face::rendered
{

/// Writes the frames of `person` making `movement` once, at 15 frames a second, beginning and ending as in
/// writePerson().
[[nodiscard]] SequenceResult writeMovement(const std::filesystem::path& folder, const Identity& person,
                                           Movement movement, const Sequence& sequence);
/// Writes the frames of somebody who holds a print of `person` before the camera and swings it as `movement` asks; None
/// holds it still for a second.
[[nodiscard]] SequenceResult writePhoto(const std::filesystem::path& folder, const Identity& person, Movement movement);

} // namespace banshi::face::rendered
