// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/image.h"
#include "banshi/face/landmarker.h"

#include <optional>

namespace banshi::face
{

/// Where a matcher wants the features: size of its input and places of eyes and mouth in it, in pixels.
struct AlignTemplate
{
    int width = 112;
    int height = 112;
    double leftEyeX = 38.2946;
    double rightEyeX = 73.5318;
    double eyeY = 51.6;
    double mouthY = 92.3; ///< middle of the mouth; ignored when not below the eyes
    bool operator==(const AlignTemplate&) const = default;
};

/// Cuts a face out of a picture, turned, moved and scaled to a template without distortion. Threads: any.
class Aligner
{
public:
    /// The aligned face; nothing when the points coincide or the picture is empty. Places outside the picture repeat
    /// its edge.
    [[nodiscard]] std::optional<Image> align(ImageView picture, const Landmarks& points, const AlignTemplate& to) const;
};

} // namespace banshi::face
