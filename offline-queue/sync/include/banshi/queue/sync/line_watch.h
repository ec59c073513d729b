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
    std::string lastProblem; ///< dotted code
    std::optional<std::int64_t> clockOffsetMs;
};

/// Knows whether the platform can be reached: learns from every call and asks by itself when nobody called for a while
/// (every kProbe, every kProbeDown while it is away). Threads: any; one thread of its own.
class LineWatch
{
public:
    static constexpr std::chrono::seconds kProbe{10};
    static constexpr std::chrono::seconds kProbeDown{3};

    /// `client` and `clock` must outlive the watch. `onBack` is called (on any thread) when the line comes back.
    LineWatch(HttpsClient& client, const base::Clock& clock, std::function<void()> onBack);
    ~LineWatch();
    LineWatch(const LineWatch&) = delete;
    LineWatch& operator=(const LineWatch&) = delete;

    /// Tells the outcome of a call; an answer of any kind means that the platform can be reached.
    void learn(const base::Result<HttpsAnswer, HttpsError>& outcome);
    [[nodiscard]] Line line() const;

private:
    void set(bool reachable, const std::string& problem);
    void probe();
    void watch(const std::stop_token& stop);

    HttpsClient& m_client;
    const base::Clock& m_clock;
    std::function<void()> m_onBack;
    mutable std::mutex m_mutex;
    Line m_line;                 // guarded by m_mutex
    base::MonoTime m_lastLearnt; // guarded by m_mutex
    std::jthread m_thread;
};

} // namespace banshi::queue::sync
