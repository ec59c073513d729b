// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/line_watch.h"

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

LineWatch::LineWatch(HttpsClient& client, const base::Clock& clock)
    : m_client(client), m_clock(clock), m_line{false, clock.wall().utc, {}, {}, {}}
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

void LineWatch::learn(const base::Result<HttpsAnswer, HttpsError>& outcome)
{
    constexpr int kBadGateway = 502;
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
        if (reachable && !m_line.reachable)
            tell = m_onBack;
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

void LineWatch::probe()
{
    HttpsRequest request;
    request.target = "/v1/time";
    request.deadline = std::chrono::milliseconds(3000); // the contract's for getTime
    const auto answer = m_client.call(request);
    learn(answer);
    if (!answer || answer->status != 200)
        return;
    const auto json = nlohmann::json::parse(answer->body.text(), nullptr, false);
    const auto found = json.find("utc");
    const auto utc =
        found != json.end() && found->is_string() ? base::fromRfc3339(found->get<std::string>()) : std::nullopt;
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
