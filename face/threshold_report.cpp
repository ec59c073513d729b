// SPDX-License-Identifier: GPL-3.0-or-later
#include "threshold_report.h"

#include "banshi/face/image_codec.h"
#include "banshi/face/rendered/chip_photo.h"
#include "banshi/face/rendered/sequences.h"
#include "banshi/face/verifier.h"

#include <algorithm>

namespace banshi::face
{

namespace
{

constexpr int kLoop = 30; // frames of one closed movement
constexpr int kStep = 6;  // five frames of it

struct Sample
{
    Embedding chip;
    Embedding live;
};

std::optional<Sample> sampleOf(Verifier& verifier, std::uint64_t seed)
{
    const rendered::Identity person = rendered::makeIdentity(seed);
    const auto photo = decodeImage(rendered::chipPhotoWebp(person));
    if (!photo)
        return std::nullopt;
    auto chip = verifier.readChip(photo->view());
    if (!chip)
        return std::nullopt;
    verifier.reset();
    rendered::HeadRenderer renderer(person);
    std::vector<Embedding> live;
    for (int frame = 0; frame < kLoop; frame += kStep)
    {
        const Image picture = renderer.render(rendered::naturalPose(seed, frame, kLoop), {}, 640, 480);
        const Look look = verifier.look(picture.view());
        if (look.advice)
            continue;
        if (auto read = verifier.readLive(picture.view(), *look.points))
            live.push_back(std::move(*read));
    }
    if (live.empty())
        return std::nullopt;
    return Sample{std::move(*chip), Embedding::fused(live)};
}

double at(const std::vector<double>& sorted, double share)
{
    return sorted.empty() ? 0 : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

int countFrom(const std::vector<double>& sorted, double least)
{
    return static_cast<int>(sorted.end() - std::ranges::lower_bound(sorted, least));
}

} // namespace

Result<ThresholdReport> measureThresholds(const std::string& matcher, int people)
{
    auto made = makeMatcher(matcher, Mode::Development);
    if (!made)
        return tl::unexpected(made.error());
    const MatcherInfo info = (*made)->info();
    Verifier verifier(std::move(made));
    std::vector<Sample> samples;
    for (int seed = 1; seed <= people; ++seed)
        if (auto sample = sampleOf(verifier, static_cast<std::uint64_t>(seed)))
            samples.push_back(std::move(*sample));
    std::vector<double> own;
    std::vector<double> others;
    for (std::size_t chip = 0; chip < samples.size(); ++chip)
        for (std::size_t live = 0; live < samples.size(); ++live)
            (chip == live ? own : others).push_back(samples[chip].chip.similarity(samples[live].live));
    std::ranges::sort(own);
    std::ranges::sort(others);
    ThresholdReport report;
    report.people = static_cast<int>(samples.size());
    report.notFound = people - report.people;
    report.ownLeast = at(own, 0);
    report.ownTwentieth = at(own, 0.05);
    report.ownMedian = at(own, 0.5);
    report.otherMedian = at(others, 0.5);
    report.otherHundredth = at(others, 0.99);
    report.otherMost = at(others, 1);
    report.ownAccepted = countFrom(own, info.accept);
    report.othersAccepted = countFrom(others, info.accept);
    report.othersNotRefused = countFrom(others, info.reject);
    report.otherPairs = static_cast<int>(others.size());
    return report;
}

} // namespace banshi::face
