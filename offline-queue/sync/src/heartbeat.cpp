// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/heartbeat.h"

#include "banshi/base/ids.h"

#include <QLoggingCategory>
#include <algorithm>

Q_LOGGING_CATEGORY(lcHeartbeat, "banshi.queue.heartbeat")

namespace banshi::queue::sync
{

using nlohmann::json;

Heartbeat::Heartbeat(ContractCalls& calls, CommandDesk& desk, std::function<json()> state, const base::Clock& clock)
    : m_calls(calls), m_desk(desk), m_state(std::move(state)), m_clock(clock),
      m_thread([this](const std::stop_token& stop) {
          base::Nanoseconds pause = kBeat;
          do
              pause = std::max<base::Nanoseconds>(kBeat, m_guard.run([this] { beat(); }).value_or(kBeat));
          while (m_clock.waitFor(pause, stop));
      })
{
}

Heartbeat::~Heartbeat() = default; // the thread's own end waits for the beat that runs

void Heartbeat::beat()
{
    json answer;
    const auto outcome = m_calls.post("sendHeartbeat", "/v1/heartbeats", base::newUuid(m_clock), m_state(), answer);
    if (outcome.kind != CallOutcome::Kind::Done)
    {
        qCInfo(lcHeartbeat) << "the platform does not hear the machine:" << outcome.code.c_str();
        return;
    }
    m_desk.take(answer.at("commands"));
    for (const auto& end : m_desk.untold())
    {
        json body = {{"result", end.result}, {"at", base::toRfc3339(m_clock.wall().utc)}};
        if (!end.code.empty())
            body["code"] = end.code;
        json noted;
        const auto told =
            m_calls.post("acknowledgeCommand", "/v1/commands/" + end.id + "/ack", base::newUuid(m_clock), body, noted);
        // A command that the platform does not know any more needs no end either.
        if (told.kind == CallOutcome::Kind::Done || told.code == "request.forbidden")
            m_desk.told(end.id);
    }
}

} // namespace banshi::queue::sync
