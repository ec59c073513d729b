// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/way_up.h"

#include "banshi/queue/gateway/machine_state.h"
#include "platform_table.h"

namespace banshi::queue::gateway
{

WayUp::WayUp(Ground ground, const sync::SignatureKey& sign, const sync::SignatureKey& receipts)
    : m_ground(std::move(ground)),
      m_client(identityOf(m_ground.config.platform), m_ground.config.deviceId, m_ground.clock),
      m_time(m_client, sign, m_ground.clock, timeMemory(m_ground.store)), m_line(m_client, m_ground.clock, &m_time),
      m_queueCalls(m_client, m_line, m_ground.contract, m_ground.gate, m_ground.clock, receipts),
      m_calls(m_client, m_line, m_ground.contract, m_ground.gate),
      m_sender(m_ground.store, m_queueCalls, m_ground.clock, m_ground.random, sync::LineWatch::kSpread),
      m_reconciliation(m_ground.store, m_calls, m_ground.clock, m_ground.config.deviceId,
                       reconciliationMemory(m_ground.store)),
      m_daily(m_reconciliation, m_ground.clock, m_ground.random, [this] { m_sender.wake(); }),
      m_upstream(m_client, m_line)
{
    if (!m_ground.config.identityDir.empty())
        m_identity.emplace(m_ground.config, m_client, m_ground.clock, m_ground.random);
}

WayUp::~WayUp()
{
    stop();
    m_line.stop();
}

void WayUp::start()
{
    m_line.start([this] {
        const auto spread = static_cast<double>(m_line.line().spread.count()) * m_ground.random();
        m_sender.rest(base::Nanoseconds(static_cast<std::int64_t>(spread)));
        if (m_identity)
            m_identity->renewal().wake();
    });
}

void WayUp::stop()
{
    m_client.stop();
}

std::uint64_t WayUp::faults() const
{
    return m_line.faults() + m_sender.faults() + m_daily.faults() + (m_identity ? m_identity->renewal().faults() : 0);
}

std::string WayUp::renewalProblem() const
{
    return m_identity ? m_identity->renewal().problem() : std::string();
}

} // namespace banshi::queue::gateway
