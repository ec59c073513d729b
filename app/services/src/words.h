// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/envelope.h"
#include "banshi/app/services/form_spec.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace banshi::app::services::words
{

// The words of schema/service.schema.json in the order of the enumerators.
inline constexpr std::array<std::string_view, 4> kStatus{"draft", "active", "suspended", "retired"};
inline constexpr std::array<std::string_view, 8> kArchetype{"guide",   "query", "certificate", "application",
                                                            "instant", "bill",  "report",      "case"};
inline constexpr std::array<std::string_view, 3> kIdentityLevel{"none", "card", "face"};
/// False accept rates that a service may ask for, with the numbers that they name.
inline constexpr std::array<std::pair<std::string_view, double>, 4> kFar{
    {{"1e-2", 1e-2}, {"1e-3", 1e-3}, {"1e-4", 1e-4}, {"1e-5", 1e-5}}};
inline constexpr std::array<std::string_view, 3> kOfflineMode{"O", "Q", "C"};
inline constexpr std::array<std::string_view, 2> kFeeMode{"none", "quote"};
inline constexpr std::array<std::string_view, 3> kFeeKind{"treasury", "agency", "utility"};
inline constexpr std::array<std::string_view, 5> kOutputType{"screen", "certificate", "case", "slip", "pass"};
inline constexpr std::array<std::string_view, 2> kOutputTime{"now", "issued"};
inline constexpr std::array<std::string_view, 3> kPaper{"none", "a4", "receipt"};
inline constexpr std::array<std::string_view, 2> kMaskProfile{"confirm", "strict"};
inline constexpr std::array<std::string_view, 2> kResultText{"plain", "neutral"};
inline constexpr std::array<std::string_view, 9> kQuestionKind{"choice",  "text",      "digits", "month", "monthRange",
                                                               "country", "multiline", "photo",  "mobile"};
inline constexpr std::array<std::string_view, 6> kMask{"none", "last4", "mobile", "name", "idno", "hidden"};
inline constexpr std::array<std::string_view, 4> kCrossCheck{"le", "date_not_future", "sum_equals", "same_twice"};

/// The enumerator that stands at the word's place; the schema has made sure that the word is there.
template <class Enum, std::size_t size>
Enum parse(const std::array<std::string_view, size>& list, std::string_view word)
{
    return static_cast<Enum>(std::find(list.begin(), list.end(), word) - list.begin());
}

} // namespace banshi::app::services::words
