// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/clock.h"

#include <functional>
#include <thread>

namespace banshi::drivers::host
{

/// How long a plug-in may take to be mapped and to make its device, which touches no hardware.
inline constexpr std::chrono::milliseconds kStartLimit{20000};

/// Watches over what the main thread does before it has an event loop: static initialisers and the making of the
/// device are a vendor's code, and a host that hangs there would be known to nobody. Threads: made and destroyed by
/// one; `over` runs on a thread of its own.
class StartLimit
{
public:
    /// Calls `over` after `limit`, unless this is destroyed before. `clock` must outlive it, and should be the
    /// machine's own.
    StartLimit(const base::Clock& clock, base::Nanoseconds limit, std::function<void()> over);

private:
    std::jthread m_thread;
};

} // namespace banshi::drivers::host
