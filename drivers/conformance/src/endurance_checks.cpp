// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"
#include "process_facts.h"

#include <algorithm>

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kLimit = 5000ms;
constexpr auto kLong = 20000ms;
constexpr int kQuestions = 200;
constexpr auto kSlowestStatus = 100ms; // p99; a person sees a screen react within this
constexpr int kSamples = 30;           // of memory within a run
constexpr qint64 kAllowedKib = 1024;   // allocators and libraries come to rest late
constexpr double kAllowedKibPerCycle = 0.25;
constexpr double kAllowedKibPerOperation = 16;
constexpr qint64 kAllowedHandles = 2; // a helper thread or file may come and go

double percentile(std::vector<double> values, double part)
{
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

/// Watches what a host process holds while something is done over and over.
class LeakWatch
{
public:
    LeakWatch(Bench& bench, int rounds, double allowedKibPerRound)
        : m_bench(bench), m_rounds(rounds), m_every(std::max(1, rounds / kSamples)),
          m_allowedKib(kAllowedKib + static_cast<qint64>(allowedKibPerRound * rounds))
    {
    }

    void afterRound(int round)
    {
        if (round % m_every == 0)
            if (const auto facts = factsOf(m_bench.process()))
                m_samples.push_back(*facts);
    }

    // Compares the least that was held in the first third with the least of the last one: what comes and goes is no
    // leak.
    [[nodiscard]] Verdict verdict() const
    {
        if (m_samples.size() < 3)
            return notRun("the host's memory cannot be looked at");
        const auto growth = [this](qint64 ProcessFacts::*what) {
            const auto third = static_cast<std::ptrdiff_t>(m_samples.size() / 3);
            return (*std::ranges::min_element(m_samples.end() - third, m_samples.end(), {}, what)).*what -
                   (*std::ranges::min_element(m_samples.begin(), m_samples.begin() + third, {}, what)).*what;
        };
        const qint64 kib = growth(&ProcessFacts::anonymousKib);
        const qint64 files = growth(&ProcessFacts::files);
        const qint64 threads = growth(&ProcessFacts::threads);
        nlohmann::json held = nlohmann::json::array();
        for (const ProcessFacts& facts : m_samples)
            held.push_back(facts.anonymousKib);
        const nlohmann::json measured{{"rounds", m_rounds},  {"heldKib", std::move(held)},
                                      {"grownKib", kib},     {"allowedKib", m_allowedKib},
                                      {"grownFiles", files}, {"grownThreads", threads}};
        const std::string within = " more within " + std::to_string(m_rounds) + " rounds";
        if (kib > m_allowedKib)
            return failed("it leaks memory: " + std::to_string(kib) + " KiB" + within, measured);
        if (files > kAllowedHandles)
            return failed("it leaks files: " + std::to_string(files) + within, measured);
        if (threads > kAllowedHandles)
            return failed("it leaks threads: " + std::to_string(threads) + within, measured);
        return passed(measured);
    }

private:
    Bench& m_bench;
    const int m_rounds;
    const int m_every;
    const qint64 m_allowedKib;
    std::vector<ProcessFacts> m_samples;
};

Verdict cycles(Trial& trial)
{
    const std::string command = trial.profile.cheapCommand();
    const nlohmann::json payload = trial.profile.payload(trial.bench, command);
    if (const std::string act = trial.profile.actBeforeCycles(); !act.empty() && !trial.end.perform(act))
        return failed("the far end cannot do `" + act + "`");
    LeakWatch watch(trial.bench, trial.size.cycles, kAllowedKibPerCycle);
    for (int i = 0; i < trial.size.cycles; ++i)
    {
        const SentPtr sent = trial.bench.send(command, payload, kLimit);
        const SentPtr status = trial.bench.send(protocol::command::kStatus, nlohmann::json::object(), kLimit);
        trial.bench.cancel(sent);
        if (trial.bench.finish(sent, kLimit) == nullptr || trial.bench.finish(status, kLimit) == nullptr)
            return failed("cycle " + std::to_string(i) + " has no end");
        watch.afterRound(i);
    }
    return watch.verdict();
}

Verdict operations(Trial& trial)
{
    LeakWatch watch(trial.bench, trial.size.operations, kAllowedKibPerOperation);
    for (int i = 0; i < trial.size.operations; ++i)
    {
        Verdict verdict = trial.profile.operate(trial.bench, trial.end, trial.marks);
        if (verdict.result != Result::Passed)
        {
            verdict.reason = "operation " + std::to_string(i + 1) + ": " + verdict.reason;
            return verdict;
        }
        watch.afterRound(i);
    }
    return watch.verdict();
}

std::vector<double> statusTimes(Trial& trial)
{
    std::vector<double> microseconds;
    for (int i = 0; i < kQuestions; ++i)
    {
        const SentPtr sent = trial.bench.send(protocol::command::kStatus, nlohmann::json::object(), kLimit);
        if (trial.bench.finish(sent, kLimit) == nullptr || !sent->completion->ok())
            return {};
        microseconds.push_back(std::chrono::duration<double, std::micro>(sent->done - sent->at).count());
    }
    return microseconds;
}

// The first situation into which this far end can bring the device.
std::optional<Situation> possibleSituation(const Trial& trial)
{
    const auto can = [&trial](const std::string& act) { return trial.end.can(act); };
    for (Situation& situation : trial.profile.situations())
        if (std::ranges::all_of(situation.before, can) && std::ranges::all_of(situation.after, can))
            return std::move(situation);
    return std::nullopt;
}

Verdict statusLatency(Trial& trial)
{
    const auto idle = statusTimes(trial);
    std::vector<double> atWork = idle; // of a device that cannot be kept at work
    if (const auto situation = possibleSituation(trial))
    {
        const auto interrupted = reach(trial, *situation, kLong + trial.end.pace());
        if (!interrupted)
            return failed(interrupted.error());
        atWork = statusTimes(trial);
        trial.bench.cancel(interrupted->sent);
        (void)trial.bench.finish(interrupted->sent, kLimit);
    }
    if (idle.empty() || atWork.empty())
        return failed("Status is not answered");
    const nlohmann::json measured{{"idleMicrosecondsP50", percentile(idle, 0.5)},
                                  {"idleMicrosecondsP99", percentile(idle, 0.99)},
                                  {"atWorkMicrosecondsP50", percentile(atWork, 0.5)},
                                  {"atWorkMicrosecondsP99", percentile(atWork, 0.99)}};
    const double slowest = std::max(percentile(idle, 0.99), percentile(atWork, 0.99));
    if (slowest > std::chrono::duration<double, std::micro>(kSlowestStatus).count())
        return failed("Status takes longer than 100 ms (p99)", measured);
    return passed(measured);
}

} // namespace

std::vector<std::string> actsBeforeCycles(const ClassProfile& profile)
{
    const std::string act = profile.actBeforeCycles();
    return act.empty() ? std::vector<std::string>() : std::vector{act};
}

void addEnduranceChecks(const ClassProfile& profile, std::vector<Check>& checks)
{
    checks.push_back({"status.latency", "Status is answered at once, also during an operation", {}, statusLatency});
    checks.push_back({"endurance.cycles", "status and cancel, over and over, leave nothing behind",
                      actsBeforeCycles(profile), cycles, true});
    checks.push_back({"endurance.operations", "whole operations, over and over, leave nothing behind",
                      profile.operationActs(), operations});
}

} // namespace banshi::drivers::conformance
