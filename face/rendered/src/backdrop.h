// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/identity.h"
#include "rasteriser.h"

#include <opencv2/core.hpp>

namespace banshi::face::rendered
{

/// A blurred room behind the person; every seed another one. CV_8UC3.
[[nodiscard]] cv::Mat paintRoom(std::uint64_t seed, int width, int height);

/// Neck, shoulders and hair hanging behind the head, seen by `view`; they follow the head's place, not its turn.
void paintBody(cv::Mat& frame, const Identity& person, const View& view);

} // namespace banshi::face::rendered
