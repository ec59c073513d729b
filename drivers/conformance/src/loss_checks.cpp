// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"
#include "profiles.h"

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;

constexpr auto kLimit = 2000ms;    // time-out of a command whose device goes away
constexpr auto kLateness = 1000ms; // past its deadline
constexpr auto kLong = 20000ms;
constexpr auto kNoticed = 12000ms; // a device that went while idle; four polls of the longest usual period
constexpr auto kKilled = 1000ms;

std::vector<std::string> actsOf(const Situation& situation, std::vector<std::string> more)
{
    const auto acts = situation.acts();
    more.insert(more.end(), acts.begin(), acts.end());
    return more;
}

Verdict unplugIn(Trial& trial, const Situation& situation)
{
    const std::chrono::milliseconds limit = kLimit + trial.end.pace();
    auto interrupted = reach(trial, situation, limit);
    if (!interrupted)
        return failed(interrupted.error());
    if (!trial.end.perform(act::kUnplug))
        return failed("the far end cannot be unplugged");
    Verdict verdict = judge(trial, *interrupted, situation.onLoss, limit + kLateness);
    const auto& done = interrupted->sent->completion;
    if (verdict.result == Result::Failed && trial.end.pace().count() > 0 && done && done->ok())
        verdict = notApplicable("it was over before a person could unplug the device");
    const bool isPlugged = trial.end.perform(act::kPlug) && trial.end.perform(act::kReset);
    if (verdict.result == Result::Failed)
        return verdict;
    if (!isPlugged)
        return failed("the far end cannot be plugged in");
    const Verdict back = readyAgain(trial, "after being plugged in");
    return back.result == Result::Passed ? verdict : back;
}

Verdict unplugIdle(Trial& trial)
{
    if (!trial.end.perform(act::kUnplug))
        return failed("the far end cannot be unplugged");
    const base::MonoTime from = trial.bench.clock().now();
    const bool noticed = trial.bench.waitUntil([&] { return !trial.bench.isReady(); }, kNoticed);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(trial.bench.clock().now() - from);
    if (!trial.end.perform(act::kPlug))
        return failed("the far end cannot be plugged in");
    if (!noticed)
        return failed("it says that the device is there 12 s after it was unplugged");
    const Verdict back = readyAgain(trial, "after being plugged in");
    return back.result == Result::Passed ? passed({{"noticedAfterMilliseconds", took.count()}}) : back;
}

// The host dies with the command: the next host finds a device that works, and repeats nothing.
Verdict killIn(Trial& trial, const Situation& situation)
{
    auto interrupted = reach(trial, situation, kLong + trial.end.pace());
    if (!interrupted)
        return failed(interrupted.error());
    const protocol::CommandInfo* info = protocol::findCommand(situation.command);
    const bool isOver = interrupted->sent->completion.has_value();
    trial.bench.kill();
    const client::Completion* done = trial.bench.finish(interrupted->sent, kKilled);
    const auto wanted =
        info != nullptr && info->movesPaper ? CompletionCode::OutcomeUnknown : CompletionCode::DeviceNotReady;
    if (done == nullptr || (!isOver && done->code != wanted))
        return failed("a killed host's command does not end with " + protocol::text(wanted));
    // A command that was over before tells nothing of the host's end.
    if (!trial.bench.waitUntil([&] { return !trial.bench.isServing(); }, kKilled))
        return failed("a killed host still serves");
    if (!trial.end.perform(act::kReset))
        return failed("the far end cannot be reset");
    if (Verdict back = readyAgain(trial, "after its host was killed"); back.result != Result::Passed)
        return back;
    if (!trial.bench.waitUntil([&] { return isIdle(trial.end); }, kLong))
        return failed("after its host was killed the device does not come to rest");
    const bool movesPaper = info != nullptr && info->movesPaper;
    const auto asked = trial.end.ask(probe::kAsked);
    if (movesPaper &&
        (interrupted->done.last().value_or(0) > 1 || asked.value_or(0) > interrupted->asked.value_or(0) + 1))
        return failed("the new host has done what the killed one had begun once more");
    Verdict next = trial.profile.operate(trial.bench, trial.end, trial.marks);
    if (next.result != Result::Passed)
        next.reason = "after its host was killed: " + next.reason;
    return next;
}

Verdict doubleOpen(Trial& trial)
{
    Bench second(trial.bench.clock(), trial.setup);
    if (!second.start() || !second.waitUntil([&] { return second.isServing(); }, kLong))
        return failed("a second host for the same device does not serve");
    Verdict first = trial.profile.operate(trial.bench, trial.end, trial.marks);
    if (first.result != Result::Passed)
    {
        first.reason = "while a second host wants the device: " + first.reason;
        return first;
    }
    if (!trial.bench.stop())
        return failed("a host does not end within 2 s of SIGTERM");
    Verdict verdict = second.waitReady(kComeBack) ? trial.profile.operate(second, trial.end, trial.marks)
                                                  : failed("the device is not free 20 s after its host has ended");
    QString how;
    if (second.hasDied(how))
        verdict = failed("the second host died with " + how.toStdString());
    (void)second.stop();
    trial.bench.restart();
    return verdict;
}

} // namespace

void addLossChecks(const ClassProfile& profile, std::vector<Check>& checks)
{
    checks.push_back({"unplug.idle",
                      "an unplugged device is noticed, and found again",
                      {act::kUnplug, act::kPlug},
                      unplugIdle,
                      true});
    for (const Situation& situation : profile.situations())
    {
        checks.push_back({"unplug." + situation.name, situation.command + " ends when the device goes, and truly",
                          actsOf(situation, {act::kUnplug, act::kPlug}),
                          [situation](Trial& trial) { return unplugIn(trial, situation); }});
        checks.push_back({"kill." + situation.name, "the next host finds a device that works, and repeats nothing",
                          actsOf(situation, profile.operationActs()),
                          [situation](Trial& trial) { return killIn(trial, situation); }});
    }
    checks.push_back({"double-open", "two hosts for one device hurt neither", profile.operationActs(), doubleOpen});
}

} // namespace banshi::drivers::conformance
