// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <chrono>
#include <optional>
#include <string>

namespace banshi::city
{

using Day = std::chrono::year_month_day;
using Month = std::chrono::year_month;

/// The day in China (UTC+8).
[[nodiscard]] Day dayOf(base::UtcTime time);
/// The month in China (UTC+8).
[[nodiscard]] Month monthOf(base::UtcTime time);
/// Reads `yyyy-mm`.
[[nodiscard]] std::optional<Month> parseMonth(const std::string& text);
/// `yyyy-mm`.
[[nodiscard]] std::string monthText(Month month);
/// `2026年10月`.
[[nodiscard]] std::string monthZh(Month month);
/// `2026年11月24日`.
[[nodiscard]] std::string dayZh(Day day);
/// `yyyymmdd`.
[[nodiscard]] std::string dayDigits(Day day);
/// How many months from `from` to `to`, both included; negative or zero when `to` is earlier.
[[nodiscard]] int monthsBetween(Month from, Month to);
/// The same time of day after `count` days from Monday to Friday.
[[nodiscard]] base::UtcTime afterWorkdays(base::UtcTime time, int count);
/// Days from Monday to Friday that start after `from` and not after `to`; negative when `to` is earlier.
[[nodiscard]] int workdaysBetween(base::UtcTime from, base::UtcTime to);

} // namespace banshi::city
