// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/error_codes.h"
#include "banshi/app/services/form_spec.h"

#include <optional>

namespace banshi::app::services
{

/// One answer of a choice or country question. Threads: plain value, as all types here.
struct Choice
{
    std::string key;
    Text label;
    Text detail;        ///< a second line; may be empty
    std::string search; ///< pinyin without blanks, a blank, initials; may be empty
};

/// What limits an entry; 0 and empty mean: no limit.
struct Limits
{
    int minLength = 0; ///< code points
    int maxLength = 0; ///< code points
    int minItems = 0;
    int maxItems = 0;
    int maxMonths = 0;
    std::string earliest; ///< `yyyy-mm`
    std::string latest;   ///< `yyyy-mm`
};

/// Where a value comes from that the resident did not type.
struct Source
{
    Text name;        ///< e.g. 公安人口库
    std::string asOf; ///< RFC 3339 UTC, as the platform sent it
};

/// A key that fills a month range.
struct Preset
{
    int months = 0;
    std::string entry; ///< for FormModel::enter()
};

/// A question as it has to be asked now.
struct Question
{
    std::string field;
    QuestionKind kind = QuestionKind::Text;
    Text title; ///< of its page: the question in spoken words
    Text label;
    Text help;
    Text placeholder;
    bool required = false; ///< now, conditions taken into account
    std::vector<Choice> choices;
    std::size_t commonChoices = 0; ///< of countries: how many stand there before anything is typed
    Limits limits;
    std::vector<Preset> presets;
    int group = 0;
    std::string entry; ///< what stands in the field, in the form of FormModel::enter()
    std::optional<Source> source;
};

/// A page of questions; it has one at least.
struct Page
{
    std::string id;
    Text title;
    std::vector<Question> questions;
};

/// A wrong answer. Holds no value.
struct FieldFault
{
    std::string field;
    FormCode code = FormCode::Required;
    int limit = 0; ///< the number that the sentence of `code` mentions
    bool operator==(const FieldFault&) const = default;
};

/// One row of the summary.
struct SummaryRow
{
    std::string field;
    Text label;
    Text value;           ///< as shown to the resident
    Text onPaper;         ///< as printed on a slip: always masked
    std::size_t page = 0; ///< for FormModel::goTo()
};

} // namespace banshi::app::services
