// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/queue/sync/https_client.h"

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
};

/// Knows whether the platform can be reached: learns from every call, and asks for the platform's time by itself every
/// kProbe (every kProbeDown while the platform is away). Threads: any; one thread of its own after start().
class LineWatch
{
public:
    static constexpr std::chrono::seconds kProbe{10};
    static constexpr std::chrono::seconds kProbeDown{3};

    /// `client` and `clock` must outlive the watch.
    LineWatch(HttpsClient& client, const base::Clock& clock);
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

private:
    void set(bool reachable, const std::string& problem);
    void probe();
    void watch(const std::stop_token& stop);

    HttpsClient& m_client;
    const base::Clock& m_clock;
    mutable std::mutex m_mutex;
    Line m_line;                    // guarded by m_mutex
    std::function<void()> m_onBack; // guarded by m_mutex
    std::jthread m_thread;
};

} // namespace banshi::queue::sync
