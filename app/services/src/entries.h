// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/country_table.h"
#include "banshi/app/services/question.h"

namespace banshi::app::services
{

/// What an entry becomes: a value for each field of its question; null empties the field.
struct ParsedEntry
{
    nlohmann::json values;         ///< an object
    std::optional<FormCode> fault; ///< the entry cannot be kept
};

/// Reads what was entered, see FormModel::enter(). `schema` is that of the question's field.
[[nodiscard]] ParsedEntry parseEntry(const QuestionSpec& question, const nlohmann::json& schema,
                                     const std::string& entry);
/// The entry that stands for the values that are there.
[[nodiscard]] std::string entryOf(const QuestionSpec& question, const nlohmann::json& values);
/// What is read in the summary; empty when nothing was entered. `masked` says whether others may see it.
[[nodiscard]] Text wordsOf(const QuestionSpec& question, const nlohmann::json& values, const CountryTable& countries,
                           bool masked);

/// Overwrites every text of a document and empties it.
void wipeDocument(nlohmann::json& document);

} // namespace banshi::app::services
