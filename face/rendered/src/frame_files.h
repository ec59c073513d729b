// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/sequences.h"

#include <functional>

namespace banshi::face::rendered
{

/// Writes `frames` pictures as `frame-0001.jpg` …; creates the folder.
[[nodiscard]] SequenceResult writeFrames(const std::filesystem::path& folder, int frames,
                                         const std::function<Image(int)>& frame);

} // namespace banshi::face::rendered
