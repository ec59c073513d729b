// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/ui/i18n/text.h"

#include <chrono>

namespace banshi::ui::i18n
{

/// `fen` as ¥86.40 with thousands commas (¥1,234.00); negative amounts get a minus sign in front.
[[nodiscard]] Text money(qint64 fen);
/// A count with thousands commas: 1,873.
[[nodiscard]] Text count(qint64 number);
/// The time of day at +08:00: 02:14.
[[nodiscard]] Text clockTime(base::UtcTime time);
/// The day at +08:00: 2026 年 10 月 3 日 / 3 October 2026.
[[nodiscard]] Text day(base::UtcTime time);
/// Day and time at +08:00.
[[nodiscard]] Text dayAndTime(base::UtcTime time);
/// A card's date `yyyymmdd` or 长期: 2026 年 10 月 3 日 / 3 October 2026, 长期 / long-term; other texts stay as they
/// are.
[[nodiscard]] Text cardDate(const QString& yyyymmdd);
/// A month `yyyy-mm`: 2026 年 10 月 / October 2026; other texts stay as they are.
[[nodiscard]] Text month(const QString& yyyyMm);
/// A span in the largest two units: 2 分 41 秒 / 2 min 41 s, 3 小时 5 分 / 3 h 5 min, 45 秒 / 45 s.
[[nodiscard]] Text duration(std::chrono::seconds span);

} // namespace banshi::ui::i18n
