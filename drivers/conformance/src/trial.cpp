// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/trial.h"

#include "checks.h"
#include "profiles.h"

#include <algorithm>

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kSettle = 15000ms;
constexpr auto kIdle = 15000ms;  // a sheet printer finishes what an earlier check has left it
constexpr auto kMoment = 150ms;  // until a command that announces nothing is at the device
constexpr auto kUnseen = 1000ms; // until a device that shows nothing of its work is taken to be at it
constexpr auto kReach = 5000ms;
constexpr auto kSecretly = 400ms; // in which a device shows that it has worked although nobody says so
constexpr auto kProven = 2000ms;
constexpr auto kKilled = 2000ms; // until a killed host's command has its completion

// Back to the sound, idle device; the text says what is wrong.
std::optional<std::string> settle(Trial& trial)
{
    if (!trial.end.perform(act::kReset))
        return "the far end cannot be reset";
    if (!trial.bench.waitReady(kSettle))
    {
        trial.bench.restart();
        if (!trial.bench.waitReady(kSettle))
            return "the device does not become ready: " + trial.bench.proxy().status().dump();
    }
    trial.profile.rest(trial.bench);
    if (!trial.bench.waitUntil([&trial] { return isIdle(trial.end); }, kIdle))
        return "the device does not come to rest";
    return std::nullopt;
}

std::string listOf(const Codes& codes)
{
    std::string text;
    for (const auto code : codes)
        text += (text.empty() ? "" : ", ") + protocol::text(code);
    return text;
}

// What a driver says of paper or money, held against what came of it; nothing when it is true or cannot be known.
std::optional<std::string> lieIn(Trial& trial, Interrupted& interrupted)
{
    const client::Completion& done = *interrupted.sent->completion;
    const protocol::CommandInfo* info = protocol::findCommand(done.command);
    Tally& tally = interrupted.done;
    const Claim claim = trial.profile.claimOf(done);
    if (info == nullptr || !info->movesPaper || claim == Claim::None || (!tally.soFar() && !tally.isWatched()))
        return std::nullopt;
    const auto isMoved = [&tally] { return tally.soFar().value_or(0) > 0; };
    if (!tally.isWatched())
        (void)trial.bench.waitUntil(isMoved, claim == Claim::Done ? kProven : kSecretly);
    const auto moved = tally.last();
    if (!moved)
        return "nobody has said what came of it";
    if (claim == Claim::Done && *moved < 1)
        return "it says that all is done, but the device has done nothing";
    if (claim == Claim::Undone && *moved > 0)
        return "it says that nothing was done (" + describe(done) + "), but the device has done it";
    return std::nullopt;
}

} // namespace

Tally tallyOf(Trial& trial, const std::string& command)
{
    const protocol::CommandInfo* info = protocol::findCommand(command);
    return {trial.end, info != nullptr && info->movesPaper ? trial.profile.deed() : std::string()};
}

bool isIdle(FarEnd& end)
{
    return end.ask(probe::kWorking).value_or(0) == 0 && end.ask(probe::kQueued).value_or(0) == 0;
}

std::vector<Check> checksFor(const ClassProfile& profile)
{
    std::vector<Check> checks;
    addContractChecks(profile, checks);
    addStopChecks(profile, checks);
    addLossChecks(profile, checks);
    addGarbageChecks(profile, checks);
    addEnduranceChecks(profile, checks);
    addPrivacyChecks(profile, checks);
    return checks;
}

std::vector<Check> recordedChecksFor(const ClassProfile& profile)
{
    std::vector<Check> checks;
    addRecordedCheck(profile, checks); // first: what comes out of it must stand in no log afterwards
    for (Check& check : checksFor(profile))
        if (check.canBeRecorded)
            checks.push_back(std::move(check));
    return checks;
}

Verdict runCheck(const Check& check, Trial& trial)
{
    for (const std::string& act : check.needs)
        if (!trial.end.can(act))
            return trial.end.isBeyond(act) ? notApplicable("no " + trial.end.description() + " can `" + act + "`")
                                           : notRun("the far end has no `" + act + "`");
    QString how;
    (void)trial.bench.hasDied(how);
    (void)trial.bench.hasHung();
    if (const auto wrong = settle(trial))
        return failed(*wrong);
    Verdict verdict = check.run(trial);
    if (trial.bench.hasHung())
        return failed("a command had no end and its host had to be killed" +
                          (verdict.reason.empty() ? std::string() : "; " + verdict.reason),
                      verdict.measured);
    if (trial.bench.hasDied(how))
        return failed("the host process died with " + how.toStdString() +
                          (verdict.reason.empty() ? std::string() : "; " + verdict.reason),
                      verdict.measured);
    return verdict;
}

tl::expected<Interrupted, std::string> reach(Trial& trial, const Situation& situation,
                                             std::chrono::milliseconds timeout)
{
    auto payload = trial.profile.prepare(trial.bench, trial.end, situation);
    if (!payload)
        return tl::unexpected(payload.error());
    for (const std::string& act : situation.before)
        if (!trial.end.perform(act))
            return tl::unexpected("the far end cannot do `" + act + "`");
    Interrupted interrupted{nullptr, tallyOf(trial, situation.command), trial.end.ask(probe::kAsked)};
    trial.bench.clearEvents();
    interrupted.sent = trial.bench.send(situation.command, std::move(*payload), timeout);
    const QString event = QString::fromStdString(situation.reached);
    const auto there = [&] {
        if (interrupted.sent->completion)
            return true;
        if (situation.reached == probe::kWorking)
            return trial.end.ask(probe::kWorking).value_or(0) != 0;
        return !event.isEmpty() && trial.bench.events(event) > 0;
    };
    const bool isUnseen = situation.reached == probe::kWorking && !trial.end.ask(probe::kWorking);
    if (situation.reached.empty() || isUnseen)
        (void)trial.bench.waitUntil(there, isUnseen ? std::min<std::chrono::milliseconds>(kUnseen, timeout) : kMoment);
    else if (!trial.bench.waitUntil(there, std::min<std::chrono::milliseconds>(kReach, timeout)) && timeout >= kReach)
        return tl::unexpected("it does not get as far as `" + situation.name + "`");
    for (const std::string& act : situation.after)
        if (!trial.end.perform(act))
            return tl::unexpected("the far end cannot do `" + act + "`");
    return interrupted;
}

Verdict judge(Trial& trial, Interrupted& interrupted, const Codes& honest, std::chrono::milliseconds limit)
{
    const base::MonoTime from = trial.bench.clock().now();
    const client::Completion* done = trial.bench.finish(interrupted.sent, limit);
    if (done == nullptr)
    {
        trial.bench.kill();
        (void)trial.bench.finish(interrupted.sent, kKilled);
        return failed("no completion within " + std::to_string(limit.count()) + " ms; its host had to be killed");
    }
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::max(interrupted.sent->done - from, base::Nanoseconds(0)));
    const nlohmann::json measured{{"milliseconds", took.count()}, {"end", describe(*done)}};
    if (!honest.contains(done->code))
        return failed("it ends with " + describe(*done) + "; honest would be " + listOf(honest), measured);
    if (const auto lie = lieIn(trial, interrupted))
        return failed(*lie, measured);
    return passed(measured);
}

Verdict readyAgain(Trial& trial, const std::string& after)
{
    if (trial.bench.waitReady(kComeBack))
        return passed();
    return failed("20 s " + after + " the device is not ready: " + trial.bench.proxy().status().dump());
}

} // namespace banshi::drivers::conformance
