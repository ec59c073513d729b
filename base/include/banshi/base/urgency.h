// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace banshi::base
{

/// How urgent the calling thread's work is. Under load by vision threads a thread that wakes up waits for scheduler
/// ticks; SCHED_FIFO spares it that. The values are its priorities, of which systemd's LimitRTPRIO names the highest.
enum class Urgency
{
    Usual = 0,
    Resident = 4, ///< somebody waits for the answer
    Commit = 5,   ///< everybody waits for the disk
};

/// Sets the calling thread's scheduling. False when the kernel does not let us (no limit RTPRIO): it stays as it was.
bool setUrgency(Urgency urgency);

} // namespace banshi::base
