// SPDX-License-Identifier: GPL-3.0-or-later
// face.render: one frame of 640 x 480 of a rendered person who moves and blinks, one thread. Against: the same room
// with nobody in it.
#include "banshi/face/rendered/sequences.h"
#include "bench.h"
#include "stopwatch.h"

#include <opencv2/core/utility.hpp>

namespace banshi::bench
{

namespace
{

constexpr int kFrames = 30; // two seconds of a camera: each sample has the same share of frames with moving lids
constexpr int kWidth = 640;
constexpr int kHeight = 480;

/// One thread for OpenCV, as long as this lives.
class OneThread
{
public:
    OneThread() { cv::setNumThreads(1); }
    ~OneThread() { cv::setNumThreads(m_before); }
    OneThread(const OneThread&) = delete;
    OneThread& operator=(const OneThread&) = delete;

private:
    int m_before = cv::getNumThreads();
};

} // namespace

Row renderBench(const Order& order)
{
    Row row{"face",
            "face.render",
            "ms",
            {},
            "the same room with nobody in it",
            "tests/bench/run.sh face.render --only-against",
            {}};
    const OneThread alone;
    for (int run = 0; run < order.runs; ++run)
    {
        const std::uint64_t seed = order.seed + static_cast<std::uint64_t>(run);
        face::rendered::HeadRenderer renderer(face::rendered::makeIdentity(seed));
        const face::rendered::Scene scene{.seed = seed};
        const auto frames = [&](const auto& render) {
            return timeOf<std::milli>([&] {
                       for (int frame = 0; frame < kFrames; ++frame)
                           static_cast<void>(render(frame));
                   }) /
                   kFrames;
        };
        if (!order.onlyAgainst)
            row.samples.push_back(frames([&](int frame) {
                return renderer.render(face::rendered::naturalPose(seed, frame, kFrames), scene, kWidth, kHeight);
            }));
        row.againstSamples.push_back(frames([&](int) { return face::rendered::renderRoom(scene, kWidth, kHeight); }));
    }
    return row;
}

} // namespace banshi::bench
