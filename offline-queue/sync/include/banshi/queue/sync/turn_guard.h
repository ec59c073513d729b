// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <atomic>
#include <exception>
#include <optional>
#include <string>

namespace banshi::queue::sync
{

/// Stands around each turn of a thread in the background: an exception that nobody expected would end the program, and
/// again at each start for as long as its cause lasts. It is counted and logged, and the thread pauses, longer each
/// time. Threads: one runs turns; faults() from any.
class TurnGuard
{
public:
    static constexpr std::chrono::seconds kFirst{1};
    static constexpr std::chrono::minutes kLongest{5};

    /// `name` says in the log whose turn it was.
    explicit TurnGuard(std::string name) : m_name(std::move(name)) {}

    /// Nothing when the turn ended well, else the pause before the next one.
    template <class Turn>
    [[nodiscard]] std::optional<base::Nanoseconds> run(Turn&& turn)
    {
        try
        {
            turn();
            m_inARow = 0;
            return std::nullopt;
        }
        catch (const std::exception& fault)
        {
            return note(fault);
        }
    }
    /// How many turns ended in an exception so far.
    [[nodiscard]] std::uint64_t faults() const { return m_faults; }

private:
    [[nodiscard]] base::Nanoseconds note(const std::exception& fault);

    const std::string m_name;
    int m_inARow = 0;
    std::atomic<std::uint64_t> m_faults = 0;
};

} // namespace banshi::queue::sync
