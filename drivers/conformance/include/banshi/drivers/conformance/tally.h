// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/conformance/far_end.h"
#include "banshi/drivers/conformance/verdict.h"

#include <optional>
#include <string>

namespace banshi::drivers::conformance
{

/// How often a device has really done what it was asked for, from one moment on: a simulator is asked for its count, a
/// person before a real device is told to count and asked once. Threads: as FarEnd.
class Tally
{
public:
    Tally() = default;
    /// Begins to count; `deed` is what a person is asked for, e.g. `slips have come out`. Nobody counts an empty one.
    /// The end must outlive the tally.
    Tally(FarEnd& end, const std::string& deed);

    /// The simulator's count as it stands; nothing when no simulator counts.
    [[nodiscard]] std::optional<double> soFar() const;
    /// A person counts.
    [[nodiscard]] bool isWatched() const { return m_isWatched; }
    /// The final count; a person is asked for it. Nothing when nobody knows.
    [[nodiscard]] std::optional<int> last();
    /// Holds the final count against the `wanted` one; `claim` is what the driver says of it. Not passed either when a
    /// person should know and does not say.
    [[nodiscard]] Verdict isExactly(int wanted, const std::string& claim);

private:
    FarEnd* m_end = nullptr;
    std::optional<double> m_before;
    bool m_isWatched = false;
};

} // namespace banshi::drivers::conformance
