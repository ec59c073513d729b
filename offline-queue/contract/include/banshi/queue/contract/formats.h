// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/contract/dates.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banshi::queue::contract
{

/// The named formats of our schemas, in place of regular expressions:
/// `cn-id card-number cn-name cn-mobile uscc bank acct plate country-a3` (people and things, see their
/// headers), `card-date card-end ym utc` (dates.h), `fen` (money.h, integers only), and the technical ones
/// `uuid7`, `sha256` (64 lower-case hex digits), `epoch` (16 of them), `base64` (RFC 4648 with padding),
/// `handle` (1 to 128 of letters, digits, `.`, `_`, `-`; not `.` or `..`), `item-id` (dotted lower-case
/// names, 1 to 64), `code` (dotted names of problems, 1 to 80).
[[nodiscard]] const std::vector<std::string_view>& formatNames();
/// True when the format exists.
[[nodiscard]] bool isFormat(std::string_view name);

/// True when `text` has the format; false also for unknown formats and for `fen`. `today` bounds birthdays
/// when it is known. Threads: any.
[[nodiscard]] bool hasFormat(std::string_view name, std::string_view text, std::optional<Day> today = std::nullopt);
/// The same for integers; true for formats that speak about texts, since JSON Schema's `type` rules that out.
[[nodiscard]] bool hasFormat(std::string_view name, std::int64_t number);

/// Format `handle`: an opaque name that can stand in a path.
[[nodiscard]] bool isHandle(std::string_view text);

} // namespace banshi::queue::contract
