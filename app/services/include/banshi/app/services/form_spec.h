// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/text.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace banshi::app::services
{

/// How a question is asked.
enum class QuestionKind
{
    Choice,
    Text,
    Digits,
    Month,
    MonthRange,
    Country,
    Multiline,
    Photo,
    Mobile
};

/// How a value looks where others may see it.
enum class Mask
{
    None,
    LastFour,
    Mobile,
    Name,
    IdNumber,
    Hidden
};

/// Rules between fields; the closed list, there is no script.
enum class CrossCheck
{
    LessOrEqual,   ///< first ≤ second (texts or numbers)
    DateNotFuture, ///< a month or day not after today in China
    SumEquals,     ///< last = sum of the others
    SameTwice,     ///< typed twice
};

/// When a page or question is asked: a JSON Schema over the value of another field.
struct Rule
{
    bool shows = true; ///< false: HIDE
    std::string field;
    nlohmann::json schema;
    bool failWhenUndefined = true; ///< the condition does not hold while `field` is empty
};

/// One answer of a question with choices.
struct ChoiceSpec
{
    std::string key; ///< unique in its question
    nlohmann::json value;
    Text label;
    Text detail;
    std::string pinyin;
};

/// One question of a page, as the UI schema describes it.
struct QuestionSpec
{
    std::string field;
    std::string fieldTo; ///< second field of a month range, else empty
    QuestionKind kind = QuestionKind::Text;
    Text label;
    Text help;
    Text placeholder;
    std::vector<ChoiceSpec> choices;
    int maxMonths = 0;        ///< of a month range; 0 for no limit
    std::vector<int> presets; ///< months up to now
    int group = 0;            ///< digits are shown in groups of so many; 0 for none
    Mask mask = Mask::None;
    std::optional<Rule> rule;
};

/// The questions that stand on one page.
struct PageSpec
{
    std::string id;
    Text title;
    std::vector<QuestionSpec> questions;
    std::optional<Rule> rule;
};

/// A check over several fields that JSON Schema cannot say.
struct CheckSpec
{
    CrossCheck check = CrossCheck::LessOrEqual;
    std::vector<std::string> fields;
};

/// The form of a service: `ui_schema`, `data_schema`, `checks` and `prefill`.
struct FormSpec
{
    nlohmann::json dataSchema; ///< JSON Schema draft-07
    std::vector<PageSpec> pages;
    Text declaration; ///< over the summary; may be empty
    std::vector<CheckSpec> checks;
    std::vector<std::string> prefill; ///< fields that the platform may fill in
};

} // namespace banshi::app::services
