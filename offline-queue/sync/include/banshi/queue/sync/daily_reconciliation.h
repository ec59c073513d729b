// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/sync/back_off.h"
#include "banshi/queue/sync/reconciliation.h"
#include "banshi/queue/sync/turn_guard.h"

#include <atomic>
#include <thread>

namespace banshi::queue::sync
{

/// Reconciles once a day (UTC, by a trusted time), at a random moment of an hour so that a fleet does not come at once;
/// tries again after trouble. Threads: one of its own.
class DailyReconciliation
{
public:
    static constexpr std::chrono::minutes kLook{10};
    static constexpr std::chrono::hours kSpread{1};

    /// `reconciliation` and `clock` must outlive the object; nobody else may use the first. `random` as of BackOff;
    /// `onResent` is called when parked items are to be sent again.
    DailyReconciliation(Reconciliation& reconciliation, const base::Clock& clock, std::function<double()> random,
                        std::function<void()> onResent);

    /// How many acknowledged items the platform has lost, as far as is known.
    [[nodiscard]] std::size_t lost() const { return m_lost; }
    /// Runs that ended in an exception.
    [[nodiscard]] std::uint64_t faults() const { return m_guard.faults(); }

private:
    void run(const std::stop_token& stop);
    [[nodiscard]] bool isDue() const;
    void lookOnce(const std::stop_token& stop);

    Reconciliation& m_reconciliation;
    const base::Clock& m_clock;
    std::function<double()> m_random;
    std::function<void()> m_onResent;
    BackOff m_backOff;
    std::atomic<std::size_t> m_lost;
    TurnGuard m_guard{"the daily reconciliation"};
    std::jthread m_thread;
};

} // namespace banshi::queue::sync
