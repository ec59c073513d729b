// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banshi::app::services
{

using YearMonth = std::chrono::year_month;

/// China Standard Time: UTC+8 all year, the zone of every date that a resident sees.
inline constexpr std::chrono::hours kChinaOffset{8};

/// The day in China at `utc`.
[[nodiscard]] std::chrono::year_month_day chinaDay(base::UtcTime utc);
/// Minutes since Monday 00:00 in China, 0…10079.
[[nodiscard]] int chinaMinuteOfWeek(base::UtcTime utc);
/// The month in China at `utc`.
[[nodiscard]] YearMonth chinaMonth(base::UtcTime utc);

/// The form of the format `ym`: `2026-11`.
[[nodiscard]] std::string toText(YearMonth month);
/// Reads `yyyy-mm`; nothing when it is none.
[[nodiscard]] std::optional<YearMonth> parseYearMonth(std::string_view text);
/// Reads `yyyy-mm-dd`; nothing when there is no such day.
[[nodiscard]] std::optional<std::chrono::year_month_day> parseDay(std::string_view text);

/// Months from `from` to `to`, both counted; 0 or less when they stand the wrong way round.
[[nodiscard]] int monthsInRange(YearMonth from, YearMonth to);
/// The month `count` − 1 months before `last`: the first of a range of `count` months.
[[nodiscard]] YearMonth rangeStart(YearMonth last, int count);
/// The last `count` months up to `last`, newest first.
[[nodiscard]] std::vector<YearMonth> lastMonths(YearMonth last, int count = 36);

} // namespace banshi::app::services
