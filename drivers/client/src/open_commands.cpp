// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/open_commands.h"

#include "banshi/drivers/protocol/commands.h"

#include <algorithm>
#include <utility>

namespace banshi::drivers::client
{

namespace
{

bool isWork(const OpenCommand& open)
{
    return !open.internal && open.command != protocol::command::kClaim && open.command != protocol::command::kRelease;
}

} // namespace

std::optional<OpenCommand> OpenCommands::take(std::uint32_t requestId)
{
    auto node = m_open.extract(requestId);
    return node ? std::optional(std::move(node.mapped())) : std::nullopt;
}

OpenCommands::All OpenCommands::takeAll()
{
    return std::exchange(m_open, {});
}

bool OpenCommands::areAtWork() const
{
    return std::ranges::any_of(m_open, [](const auto& entry) { return isWork(entry.second); });
}

std::optional<base::MonoTime> OpenCommands::nextDue() const
{
    std::optional<base::MonoTime> next;
    for (const auto& [requestId, open] : m_open)
        if (open.due && (!next || *open.due < *next))
            next = open.due;
    return next;
}

bool OpenCommands::beginGraces(base::MonoTime now, base::Nanoseconds grace)
{
    bool isOver = false;
    for (auto& [requestId, open] : m_open)
    {
        if (!open.due || *open.due > now)
            continue;
        isOver = isOver || open.late;
        open.late = true;
        open.due = now + grace;
    }
    return isOver;
}

} // namespace banshi::drivers::client
