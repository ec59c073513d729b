// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/queue/sync/platform_time.h"
#include "banshi/queue/sync/turn_guard.h"

#include <functional>
#include <mutex>
#include <thread>

namespace banshi::queue::sync
{

/// What is known of the line.
struct Line
{
    bool reachable = false;
    base::UtcTime since;
    std::optional<base::UtcTime> lastContact;  ///< when the platform last answered
    std::string lastProblem;                   ///< dotted code
    std::optional<std::int64_t> clockOffsetMs; ///< platform minus machine
    /// Over how long this machine is to spread what it has to send now that the line is back: the platform's word, else
    /// half the outage, at most kSpread. All machines of a fleet find the line back within seconds of each other.
    base::Nanoseconds spread{0};
};

/// Knows whether the platform can be reached: learns from every call, and asks for the platform's time by itself every
/// kProbe (every kProbeDown while the platform is away). Threads: any; one thread of its own after start().
class LineWatch
{
public:
    static constexpr std::chrono::seconds kProbe{10};
    static constexpr std::chrono::seconds kProbeDown{3};
    static constexpr std::chrono::seconds kSpread{30};
    /// So many failures to connect in a row open the circuit; then one call in kHalfOpen finds out whether it closes.
    static constexpr int kTrips = 3;
    static constexpr std::chrono::seconds kHalfOpen{2};

    /// All must outlive the watch. With `time` each question for the time also puts the clock right.
    LineWatch(HttpsClient& client, const base::Clock& clock, PlatformTime* time = nullptr);
    ~LineWatch();
    LineWatch(const LineWatch&) = delete;
    LineWatch& operator=(const LineWatch&) = delete;

    /// Begins to ask. `onBack` is called (on any thread) whenever the line comes back. To be called once.
    void start(std::function<void()> onBack);
    /// Ends; `onBack` is not called any more afterwards.
    void stop();

    /// Tells the outcome of a call. The platform is reached when it answers in a media type of the contract; an HTML
    /// page or a 502 to 504 is said by somebody in between.
    void learn(const base::Result<HttpsAnswer, HttpsError>& outcome);
    [[nodiscard]] Line line() const;
    /// The circuit breaker: false when a call for a resident would only wait for a platform that is known to be away.
    [[nodiscard]] bool mayTry();
    /// Questions that ended in an exception.
    [[nodiscard]] std::uint64_t faults() const { return m_guard.faults(); }

private:
    void set(bool reachable, const std::string& problem);
    [[nodiscard]] TimeOutcome askTime();
    void probe();
    void watch(const std::stop_token& stop);

    HttpsClient& m_client;
    const base::Clock& m_clock;
    PlatformTime* m_time;
    mutable std::mutex m_mutex;
    Line m_line;                    // guarded by m_mutex
    base::MonoTime m_downSince;     // guarded by m_mutex
    base::MonoTime m_lastTry;       // guarded by m_mutex
    std::chrono::seconds m_said{0}; // the platform's word on the spread; guarded by m_mutex
    int m_failures = 0;             // to connect, in a row; guarded by m_mutex
    std::function<void()> m_onBack; // guarded by m_mutex
    TurnGuard m_guard{"the line's watch"};
    std::jthread m_thread;
};

} // namespace banshi::queue::sync
