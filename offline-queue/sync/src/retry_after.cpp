// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/retry_after.h"

#include <algorithm>
#include <curl/curl.h>

namespace banshi::queue::sync
{

namespace
{

/// Seconds since 1970 of an HTTP-date in any of its three forms; nothing when it is none.
std::optional<std::int64_t> secondsOf(const std::string& date)
{
    const auto seconds = curl_getdate(date.c_str(), nullptr);
    return seconds < 0 ? std::nullopt : std::optional<std::int64_t>(seconds);
}

std::chrono::seconds bounded(std::int64_t seconds)
{
    return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, kLongestRetryAfter.count()));
}

} // namespace

std::optional<std::chrono::seconds> retryAfterOf(const std::string& value, const std::string& date, base::UtcTime now)
{
    constexpr std::size_t kMostDigits = 6; // more are more than a day
    if (value.empty())
        return std::nullopt;
    if (value.find_first_not_of("0123456789") == std::string::npos)
    {
        const auto first = std::min(value.find_first_not_of('0'), value.size() - 1);
        return value.size() - first > kMostDigits ? kLongestRetryAfter : bounded(std::stoll(value.substr(first)));
    }
    const auto until = secondsOf(value);
    if (!until)
        return std::nullopt;
    const auto here = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    return bounded(*until - secondsOf(date).value_or(here));
}

} // namespace banshi::queue::sync
