// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"
#include "profiles.h"

#include <algorithm>
#include <random>

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;

constexpr auto kLimit = 2000ms;
constexpr auto kLateness = 1000ms;
constexpr auto kMoment = 150ms; // until a command is at the device
constexpr int kRequests = 60;

using Random = std::mt19937_64;

nlohmann::json anything(Random& random)
{
    switch (random() % 7)
    {
    case 0:
        return nullptr;
    case 1:
        return random() % 2 == 0;
    case 2:
        return static_cast<std::int64_t>(random());
    case 3:
        return -1e300;
    case 4:
        return std::string(random() % 5000, '\x01');
    case 5:
        return nlohmann::json::array({1, "two", nullptr});
    default:
        return nlohmann::json{{"kind", "text"}, {"x", 1}};
    }
}

// A request in which one member after the other has become something else.
nlohmann::json spoiled(nlohmann::json payload, Random& random)
{
    if (!payload.is_object() || payload.empty())
        return nlohmann::json{{"x", anything(random)}};
    for (auto& [key, value] : payload.items())
        if (random() % 2 == 0)
            value = anything(random);
    return payload;
}

/// What nonsense in the middle of a command may come to.
const Codes& anyEnd()
{
    static const Codes codes{CompletionCode::Success,        CompletionCode::CommandErrorCode,
                             CompletionCode::DeviceNotReady, CompletionCode::HardwareError,
                             CompletionCode::TimeOut,        CompletionCode::OutcomeUnknown,
                             CompletionCode::UnsupportedData};
    return codes;
}

/// The line is clean again, and the device does its work.
Verdict worksAgain(Trial& trial, Verdict verdict)
{
    if (!trial.end.perform(act::kReset))
        return failed("the far end cannot be reset");
    if (verdict.result != Result::Passed)
        return verdict;
    if (Verdict back = readyAgain(trial, "after the line was clean again"); back.result != Result::Passed)
        return back;
    Verdict next = trial.profile.operate(trial.bench, trial.end, trial.marks);
    if (next.result != Result::Passed)
        next.reason = "after the line was clean again: " + next.reason;
    return next;
}

Verdict garbledIn(Trial& trial, const Situation& situation)
{
    auto interrupted = reach(trial, situation, kLimit);
    if (!interrupted)
        return failed(interrupted.error());
    if (!trial.end.perform(act::kGarbage))
        return failed("the far end cannot talk nonsense");
    return worksAgain(trial, judge(trial, *interrupted, anyEnd(), kLimit + kLateness));
}

Verdict garbledDevice(Trial& trial)
{
    const Situation situation = trial.profile.situations().front();
    nlohmann::json payload = trial.profile.payload(trial.bench, situation.command);
    Interrupted sent{nullptr, tallyOf(trial, situation.command), {}};
    if (trial.end.can(act::kOffer))
        (void)trial.end.perform(act::kOffer);
    if (!trial.end.perform(act::kGarbage))
        return failed("the far end cannot talk nonsense");
    sent.sent = trial.bench.send(situation.command, std::move(payload), kLimit);
    // Some devices speak in the middle of an operation only.
    if (!trial.bench.waitUntil([&] { return sent.sent->completion.has_value(); }, kMoment))
        (void)trial.end.perform(act::kGarbage);
    return worksAgain(trial, judge(trial, sent, anyEnd(), kLimit + kLateness));
}

Verdict spoiledRequests(Trial& trial)
{
    Random random(trial.size.seed);
    const std::string command = trial.profile.cheapCommand();
    const nlohmann::json sound = trial.profile.payload(trial.bench, command);
    if (const std::string act = trial.profile.actBeforeCycles(); !act.empty() && !trial.end.perform(act))
        return failed("the far end cannot do `" + act + "`");
    for (int i = 0; i < kRequests; ++i)
    {
        const SentPtr sent = trial.bench.send(command, spoiled(sound, random), kLimit);
        trial.bench.cancel(sent);
        if (trial.bench.finish(sent, kLimit + kLateness) == nullptr)
            return failed("request " + std::to_string(i) + " of seed " + std::to_string(trial.size.seed) +
                          " has no completion");
        QString how;
        if (trial.bench.hasDied(how))
            return failed("request " + std::to_string(i) + " of seed " + std::to_string(trial.size.seed) +
                          " ends the host with " + how.toStdString());
    }
    return passed({{"requests", kRequests}});
}

} // namespace

void addGarbageChecks(const ClassProfile& profile, std::vector<Check>& checks)
{
    checks.push_back({"garbage.device", "a device that talks nonsense is survived", {act::kGarbage}, garbledDevice});
    const auto situations = profile.situations();
    for (std::size_t i = 1; i < situations.size(); ++i) // the first is garbage.device's
    {
        std::vector<std::string> acts = situations[i].acts();
        if (std::ranges::find(acts, act::kStall) != acts.end())
            continue; // a device that says nothing says no nonsense
        acts.emplace_back(act::kGarbage);
        checks.push_back({"garbage." + situations[i].name,
                          situations[i].command + " survives a device that talks nonsense", std::move(acts),
                          [situation = situations[i]](Trial& trial) { return garbledIn(trial, situation); }});
    }
    checks.push_back(
        {"garbage.requests", "requests of any content are answered", actsBeforeCycles(profile), spoiledRequests, true});
}

} // namespace banshi::drivers::conformance
