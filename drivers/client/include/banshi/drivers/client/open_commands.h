// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/drivers/client/completion.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace banshi::drivers::client
{

/// A command that was sent and has no completion yet. Threads: plain value.
struct OpenCommand
{
    using Callback = std::function<void(const Completion&)>;

    std::string command;
    bool movesPaper = false;
    bool internal = false;             ///< the proxy's own Status and Capabilities: no sign of being busy
    std::optional<base::MonoTime> due; ///< its time-out; once that has passed, the end of the grace
    bool late = false;                 ///< in its grace
    Callback callback;
};

/// A proxy's commands between their sending and their completion. Threads: one.
class OpenCommands
{
public:
    using All = std::map<std::uint32_t, OpenCommand>;

    void add(std::uint32_t requestId, OpenCommand command) { m_open.emplace(requestId, std::move(command)); }
    [[nodiscard]] bool contains(std::uint32_t requestId) const { return m_open.contains(requestId); }
    /// Takes one out; nothing when it is not there (any more).
    [[nodiscard]] std::optional<OpenCommand> take(std::uint32_t requestId);
    /// Takes all of them out.
    [[nodiscard]] All takeAll();
    /// True when somebody's command keeps the device busy; to have a device is not to use it.
    [[nodiscard]] bool areAtWork() const;
    /// When the next time-out or grace ends; nothing when none does.
    [[nodiscard]] std::optional<base::MonoTime> nextDue() const;
    /// Begins the grace of commands whose time-out has passed: from `now`, not from the time-out, as the clock may just
    /// have jumped for everybody. True when a grace is over.
    [[nodiscard]] bool beginGraces(base::MonoTime now, base::Nanoseconds grace);

private:
    All m_open;
};

} // namespace banshi::drivers::client
