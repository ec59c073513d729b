// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/daily_reconciliation.h"

namespace banshi::queue::sync
{

DailyReconciliation::DailyReconciliation(Reconciliation& reconciliation, const base::Clock& clock,
                                         std::function<double()> random, std::function<void()> onResent)
    : m_reconciliation(reconciliation), m_clock(clock), m_random(std::move(random)), m_onResent(std::move(onResent)),
      m_backOff(m_random), m_lost(reconciliation.lost()), m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

bool DailyReconciliation::isDue() const
{
    return m_clock.wall().trusted && m_reconciliation.today() != m_reconciliation.lastDay();
}

void DailyReconciliation::run(const std::stop_token& stop)
{
    while (!stop.stop_requested())
        if (const auto pause = m_guard.run([&] { lookOnce(stop); }))
            m_clock.waitFor(*pause, stop);
}

void DailyReconciliation::lookOnce(const std::stop_token& stop)
{
    if (!isDue())
    {
        m_clock.waitFor(kLook, stop);
        return;
    }
    const auto spread = std::chrono::duration_cast<base::Nanoseconds>(kSpread * m_random());
    if (!m_clock.waitFor(spread, stop))
        return;
    m_backOff.reset();
    while (isDue())
    {
        ReconciliationTally tally;
        const auto outcome = m_reconciliation.run(tally);
        m_lost = m_reconciliation.lost();
        if (tally.resent > 0)
            m_onResent();
        const bool isDone = outcome.kind == CallOutcome::Kind::Done;
        if (!isDone && !m_clock.waitFor(m_backOff.next(outcome.retryAfter), stop))
            return;
    }
}

} // namespace banshi::queue::sync
