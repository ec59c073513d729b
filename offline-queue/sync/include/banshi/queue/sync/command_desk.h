// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/queue/sync/signature.h"

#include <functional>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

namespace banshi::queue::sync
{

/// Where a desk remembers what it has given out, over a restart. Threads: called by the desk, one call at a time.
struct CommandMemory
{
    std::function<std::optional<std::string>()> read;
    std::function<bool(const std::string& text)> write; ///< false: it is not on disk
};

/// What became of a command, to be told to the platform.
struct CommandEnd
{
    std::string id;
    std::string result; ///< `done`, `failed`, `expired` or `refused`
    std::string code;   ///< dotted; may be empty
};

/// Commands of the platform on their way to the kiosk: only genuine ones (signed for this machine), only before they
/// expire, and each at most once: it is on disk that a command is given out before anybody gets it. A command that was
/// given out and whose end nobody told before it expires, or before the next start, ends as `failed`. Threads: any.
class CommandDesk
{
public:
    /// `clock` must outlive the desk.
    CommandDesk(std::string device, SignatureKey key, CommandMemory memory, const base::Clock& clock);

    /// Takes a list of the contract's commands; known ones are left alone.
    void take(const nlohmann::json& commands);
    /// Gives out what waits, `[{id, kind, args, expires_at}]`; empty when it cannot be remembered.
    [[nodiscard]] nlohmann::json giveOut();
    /// The kiosk tells an end. False when nothing of that id is out, or it cannot be remembered.
    bool finish(const CommandEnd& end);

    /// The code of a command that was given out and whose end the kiosk did not tell before it expired.
    static constexpr const char* kNoEnd = "command.noEnd";

    /// Ends that the platform does not know yet.
    [[nodiscard]] std::vector<CommandEnd> untold();
    /// The platform knows.
    void told(const std::string& id);

private:
    struct Entry
    {
        std::string result; ///< empty while it is out
        std::string code;
        bool isTold = false;
        base::UtcTime expires;
    };

    [[nodiscard]] bool isGenuine(const nlohmann::json& command) const;
    [[nodiscard]] bool save();
    void endOverdue();
    void restore();

    std::string m_device;
    SignatureKey m_key;
    CommandMemory m_memory;
    const base::Clock& m_clock;
    mutable std::mutex m_mutex;
    std::map<std::string, nlohmann::json> m_waiting; // not yet given out; guarded by m_mutex
    std::map<std::string, Entry> m_known;            // given out or ended; guarded by m_mutex
};

} // namespace banshi::queue::sync
