// SPDX-License-Identifier: GPL-3.0-or-later
// face.pad.apcer: attacks of the worst species that are taken for a person, in per cent; `runs` trials of each species.
// Against: the same attacks before a comparison without a proof of life, that match.
// face.pad.bpcer: people who are not taken for one, in per cent. Against: the same people before the plainest proof, a
// blink that comes by itself within two seconds.
// face.advice: spoilt frames that get wrong advice, in per cent; `runs` of each kind. Against: a gate that looks for
// exactly one face and nothing else.
#include "banshi/face/image_codec.h"
#include "banshi/face/rendered/chip_photo.h"
#include "banshi/face/trials/advice_trials.h"
#include "banshi/face/trials/presentation_trials.h"
#include "banshi/face/usual_face.h"
#include "banshi/face/verifier.h"
#include "bench.h"

#include <algorithm>

namespace banshi::bench
{

namespace
{

using namespace face::trials;
namespace rendered = face::rendered;

std::unique_ptr<face::Verifier> demonstration()
{
    auto verifier = face::makeVerifier(face::makeMatcher(std::string(face::kRenderedMatcher), face::Mode::Development));
    if (verifier->obstacle())
        throw Broken("the demonstration matcher cannot be loaded");
    return verifier;
}

double perCent(int part, int whole)
{
    return whole > 0 ? 100.0 * part / whole : 0;
}

/// True when three frames of the attack match the card of whom it shows.
bool matchesAlone(face::Verifier& verifier, rendered::Species species, std::uint64_t trial)
{
    const auto victim = rendered::makeIdentity(victimOf(trial));
    const auto chip = face::decodeImage(rendered::chipPhotoWebp(victim));
    if (!chip)
        throw Broken("the rendered chip photograph cannot be decoded");
    rendered::Presentation scene(species, victim, trial);
    std::vector<face::Image> frames;
    std::vector<face::ImageView> views;
    for (const double at : {0.0, 0.2, 0.4})
        frames.push_back(scene.frame(at, rendered::Movement::None, true));
    for (const face::Image& frame : frames)
        views.push_back(frame.view());
    return verifier.verify(chip->view(), views).answer == face::Answer::Match;
}

double worstAlone(const Order& order)
{
    const auto verifier = demonstration();
    double worst = 0;
    for (const rendered::Species species : rendered::kAttacks)
    {
        int matched = 0;
        for (int run = 0; run < order.runs; ++run)
            matched += matchesAlone(*verifier, species, order.seed + static_cast<std::uint64_t>(run)) ? 1 : 0;
        worst = std::max(worst, perCent(matched, order.runs));
    }
    return worst;
}

/// True when the person's eyes shut by themselves within two seconds.
bool blinksAlone(face::Verifier& verifier, std::uint64_t trial)
{
    constexpr int kFrames = 20; // ten a second
    verifier.reset();
    rendered::Presentation scene(rendered::Species::BonaFide, rendered::makeIdentity(victimOf(trial)), trial);
    double open = 0;
    for (int frame = 0; frame < kFrames; ++frame)
    {
        const face::Look look = verifier.look(scene.frame(frame / 10.0, rendered::Movement::None, false).view());
        if (!look.points)
            continue;
        const double eyes = look.points->eyeOpenness();
        if (eyes < face::SignalLimits().shut * open)
            return true;
        open = std::max(open, eyes);
    }
    return false;
}

Row rateRow(const char* metric, const char* against, double ours, double theirs, const Order& order)
{
    Row row{"face",  metric, "%", {}, against, std::string("tests/bench/run.sh ") + metric + " --only-against",
            {theirs}};
    if (!order.onlyAgainst)
        row.samples.push_back(ours);
    return row;
}

std::vector<SpeciesReport> trialsOf(const Order& order, bool people)
{
    std::vector<SpeciesReport> reports;
    if (order.onlyAgainst)
        return reports;
    const PresentationPlan plan{order.runs, order.seed, people ? rendered::nameOf(rendered::Species::BonaFide) : ""};
    auto measured = measurePresentations(plan);
    if (!measured)
        throw Broken("the demonstration matcher cannot be loaded");
    return std::move(*measured);
}

/// Whether "nobody" or "more than one", or neither, is the right advice.
bool plainGateIsRight(Scene scene, std::size_t faces)
{
    if (faces == 0)
        return helpFor(scene) == face::Code::NoFace;
    return faces > 1 ? helpFor(scene) == face::Code::ManyFaces : !helpFor(scene);
}

} // namespace

Row attackBench(const Order& order)
{
    double worst = 0;
    for (const SpeciesReport& report : trialsOf(order, false))
        if (report.species != rendered::Species::BonaFide)
            worst = std::max(worst, 100 * report.rate());
    return rateRow("face.pad.apcer", "the same attacks that match without a proof of life, worst species", worst,
                   worstAlone(order), order);
}

Row refusedPeopleBench(const Order& order)
{
    double refused = 0;
    for (const SpeciesReport& report : trialsOf(order, true))
        refused = 100 * report.rate();
    const auto verifier = demonstration();
    int still = 0;
    for (int run = 0; run < order.runs; ++run)
        still += blinksAlone(*verifier, order.seed + static_cast<std::uint64_t>(run)) ? 0 : 1;
    return rateRow("face.pad.bpcer", "the same people who do not blink by themselves within two seconds", refused,
                   perCent(still, order.runs), order);
}

Row adviceBench(const Order& order)
{
    const auto detector = face::makeDetector();
    int wrong = 0;
    int frames = 0;
    for (const Scene scene : kScenes)
        for (int run = 0; run < order.runs; ++run)
        {
            const auto faces =
                detector->find(renderScene(scene, order.seed + static_cast<std::uint64_t>(run)).view(), 0).size();
            wrong += plainGateIsRight(scene, faces) ? 0 : 1;
            ++frames;
        }
    const double ours = order.onlyAgainst ? 0 : 100 * (1 - rightShare(measureAdvice({order.runs, order.seed})));
    return rateRow("face.advice", "wrong advice of a gate that looks for exactly one face and nothing else", ours,
                   perCent(wrong, frames), order);
}

} // namespace banshi::bench
