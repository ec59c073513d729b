// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/form_spec.h"

#include <string>
#include <vector>

namespace banshi::app::services
{

/// A question and where it stands in its file.
struct QuestionPlace
{
    const QuestionSpec* question;
    std::size_t page;
    std::string pointer; ///< e.g. `/ui_schema/pages/0/questions/1`
};

/// All questions in the order in which they are asked.
[[nodiscard]] std::vector<QuestionPlace> questionsOf(const FormSpec& form);
/// Null when no question asks for the field.
[[nodiscard]] const QuestionSpec* questionFor(const FormSpec& form, const std::string& field);

} // namespace banshi::app::services
