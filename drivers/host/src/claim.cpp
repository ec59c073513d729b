// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/claim.h"

namespace banshi::drivers::host
{

bool Claim::take(ConnectionId who, const std::string& owner, base::MonoTime now, base::MonoTime until)
{
    if (obstacleFor(who, now))
        return false;
    m_who = who;
    m_owner = owner;
    m_until = until;
    return true;
}

bool Claim::release(ConnectionId who, base::MonoTime now)
{
    if (!isHeld(now) || m_who != who)
        return false;
    m_who = 0;
    return true;
}

void Claim::drop(ConnectionId who)
{
    if (m_who == who)
        m_who = 0;
}

std::optional<std::string> Claim::obstacleFor(ConnectionId who, base::MonoTime now) const
{
    return isHeld(now) && m_who != who ? std::optional(m_owner) : std::nullopt;
}

} // namespace banshi::drivers::host
