// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/command_queue.h"

#include <algorithm>

namespace banshi::drivers::host
{

namespace
{

// Moves the entries that `chosen` accepts out of the queue, in order.
template <class Predicate>
std::vector<CommandPtr> extract(std::deque<CommandPtr>& queue, Predicate chosen)
{
    std::vector<CommandPtr> taken;
    std::deque<CommandPtr> kept;
    for (CommandPtr& command : queue)
    {
        if (chosen(*command))
            taken.push_back(std::move(command));
        else
            kept.push_back(std::move(command));
    }
    queue.swap(kept);
    return taken;
}

} // namespace

bool CommandQueue::isFree(ConnectionId connection, std::uint32_t requestId) const
{
    const auto same = [&](const CommandPtr& command) {
        return command->connection == connection && command->header.requestId == requestId;
    };
    const std::lock_guard lock(m_mutex);
    return !(m_running && same(m_running)) && std::ranges::none_of(m_waiting, same);
}

std::size_t CommandQueue::sizeOf(ConnectionId connection) const
{
    const auto isTheirs = [connection](const CommandPtr& command) { return command->connection == connection; };
    const std::lock_guard lock(m_mutex);
    return static_cast<std::size_t>(std::ranges::count_if(m_waiting, isTheirs)) +
           (m_running && isTheirs(m_running) ? 1 : 0);
}

void CommandQueue::push(CommandPtr command)
{
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back(std::move(command));
}

CommandPtr CommandQueue::take()
{
    const std::lock_guard lock(m_mutex);
    if (m_waiting.empty())
        return nullptr;
    m_running = std::move(m_waiting.front());
    m_waiting.pop_front();
    return m_running;
}

void CommandQueue::finish()
{
    const std::lock_guard lock(m_mutex);
    m_running.reset();
}

std::vector<CommandPtr> CommandQueue::cancel(ConnectionId connection, const std::vector<std::uint32_t>& requestIds)
{
    const auto meant = [&](const PendingCommand& command) {
        return command.connection == connection &&
               (requestIds.empty() || std::ranges::count(requestIds, command.header.requestId) > 0);
    };
    const std::lock_guard lock(m_mutex);
    if (m_running && meant(*m_running))
        m_running->stop.request_stop();
    return extract(m_waiting, meant);
}

void CommandQueue::drop(ConnectionId connection)
{
    const std::lock_guard lock(m_mutex);
    if (m_running && m_running->connection == connection && !m_running->movesPaper)
        m_running->stop.request_stop();
    (void)extract(m_waiting, [&](const PendingCommand& command) { return command.connection == connection; });
}

std::vector<CommandPtr> CommandQueue::expire(base::MonoTime now)
{
    const std::lock_guard lock(m_mutex);
    return extract(m_waiting,
                   [&](const PendingCommand& command) { return command.deadline && *command.deadline <= now; });
}

std::optional<base::MonoTime> CommandQueue::nextDeadline() const
{
    std::optional<base::MonoTime> next;
    const std::lock_guard lock(m_mutex);
    for (const CommandPtr& command : m_waiting)
        if (command->deadline && (!next || *command->deadline < *next))
            next = command->deadline;
    return next;
}

void CommandQueue::stopAll()
{
    const std::lock_guard lock(m_mutex);
    if (m_running)
        m_running->stop.request_stop();
    m_waiting.clear();
}

} // namespace banshi::drivers::host
