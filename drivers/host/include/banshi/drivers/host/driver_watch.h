// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/clock.h"

#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace banshi::drivers::host
{

/// How long a driver may go on past its time before its host ends: by the SDK it looks every 100 ms whether it has to
/// stop; longer than a client's own grace, so that the client is the first to speak.
inline constexpr std::chrono::milliseconds kDriverGrace{5000};

/// Knows what the driver is at, and until when it may be. A vendor's code may block for ever in a call that it was
/// given three seconds for, and no thread can be taken out of it: then only the process's end gives the device back.
/// Threads: any.
class DriverWatch
{
public:
    /// `clock` must outlive the watch. It is the machine's own: a test clock that jumps says nothing of a driver.
    explicit DriverWatch(const base::Clock& clock, base::Nanoseconds grace = kDriverGrace);

    /// One call into the driver, from its making to its end. Calls do not overlap.
    class Turn
    {
    public:
        /// `what` is for the log. `limit`: the time that the driver was told; nothing for none. Once `stop` is
        /// requested, the grace begins, too; a token without a source for what must not be hurried.
        Turn(DriverWatch& watch, std::string what, std::optional<base::Nanoseconds> limit, std::stop_token stop);
        ~Turn();
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

    private:
        DriverWatch& m_watch;
    };

    /// What the driver does not come back from; nothing as long as there is hope. To be asked now and then, as a
    /// requested stop counts from the question that first finds it.
    [[nodiscard]] std::optional<std::string> hungIn();

private:
    struct Running
    {
        std::string what;
        std::optional<base::MonoTime> end; ///< of limit and grace
        std::stop_token stop;
        bool isStopping = false;
    };

    const base::Clock& m_clock;
    const base::Nanoseconds m_grace;
    std::mutex m_mutex;
    std::optional<Running> m_running; // guarded by m_mutex
};

} // namespace banshi::drivers::host
