// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/contract/dates.h"

#include <optional>
#include <string>
#include <string_view>

namespace banshi::queue::contract
{

/// Whose card a number belongs to.
enum class IdNumberKind
{
    Resident,            ///< GB 11643-1999 citizen identity number, 18 characters
    HkMoTwPermit,        ///< residence permit of HK, MO, TW: same rule, address 81, 82, 83
    ForeignResident,     ///< permanent resident's card of 2023: 18 digits, first digit 9, same check
    ForeignResident2017, ///< its form of 2017: three letters and twelve digits, no public check rule
};

/// Judges a number in its canonical form (capital X, no spaces). Checked are: province code, a real birthday
/// not after `today` (skipped when there is none), check character by ISO 7064 MOD 11-2. The six address
/// digits are not held against today's GB/T 2260, since numbers outlive districts. Nothing when the number is
/// not valid, also for the old form with 15 digits. Threads: any.
[[nodiscard]] std::optional<IdNumberKind> classifyIdNumber(std::string_view number,
                                                           std::optional<Day> today = std::nullopt);

/// Format `cn-id`: the three kinds with 18 characters.
[[nodiscard]] bool isIdNumber(std::string_view number, std::optional<Day> today = std::nullopt);
/// Format `card-number`: any kind, i.e. whatever a chip may hold.
[[nodiscard]] bool isCardNumber(std::string_view number, std::optional<Day> today = std::nullopt);
/// Drops spaces and hyphens, turns letters into capitals.
[[nodiscard]] std::string normaliseIdNumber(std::string_view typed);

} // namespace banshi::queue::contract
