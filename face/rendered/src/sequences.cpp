// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/sequences.h"

#include "frame_files.h"
#include "random.h"

#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>

namespace banshi::face::rendered
{

namespace
{

constexpr double kTau = 2 * std::numbers::pi;

Image noisy(const Image& still, double noise, std::uint64_t seed)
{
    Image frame = Image::copyOf(still.view());
    cv::Mat grain(frame.height(), frame.width(), CV_8SC3);
    cv::RNG(seed).fill(grain, cv::RNG::NORMAL, 0, noise);
    const auto* value = grain.ptr<signed char>();
    const std::size_t size = frame.stride() * static_cast<std::size_t>(frame.height());
    for (std::size_t i = 0; i < size; ++i)
        frame.data()[i] = cv::saturate_cast<std::uint8_t>(frame.data()[i] + value[i]);
    return frame;
}

SequenceResult writeStill(const std::filesystem::path& folder, const Image& still, const Sequence& sequence)
{
    return writeFrames(folder, sequence.frames, [&](int frame) {
        return noisy(still, sequence.scene.noise, sequence.scene.seed * 1000 + static_cast<std::uint64_t>(frame) + 1);
    });
}

double wave(Random& random, double size, int cycles, double time)
{
    return size * std::sin(kTau * (cycles * time + random.uniform(0, 1)));
}

} // namespace

Pose naturalPose(std::uint64_t seed, int frame, int frames)
{
    Random random(seed ^ 0x90E5ULL);
    const double time = static_cast<double>(frame) / std::max(1, frames);
    Pose pose;
    pose.yaw = wave(random, 1.8, 1, time) + wave(random, 0.6, 2, time);
    pose.pitch = wave(random, 1.5, 1, time);
    pose.roll = wave(random, 1.2, 1, time);
    pose.x = wave(random, 8, 1, time);
    pose.y = -12 + wave(random, 3, 1, time);
    pose.distance = 600 + wave(random, 8, 1, time);
    const int shut = static_cast<int>(frames * random.uniform(0.3, 0.8));
    const int away = std::abs(frame - shut);
    pose.blink = frames >= 12 ? (away == 0 ? 1.0 : away == 1 ? 0.55 : 0.0) : 0.0;
    return pose;
}

SequenceResult writePerson(const std::filesystem::path& folder, const Identity& person, const Sequence& sequence)
{
    HeadRenderer renderer(person);
    return writeFrames(folder, sequence.frames, [&](int frame) {
        Pose pose = naturalPose(person.seed, frame, sequence.frames);
        pose.distance += sequence.distance - Sequence{}.distance;
        return renderer.render(pose, sequence.scene, sequence.width, sequence.height);
    });
}

SequenceResult writeNobody(const std::filesystem::path& folder, const Sequence& sequence)
{
    Scene quiet = sequence.scene;
    quiet.noise = 0;
    return writeStill(folder, renderRoom(quiet, sequence.width, sequence.height), sequence);
}

SequenceResult writeDocument(const std::filesystem::path& folder, std::uint64_t seed, const Sequence& sequence)
{
    return writeStill(folder, renderDocument(seed, sequence.width, sequence.height), sequence);
}

SequenceResult writeStreet(const std::filesystem::path& folder, std::uint64_t seed, const Sequence& sequence)
{
    return writeStill(folder, renderStreet(seed, sequence.width, sequence.height), sequence);
}

} // namespace banshi::face::rendered
