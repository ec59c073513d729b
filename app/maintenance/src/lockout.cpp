// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/lockout.h"

#include <algorithm>

namespace banshi::app::maintenance
{

std::chrono::seconds lockSpan(int failures)
{
    constexpr int kMostDoublings = 10; // beyond it the longest lock holds anyway
    if (failures < kFreeTries)
        return std::chrono::seconds(0);
    const int doublings = std::min(failures - kFreeTries, kMostDoublings);
    return std::min(kFirstLock * (1 << doublings), kLongestLock);
}

base::Nanoseconds lockedFor(const Lockout& lockout, base::UtcTime now)
{
    const base::Nanoseconds left = lockout.until - now;
    return std::clamp<base::Nanoseconds>(left, base::Nanoseconds(0), lockSpan(lockout.failures));
}

nlohmann::json toJson(const Lockout& lockout)
{
    return {{"failures", lockout.failures}, {"until", base::toRfc3339(lockout.until)}};
}

Lockout lockoutFrom(const nlohmann::json& kept, base::UtcTime now)
{
    const auto failures = kept.is_object() ? kept.find("failures") : kept.end();
    const auto until = kept.is_object() ? kept.find("until") : kept.end();
    if (failures != kept.end() && failures->is_number_integer() && until != kept.end() && until->is_string())
        if (const auto time = base::fromRfc3339(until->get<std::string>()); time && failures->get<int>() >= 0)
            return {failures->get<int>(), *time};
    return {kFreeTries, now + kFirstLock};
}

} // namespace banshi::app::maintenance
