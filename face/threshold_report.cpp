// SPDX-License-Identifier: GPL-3.0-or-later
#include "threshold_report.h"

#include "banshi/face/image_codec.h"
#include "banshi/face/rendered/chip_photo.h"
#include "banshi/face/rendered/sequences.h"
#include "banshi/face/verifier.h"

#include <cmath>

namespace banshi::face
{

namespace
{

constexpr int kLoop = 30;       // frames of one closed movement
constexpr int kStep = 6;        // five frames of it
constexpr double kMiddle = 0.4; // ages from about 40 on
constexpr double kOld = 0.8;    // ages from about 60 on
constexpr double kDark = 0.4;   // of Identity::tone

/// Whom one sample shows.
struct Sitter
{
    rendered::Identity person;
    double years = 0; // since the photograph
    bool glasses = false;
    std::string groups;
};

struct Sample
{
    std::optional<Embedding> chip;
    std::optional<Embedding> live;
    std::string groups;
};

std::string traitsOf(const rendered::Identity& person)
{
    const char* age = person.age < kMiddle ? "age 20-39" : person.age < kOld ? "age 40-59" : "age 60-70";
    return std::string(person.female ? "women," : "men,") + age +
           (person.tone < kDark ? ",lighter skin" : ",darker skin") + (person.eastAsian ? ",East Asian" : ",others");
}

Sitter sitterOf(const RenderedPlan& plan, int number)
{
    const rendered::Identity person = rendered::makeIdentity(plan.firstSeed + static_cast<std::uint64_t>(number));
    Sitter sitter{person, plan.years, false, traitsOf(person)};
    if (!plan.mixed)
        return sitter;
    constexpr int kOf = 3; // photographs of three ages; with glasses one of three, of every age
    sitter.years = plan.years * (number % kOf) / (kOf - 1);
    sitter.glasses = number / kOf % kOf == 0;
    sitter.groups += sitter.glasses ? ",with glasses" : ",without glasses";
    sitter.groups += ",photograph of " + std::to_string(std::lround(sitter.years)) + " years";
    return sitter;
}

std::optional<Embedding> liveOf(Verifier& verifier, const Sitter& sitter)
{
    const rendered::Identity& person = sitter.person;
    verifier.reset();
    rendered::HeadRenderer renderer(person);
    std::vector<Embedding> live;
    rendered::Scene scene;
    scene.seed = person.seed;
    for (int frame = 0; frame < kLoop; frame += kStep)
    {
        rendered::Pose pose = rendered::naturalPose(person.seed, frame, kLoop);
        pose.glasses = sitter.glasses;
        const Image picture = renderer.render(pose, scene, 640, 480);
        const Look look = verifier.look(picture.view());
        if (look.advice)
            continue;
        if (auto read = verifier.readLive(picture.view(), *look.points))
            live.push_back(std::move(*read));
    }
    return live.empty() ? std::nullopt : std::optional(Embedding::fused(live));
}

Sample sampleOf(Verifier& verifier, const Sitter& sitter)
{
    Sample sample{std::nullopt, std::nullopt, sitter.groups};
    const auto photo = decodeImage(rendered::chipPhotoWebp(rendered::aged(sitter.person, -sitter.years)));
    auto chip = photo ? verifier.readChip(photo->view()) : tl::unexpected(photo.error());
    if (chip)
        sample.chip = std::move(*chip);
    sample.live = liveOf(verifier, sitter);
    return sample;
}

} // namespace

Result<eval::EvalReport> measureRendered(const std::string& matcher, const RenderedPlan& plan)
{
    auto landmarker = loadLandmarker(plan.landmarks);
    if (!landmarker)
        return tl::unexpected(landmarker.error());
    VerifierParts parts;
    parts.landmarker = std::move(*landmarker);
    const auto verifier = makeVerifier(makeMatcher(matcher, Mode::Measuring), std::move(parts));
    if (const auto obstacle = verifier->obstacle())
        return tl::unexpected(*obstacle);
    std::vector<Sample> samples;
    for (int i = 0; i < plan.people; ++i)
        samples.push_back(sampleOf(*verifier, sitterOf(plan, i)));
    std::vector<eval::Comparison> list;
    std::vector<std::string> groups;
    for (const Sample& chip : samples)
        for (const Sample& live : samples)
            if (chip.chip && live.live)
            {
                list.push_back({chip.chip->similarity(*live.live), &chip == &live});
                groups.push_back(chip.groups);
            }
    eval::EvalReport report = eval::reportOn(list, groups);
    report.model = verifier->unavailable(Code::Cancelled).model;
    report.pairs = samples.size();
    report.livePictures = report.chipPictures = samples.size();
    for (const Sample& sample : samples)
    {
        report.liveFailures += sample.live ? 0 : 1;
        report.chipFailures += sample.chip ? 0 : 1;
    }
    return report;
}

} // namespace banshi::face
