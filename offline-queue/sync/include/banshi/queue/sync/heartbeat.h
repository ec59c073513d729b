// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/sync/command_desk.h"
#include "banshi/queue/sync/contract_calls.h"
#include "banshi/queue/sync/turn_guard.h"

#include <thread>

namespace banshi::queue::sync
{

/// Tells the platform every minute how the machine is, brings commands to the desk, and tells their ends. What does not
/// arrive is told with the next beat. Threads: one of its own.
class Heartbeat
{
public:
    static constexpr std::chrono::seconds kBeat{60};

    /// All references must outlive the object. `state` gives the body of sendHeartbeat.
    Heartbeat(ContractCalls& calls, CommandDesk& desk, std::function<nlohmann::json()> state, const base::Clock& clock);
    ~Heartbeat();
    Heartbeat(const Heartbeat&) = delete;
    Heartbeat& operator=(const Heartbeat&) = delete;

    /// Beats that ended in an exception.
    [[nodiscard]] std::uint64_t faults() const { return m_guard.faults(); }

private:
    void beat();

    ContractCalls& m_calls;
    CommandDesk& m_desk;
    std::function<nlohmann::json()> m_state;
    const base::Clock& m_clock;
    TurnGuard m_guard{"the heartbeat"};
    std::jthread m_thread;
};

} // namespace banshi::queue::sync
