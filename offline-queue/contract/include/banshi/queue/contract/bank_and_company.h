// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace banshi::queue::contract
{

/// Format `uscc`: unified social credit code, GB 32100-2015 (18 characters without I O S V Z, check modulo
/// 31). The inner check of the body code (GB 11714) is not held against it: old codes fail it. Threads: any.
[[nodiscard]] bool isCreditCode(std::string_view text);
/// Format `bank`: 16 to 19 digits that pass Luhn's check (ISO/IEC 7812-1). Threads: any.
[[nodiscard]] bool isBankCard(std::string_view text);
/// Format `acct`: a utility account, 6 to 20 digits. Threads: any.
[[nodiscard]] bool isAccount(std::string_view text);
/// Format `cn-mobile`: 11 digits, 13 to 19 in front. Threads: any.
[[nodiscard]] bool isMobile(std::string_view text);
/// Drops spaces, hyphens and a leading +86.
[[nodiscard]] std::string normaliseMobile(std::string_view typed);
/// Format `country-a3`: a country code of ISO 3166-1 alpha-3 in capitals. Threads: any.
[[nodiscard]] bool isCountry(std::string_view text);
/// Format `plate`: number plate by GA 36: province character, letter, then five (of which the last may be one
/// of 使领警学港澳) or, for new energy, six; no I or O behind the province. Threads: any.
[[nodiscard]] bool isPlate(std::string_view text);

} // namespace banshi::queue::contract
