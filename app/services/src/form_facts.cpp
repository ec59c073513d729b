// SPDX-License-Identifier: GPL-3.0-or-later
#include "form_facts.h"

namespace banshi::app::services
{

std::vector<QuestionPlace> questionsOf(const FormSpec& form)
{
    std::vector<QuestionPlace> places;
    for (std::size_t page = 0; page < form.pages.size(); ++page)
    {
        const auto& questions = form.pages[page].questions;
        for (std::size_t i = 0; i < questions.size(); ++i)
            places.push_back(
                {&questions[i], page, "/ui_schema/pages/" + std::to_string(page) + "/questions/" + std::to_string(i)});
    }
    return places;
}

const QuestionSpec* questionFor(const FormSpec& form, const std::string& field)
{
    for (const PageSpec& page : form.pages)
        for (const QuestionSpec& question : page.questions)
            if (!field.empty() && (question.field == field || question.fieldTo == field))
                return &question;
    return nullptr;
}

} // namespace banshi::app::services
