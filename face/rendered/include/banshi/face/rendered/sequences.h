// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"
#include "banshi/face/rendered/head_renderer.h"

#include <filesystem>
#include <string>

namespace banshi::face::rendered
{

/// What a folder of camera frames shows.
struct Sequence
{
    int frames = 30; ///< 1 to 10,000; the movement closes, so that the folder may be played in a loop
    int width = 640;
    int height = 480;
    double distance = 600; ///< millimetres from the lens to the person's head
    Scene scene;
};

/// Number of frames written, or what stopped it (for developers).
using SequenceResult = base::Result<int, std::string>;

/// How somebody who stands still before the kiosk moves: slight sway and turning, one blink a loop.
[[nodiscard]] Pose naturalPose(std::uint64_t seed, int frame, int frames);

/// Writes `frame-0001.jpg` … of the person before the face camera. Creates the folder.
[[nodiscard]] SequenceResult writePerson(const std::filesystem::path& folder, const Identity& person,
                                         const Sequence& sequence);
/// The same of the room with nobody in it.
[[nodiscard]] SequenceResult writeNobody(const std::filesystem::path& folder, const Sequence& sequence);
/// A sheet of paper with print and a seal under the document camera.
[[nodiscard]] SequenceResult writeDocument(const std::filesystem::path& folder, std::uint64_t seed,
                                           const Sequence& sequence);
/// A street with a hole in the road, as somebody holds it before the document camera to report it.
[[nodiscard]] SequenceResult writeStreet(const std::filesystem::path& folder, std::uint64_t seed,
                                         const Sequence& sequence);

/// One picture of the sheet of paper (see writeDocument), without noise.
[[nodiscard]] Image renderDocument(std::uint64_t seed, int width, int height);
/// One picture of the street (see writeStreet), without noise.
[[nodiscard]] Image renderStreet(std::uint64_t seed, int width, int height);

} // namespace banshi::face::rendered
