// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/face_check.h"
#include "banshi/face/verifier.h"

namespace banshi::app::adapters
{

/// The kit's verdict as the session keeps it: numbers and codes, and no picture.
[[nodiscard]] ports::FaceVerdict verdictOf(const face::Verdict& verdict);

} // namespace banshi::app::adapters
