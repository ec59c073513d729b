// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/clock.h"
#include "banshi/drivers/host/outbox.h"

#include <optional>
#include <string>

namespace banshi::drivers::host
{

/// Who has a device for itself, and until when: while one application pays or prints, a second one that happens to run
/// (a maintenance page, a session that is being replaced) cannot get between its commands. A claim ends with its lease,
/// its connection or by release; nobody can forget it.
/// Threads: one.
class Claim
{
public:
    /// Takes the device, or goes on having it with a new lease. False when somebody else has it.
    bool take(ConnectionId who, const std::string& owner, base::MonoTime now, base::MonoTime until);
    /// Gives it back. False when it was not theirs.
    bool release(ConnectionId who, base::MonoTime now);
    /// A client has gone.
    void drop(ConnectionId who);
    /// The owner that keeps `who` from the device; nothing when the way is free.
    [[nodiscard]] std::optional<std::string> obstacleFor(ConnectionId who, base::MonoTime now) const;

private:
    [[nodiscard]] bool isHeld(base::MonoTime now) const { return m_who != 0 && now < m_until; }

    ConnectionId m_who = 0;
    std::string m_owner;
    base::MonoTime m_until{};
};

} // namespace banshi::drivers::host
