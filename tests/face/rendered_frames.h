// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/image_codec.h"
#include "banshi/face/rendered/chip_photo.h"
#include "banshi/face/rendered/sequences.h"

#include <vector>

namespace banshi::testing
{

/// `count` frames of the person with `seed` standing before the camera, spread over one loop of movement.
inline std::vector<face::Image> framesOf(std::uint64_t seed, int count, int first = 0)
{
    constexpr int kLoop = 30;
    face::rendered::HeadRenderer renderer(face::rendered::makeIdentity(seed));
    std::vector<face::Image> frames;
    for (int i = 0; i < count; ++i)
        frames.push_back(
            renderer.render(face::rendered::naturalPose(seed, (first + i * 2) % kLoop, kLoop), {}, 640, 480));
    return frames;
}

/// Views of `images`, which must live on.
inline std::vector<face::ImageView> viewsOf(const std::vector<face::Image>& images)
{
    std::vector<face::ImageView> views;
    for (const face::Image& image : images)
        views.push_back(image.view());
    return views;
}

/// The chip photograph of the person with `seed`, as it comes out of the simulated card.
inline face::Image chipOf(std::uint64_t seed)
{
    auto photo = face::decodeImage(face::rendered::chipPhotoWebp(face::rendered::makeIdentity(seed)));
    return photo ? std::move(*photo) : face::Image();
}

} // namespace banshi::testing
