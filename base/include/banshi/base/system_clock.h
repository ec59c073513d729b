// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/clock.h"

#include <atomic>

namespace banshi::base
{

/// The machine's own clock. `trusted` is what the last setTrusted() said (false at start).
/// Threads: any.
class SystemClock : public Clock
{
public:
    [[nodiscard]] WallTime wall() const override;
    [[nodiscard]] MonoTime now() const override;
    [[nodiscard]] std::optional<Nanoseconds> realUntil(MonoTime when) const override;

    /// Says whether a trusted source (the platform's time answer, NTS) confirms the wall time.
    void setTrusted(bool trusted) { m_trusted = trusted; }

private:
    std::atomic<bool> m_trusted = false;
};

} // namespace banshi::base
