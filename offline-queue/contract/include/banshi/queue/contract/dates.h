// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace banshi::queue::contract
{

/// A day of the calendar, without time and zone.
using Day = std::chrono::year_month_day;

/// Reads `yyyymmdd` as it stands on ID cards; nothing when there is no such day or the year is before 1850.
/// Threads: any.
[[nodiscard]] std::optional<Day> parseCardDate(std::string_view text);
/// Format `card-end`: a card date, or 长期 for cards that never expire.
[[nodiscard]] bool isCardEnd(std::string_view text);
/// Format `ym`: `yyyy-mm`, years 1850 to 2199.
[[nodiscard]] bool isYearMonth(std::string_view text);
/// Format `utc`: RFC 3339 with Z, e.g. `2026-11-24T18:20:46.000Z`.
[[nodiscard]] bool isUtc(std::string_view text);

/// What "not in the future" is measured against: the day in China (UTC+8), or nothing when the clock is not
/// trusted, because a wrong clock must not refuse people.
[[nodiscard]] std::optional<Day> trustedToday(const base::Clock& clock);

} // namespace banshi::queue::contract
