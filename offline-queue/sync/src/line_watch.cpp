// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/line_watch.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace banshi::queue::sync
{

namespace
{

bool isOfTheContract(const std::string& media)
{
    for (const char* known : {"application/json", "application/problem+json", "application/pdf"})
        if (media.starts_with(known))
            return true;
    return false;
}

} // namespace

LineWatch::LineWatch(HttpsClient& client, const base::Clock& clock, PlatformTime* time)
    : m_client(client), m_clock(clock), m_time(time), m_line{false, clock.wall().utc, {}, {}, {}, {}},
      m_downSince(clock.now()), m_lastTry(clock.now())
{
}

LineWatch::~LineWatch()
{
    stop();
}

void LineWatch::start(std::function<void()> onBack)
{
    {
        const std::lock_guard lock(m_mutex);
        m_onBack = std::move(onBack);
    }
    m_thread = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

void LineWatch::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_onBack = nullptr;
    }
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

Line LineWatch::line() const
{
    const std::lock_guard lock(m_mutex);
    return m_line;
}

bool LineWatch::mayTry()
{
    const std::lock_guard lock(m_mutex);
    const auto now = m_clock.now();
    if (m_failures >= kTrips && now < m_lastTry + kHalfOpen)
        return false;
    m_lastTry = now;
    return true;
}

void LineWatch::learn(const base::Result<HttpsAnswer, HttpsError>& outcome)
{
    constexpr int kBadGateway = 502;
    {
        const std::lock_guard lock(m_mutex);
        m_failures = !outcome && outcome.error().code != HttpsCode::Lost ? m_failures + 1 : 0;
    }
    if (!outcome)
        set(false, dotted(outcome.error().code));
    else if (outcome->status >= kBadGateway)
        set(false, "platform.unavailable");
    else if (!isOfTheContract(outcome->contentType))
        set(false, "queue.sync.wrongAnswer");
    else
        set(true, {});
}

void LineWatch::set(bool reachable, const std::string& problem)
{
    std::function<void()> tell;
    {
        const std::lock_guard lock(m_mutex);
        const auto now = m_clock.now();
        if (reachable && !m_line.reachable)
        {
            tell = m_onBack;
            m_line.spread = m_said > std::chrono::seconds(0)
                                ? base::Nanoseconds(m_said)
                                : std::min<base::Nanoseconds>(kSpread, (now - m_downSince) / 2);
        }
        if (!reachable && m_line.reachable)
            m_downSince = now;
        if (reachable != m_line.reachable)
            m_line.since = m_clock.wall().utc;
        m_line.reachable = reachable;
        if (reachable)
            m_line.lastContact = m_clock.wall().utc;
        else
            m_line.lastProblem = problem;
    }
    if (tell)
        tell();
}

TimeOutcome LineWatch::askTime()
{
    if (m_time != nullptr)
        return m_time->ask();
    HttpsRequest request;
    request.target = "/v1/time";
    request.deadline = std::chrono::milliseconds(3000); // the contract's for getTime
    TimeOutcome outcome{m_client.call(request), {}, {}};
    if (!outcome.answer || outcome.answer->status != 200)
        return outcome;
    const auto json = nlohmann::json::parse(outcome.answer->body.text(), nullptr, false);
    const auto found = json.find("utc");
    if (found != json.end() && found->is_string())
        outcome.utc = base::fromRfc3339(found->get<std::string>());
    return outcome;
}

void LineWatch::probe()
{
    const auto outcome = askTime();
    {
        const std::lock_guard lock(m_mutex);
        m_said = outcome.spread;
    }
    learn(outcome.answer);
    if (!outcome.utc)
        return;
    const auto machine = m_time != nullptr ? m_time->clock().machineWall().utc : m_clock.wall().utc;
    const std::lock_guard lock(m_mutex);
    m_line.clockOffsetMs = base::toUnixMillis(*outcome.utc) - base::toUnixMillis(machine);
}

void LineWatch::watch(const std::stop_token& stop)
{
    while (!stop.stop_requested())
    {
        const auto trouble = m_guard.run([this] { probe(); });
        base::Nanoseconds pause = kProbeDown;
        {
            const std::lock_guard lock(m_mutex);
            if (m_line.reachable)
                pause = kProbe;
        }
        pause = std::max(pause, trouble.value_or(pause));
        if (!m_clock.waitFor(pause, stop))
            return;
    }
}

} // namespace banshi::queue::sync
