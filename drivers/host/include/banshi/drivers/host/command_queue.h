// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/clock.h"
#include "banshi/drivers/host/outbox.h"

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace banshi::drivers::host
{

/// One accepted command from dispatch to completion.
struct PendingCommand
{
    ConnectionId connection = 0;
    protocol::Header header;
    nlohmann::json payload;
    std::optional<base::MonoTime> deadline; ///< counted from dispatch
    bool movesPaper = false;
    std::stop_source stop;
};
using CommandPtr = std::shared_ptr<PendingCommand>;

/// The one FIFO of a service with at most one running command. A command leaves exactly one of take() → finish(),
/// cancel(), expire() or drop(), and whoever gets it out owes its completion.
/// Threads: any.
class CommandQueue
{
public:
    /// False when this connection already uses the request id.
    [[nodiscard]] bool isFree(ConnectionId connection, std::uint32_t requestId) const;
    /// Commands of a connection, waiting and running.
    [[nodiscard]] std::size_t sizeOf(ConnectionId connection) const;
    void push(CommandPtr command);
    /// The next command, which now runs; null when none waits.
    [[nodiscard]] CommandPtr take();
    /// The running command has ended.
    void finish();
    /// Takes queued commands of a connection out (all when `requestIds` is empty) and asks the running one to stop.
    [[nodiscard]] std::vector<CommandPtr> cancel(ConnectionId connection, const std::vector<std::uint32_t>& requestIds);
    /// Forgets queued commands of a lost connection; the running one is asked to stop unless it moves paper.
    void drop(ConnectionId connection);
    /// Takes out the queued commands whose deadline has passed.
    [[nodiscard]] std::vector<CommandPtr> expire(base::MonoTime now);
    /// Earliest deadline of a queued command.
    [[nodiscard]] std::optional<base::MonoTime> nextDeadline() const;
    /// Forgets everything queued and asks the running command to stop.
    void stopAll();

private:
    mutable std::mutex m_mutex;
    std::deque<CommandPtr> m_waiting; // guarded by m_mutex
    CommandPtr m_running;             // guarded by m_mutex
};

} // namespace banshi::drivers::host
