// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/city_clock.h"

namespace banshi::city
{

CityClock::CityClock(const base::Clock& shared) : m_shared(shared), m_onJump(shared.onJump([this] { announceJump(); }))
{
}

base::WallTime CityClock::wall() const
{
    return {m_real.wall().utc + (m_shared.now() - m_real.now()), true};
}

} // namespace banshi::city
