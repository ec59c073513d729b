// SPDX-License-Identifier: GPL-3.0-or-later
// face.verify: a chip photograph and five live frames of 640 x 480, from pixels to the answer, by the matcher
// of rendered people. Against: finding the face in the same frames, each searched as a whole.
#include "banshi/face/image_codec.h"
#include "banshi/face/rendered/chip_photo.h"
#include "banshi/face/rendered/sequences.h"
#include "banshi/face/verifier.h"
#include "bench.h"
#include "stopwatch.h"

namespace banshi::bench
{

namespace
{

constexpr int kFrames = 5;
constexpr int kLoop = 30;

struct Person
{
    face::Image chip;
    std::vector<face::Image> frames;
};

Person personOf(std::uint64_t seed)
{
    const auto identity = face::rendered::makeIdentity(seed);
    auto chip = face::decodeImage(face::rendered::chipPhotoWebp(identity));
    if (!chip)
        throw Broken("the rendered chip photograph cannot be decoded");
    Person person{std::move(*chip), {}};
    face::rendered::HeadRenderer renderer(identity);
    for (int i = 0; i < kFrames; ++i)
        person.frames.push_back(renderer.render(face::rendered::naturalPose(seed, i * 2, kLoop), {}, 640, 480));
    return person;
}

} // namespace

Row verifyBench(const Order& order)
{
    Row row{"face",
            "face.verify",
            "ms",
            {},
            "finding the face in the same five frames, nothing else",
            "tests/bench/run.sh face.verify --only-against",
            {}};
    const auto verifier =
        face::makeVerifier(face::makeMatcher(std::string(face::kRenderedMatcher), face::Mode::Development));
    if (verifier->obstacle())
        throw Broken("the demonstration matcher cannot be loaded");
    const auto detector = face::makeDetector();
    std::mt19937_64 random(order.seed);
    constexpr std::uint64_t kPeople = 1000;
    for (int run = 0; run < order.runs; ++run)
    {
        const Person person = personOf(1 + random() % kPeople);
        std::vector<face::ImageView> views;
        for (const auto& frame : person.frames)
            views.push_back(frame.view());
        verifier->reset();
        if (!order.onlyAgainst)
            row.samples.push_back(
                timeOf<std::milli>([&] { static_cast<void>(verifier->verify(person.chip.view(), views)); }));
        row.againstSamples.push_back(timeOf<std::milli>([&] {
            for (const auto& view : views)
                static_cast<void>(detector->find(view, 0));
        }));
    }
    return row;
}

} // namespace banshi::bench
