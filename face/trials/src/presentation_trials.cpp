// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/trials/presentation_trials.h"

#include "banshi/face/image_codec.h"
#include "banshi/face/live_track.h"
#include "banshi/face/rendered/chip_photo.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace banshi::face::trials
{

namespace
{

// Seconds between frames, as on a slow machine: while somebody may be moving, and while nothing is expected.
constexpr double kFrame = 0.1;
constexpr double kIdle = 0.3;
constexpr double kMoving = 2.6;              // seconds after a challenge in which people move
constexpr double kLongest = 40;              // seconds of a trial, as long as a comparison lasts
constexpr double kCompared = 3;              // seconds after the proof in which the last frame must be described
constexpr std::uint64_t kPeople = 4'000'000; // seeds away from those of training and calibration

rendered::Movement movementOf(std::optional<Challenge> asked)
{
    if (!asked)
        return rendered::Movement::None;
    switch (*asked)
    {
    case Challenge::Blink:
        return rendered::Movement::Blink;
    case Challenge::OpenMouth:
        return rendered::Movement::OpenMouth;
    case Challenge::TurnLeft:
        return rendered::Movement::TurnLeft;
    case Challenge::TurnRight:
        return rendered::Movement::TurnRight;
    case Challenge::Nod:
        return rendered::Movement::Nod;
    }
    return rendered::Movement::None;
}

struct Outcome
{
    bool proven = false;
    std::string cause = std::string(dotted(Code::TimedOut));
    double seconds = 0;
};

/// The face on the card that the trial's person holds.
Result<Embedding> chipOf(Verifier& verifier, std::uint64_t victim)
{
    const auto photo = decodeImage(rendered::chipPhotoWebp(rendered::makeIdentity(victim)));
    return photo ? verifier.readChip(photo->view()) : tl::unexpected(photo.error());
}

Outcome play(Verifier& verifier, rendered::Species species, std::uint64_t trial, const LivenessPlan& asks)
{
    Outcome outcome;
    const auto chip = chipOf(verifier, victimOf(trial));
    if (!chip)
        return {false, std::string(dotted(chip.error().code)), 0};
    verifier.reset();
    rendered::Presentation scene(species, rendered::makeIdentity(victimOf(trial)), trial);
    LiveTrack track(verifier, asks, trial * 7919 + 13);
    const LivenessProver& prover = track.prover();
    std::optional<double> since;
    std::optional<double> asked;
    double step = kFrame;
    for (double now = 0; now < kLongest; now += step)
    {
        outcome.seconds = now;
        asked = prover.asked() ? std::optional(asked.value_or(now)) : std::nullopt;
        step = (asked && now - *asked < kMoving) || since ? kFrame : kIdle;
        const Image frame = scene.frame(now, movementOf(prover.asked()), prover.state() == Proof::Proven);
        const auto at =
            base::MonoTime(std::chrono::duration_cast<base::Nanoseconds>(std::chrono::duration<double>(now)));
        const auto proof = track.step(at, frame.view(), verifier.look(frame.view()));
        if (!proof || *proof == Proof::Failed)
        {
            outcome.cause = dotted(proof ? prover.cause().value_or(Code::EngineFailed) : proof.error().code);
            return outcome;
        }
        if (*proof == Proof::Proven)
            since = since.value_or(now);
        outcome.proven = track.mayDecide();
        if (outcome.proven || (since && now - *since >= kCompared))
            break;
    }
    const bool isSwapped = outcome.proven && species == rendered::Species::Swap;
    if (isSwapped && verifier.decide(*chip, track.faces()).answer == Answer::NoMatch)
        outcome = {false, std::string(dotted(Code::LivenessSwapped)), outcome.seconds}; // the print was never described
    return outcome;
}

SpeciesReport reportOn(Verifier& verifier, rendered::Species species, const PresentationPlan& plan)
{
    SpeciesReport report;
    report.species = species;
    LivenessPlan asks;
    asks.canTurn = plan.canTurn;
    for (int run = 0; run < plan.runs; ++run)
    {
        const Outcome outcome = play(verifier, species, plan.seed + static_cast<std::uint64_t>(run), asks);
        ++report.runs;
        report.wrong += outcome.proven == (species == rendered::Species::BonaFide) ? 0 : 1;
        report.seconds += outcome.seconds / plan.runs;
        if (!outcome.proven)
            ++report.causes[outcome.cause];
    }
    report.interval = eval::wilson(static_cast<std::size_t>(report.wrong), static_cast<std::size_t>(report.runs));
    return report;
}

} // namespace

std::uint64_t victimOf(std::uint64_t trial)
{
    return kPeople + trial;
}

Result<std::vector<SpeciesReport>> measurePresentations(const PresentationPlan& plan)
{
    const auto verifier = makeVerifier(makeMatcher(std::string(kRenderedMatcher), Mode::Development));
    if (const auto obstacle = verifier->obstacle())
        return tl::unexpected(*obstacle);
    std::vector<rendered::Species> all{rendered::Species::BonaFide};
    all.insert(all.end(), std::begin(rendered::kAttacks), std::end(rendered::kAttacks));
    std::vector<SpeciesReport> reports;
    for (const rendered::Species species : all)
        if (plan.species.empty() || plan.species == rendered::nameOf(species))
            reports.push_back(reportOn(*verifier, species, plan));
    return reports;
}

std::string toJson(const std::vector<SpeciesReport>& reports)
{
    nlohmann::json list = nlohmann::json::array();
    nlohmann::json worst;
    nlohmann::json people;
    for (const SpeciesReport& report : reports)
    {
        list.push_back({{"name", rendered::nameOf(report.species)},
                        {"runs", report.runs},
                        {"wrong", report.wrong},
                        {"rate", report.rate()},
                        {"low", report.interval.low},
                        {"high", report.interval.high},
                        {"seconds", report.seconds},
                        {"causes", report.causes}});
        if (report.species == rendered::Species::BonaFide)
            people = {{"rate", report.rate()}};
        else if (worst.is_null() || report.rate() > worst["rate"].get<double>())
            worst = {{"worst", rendered::nameOf(report.species)}, {"rate", report.rate()}};
    }
    return nlohmann::json{{"species", list}, {"apcer", worst}, {"bpcer", people}}.dump();
}

} // namespace banshi::face::trials
