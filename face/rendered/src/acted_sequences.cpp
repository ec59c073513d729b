// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/acted_sequences.h"

#include "actor.h"
#include "frame_files.h"

#include <cmath>

namespace banshi::face::rendered
{

namespace
{

constexpr double kRate = 15;        // frames a second
constexpr std::uint64_t kHands = 4; // of whoever holds the print

} // namespace

SequenceResult writeMovement(const std::filesystem::path& folder, const Identity& person, Movement movement,
                             const Sequence& sequence)
{
    const Manner manner{24, 0.8, 1, 0.5, 0.9}; // slowly, so that a machine with much to do sees it
    HeadRenderer renderer(person);
    const int frames = static_cast<int>(std::ceil(lengthOf(movement, manner) * kRate)) + 1;
    return writeFrames(folder, frames, [&](int frame) {
        Pose pose = naturalPose(person.seed, 0, sequence.frames);
        pose.distance += sequence.distance - Sequence{}.distance;
        perform(pose, movement, frame / kRate, manner);
        return renderer.render(pose, sequence.scene, sequence.width, sequence.height);
    });
}

SequenceResult writePhoto(const std::filesystem::path& folder, const Identity& person, Movement movement)
{
    Presentation hands(Species::SwungPhoto, person, kHands);
    const double longest = movement == Movement::None ? 1 : 3; // seconds, reaction included
    return writeFrames(folder, static_cast<int>(longest * kRate),
                       [&](int frame) { return hands.frame(frame / kRate, movement, false); });
}

} // namespace banshi::face::rendered
