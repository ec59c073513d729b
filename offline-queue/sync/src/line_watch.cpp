// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/line_watch.h"

#include <nlohmann/json.hpp>

namespace banshi::queue::sync
{

LineWatch::LineWatch(HttpsClient& client, const base::Clock& clock, std::function<void()> onBack)
    : m_client(client), m_clock(clock), m_onBack(std::move(onBack)), m_line{false, clock.wall().utc, {}, {}},
      m_thread([this](const std::stop_token& stop) { watch(stop); })
{
}

LineWatch::~LineWatch()
{
    m_thread.request_stop();
}

Line LineWatch::line() const
{
    const std::lock_guard lock(m_mutex);
    return m_line;
}

void LineWatch::learn(const base::Result<HttpsAnswer, HttpsError>& outcome)
{
    // A gateway before the platform may answer 502 to 504 in its place.
    const bool reached = outcome && outcome->status < 502;
    set(reached, outcome ? "platform.unavailable" : dotted(outcome.error().code));
}

void LineWatch::set(bool reachable, const std::string& problem)
{
    bool back = false;
    {
        const std::lock_guard lock(m_mutex);
        m_lastLearnt = m_clock.now();
        back = reachable && !m_line.reachable;
        if (reachable != m_line.reachable)
            m_line.since = m_clock.wall().utc;
        m_line.reachable = reachable;
        if (!reachable)
            m_line.lastProblem = problem;
    }
    if (back && m_onBack)
        m_onBack();
}

void LineWatch::probe()
{
    HttpsRequest request;
    request.target = "/v1/time";
    request.deadline = std::chrono::milliseconds(3000);
    const auto answer = m_client.call(request);
    learn(answer);
    if (!answer || answer->status != 200)
        return;
    const auto json = nlohmann::json::parse(answer->body.text(), nullptr, false);
    const auto utc = json.is_object() ? base::fromRfc3339(json.value("utc", "")) : std::nullopt;
    if (!utc)
        return;
    const std::lock_guard lock(m_mutex);
    m_line.clockOffsetMs = base::toUnixMillis(*utc) - base::toUnixMillis(m_clock.wall().utc);
}

void LineWatch::watch(const std::stop_token& stop)
{
    while (!stop.stop_requested())
    {
        probe();
        base::Nanoseconds pause = kProbeDown;
        {
            const std::lock_guard lock(m_mutex);
            if (m_line.reachable)
                pause = kProbe;
        }
        if (!m_clock.waitFor(pause, stop))
            return;
    }
}

} // namespace banshi::queue::sync
