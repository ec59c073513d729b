// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/system_clock.h"

#include <memory>

namespace banshi::city
{

/// The platform's clock in a world with a development clock: time moves on when a test moves it, but the wall time is
/// always right, since a dead clock battery in a kiosk does not reach the city. Threads: any.
class CityClock : public base::Clock
{
public:
    /// `shared` must outlive this clock.
    explicit CityClock(const base::Clock& shared);

    [[nodiscard]] base::WallTime wall() const override;
    [[nodiscard]] base::MonoTime now() const override { return m_shared.now(); }
    [[nodiscard]] std::optional<base::Nanoseconds> realUntil(base::MonoTime when) const override
    {
        return m_shared.realUntil(when);
    }

private:
    const base::Clock& m_shared;
    base::SystemClock m_real;
    std::shared_ptr<void> m_onJump;
};

} // namespace banshi::city
