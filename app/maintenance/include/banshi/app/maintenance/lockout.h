// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <nlohmann/json.hpp>

namespace banshi::app::maintenance
{

inline constexpr int kFreeTries = 3; ///< wrong PINs before the first lock
inline constexpr std::chrono::seconds kFirstLock{30};
inline constexpr std::chrono::seconds kLongestLock{3600};

/// How often a wrong PIN was entered in a row and until when no further one is taken.
struct Lockout
{
    int failures = 0;
    base::UtcTime until{};
    bool operator==(const Lockout&) const = default;
};

/// How long entry is locked after so many wrong PINs in a row: nothing before the third, then 30 s, doubled by each
/// further one, at most an hour. Threads: any.
[[nodiscard]] std::chrono::seconds lockSpan(int failures);
/// Time left at `now`; never more than lockSpan(), so that a clock that was set back locks nobody out for good.
[[nodiscard]] base::Nanoseconds lockedFor(const Lockout& lockout, base::UtcTime now);
/// The form in which it is kept.
[[nodiscard]] nlohmann::json toJson(const Lockout& lockout);
/// Reads toJson()'s form; anything else counts as a lock that has just begun at `now`.
[[nodiscard]] Lockout lockoutFrom(const nlohmann::json& kept, base::UtcTime now);

} // namespace banshi::app::maintenance
