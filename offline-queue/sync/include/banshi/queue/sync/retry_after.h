// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <chrono>
#include <optional>
#include <string>

namespace banshi::queue::sync
{

/// The longest pause that a Retry-After is believed, the contract's for `retry_after_s`: a slip of a proxy must not
/// silence a machine for years.
constexpr std::chrono::seconds kLongestRetryAfter{86'400};

/// The pause that a Retry-After header asks for: seconds or an HTTP-date (RFC 9110, 10.2.3), from 0 to
/// kLongestRetryAfter. A date is held against the answer's own `date` header, where there is one, else against `now`:
/// the machine's clock may be wrong. Nothing when `value` is neither.
[[nodiscard]] std::optional<std::chrono::seconds> retryAfterOf(const std::string& value, const std::string& date,
                                                               base::UtcTime now);

} // namespace banshi::queue::sync
