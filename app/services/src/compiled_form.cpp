// SPDX-License-Identifier: GPL-3.0-or-later
#include "compiled_form.h"

#include <algorithm>

namespace banshi::app::services
{

using nlohmann::json;
using queue::contract::Schema;

namespace
{

auto broken(const std::string& place)
{
    return base::fail(FormCode::FormIncomplete, place + " does not compile");
}

} // namespace

base::Result<CompiledForm, base::KitError<FormCode>> CompiledForm::make(const FormSpec& spec, const base::Clock& clock)
{
    auto gate = Schema::compile(spec.dataSchema, clock);
    if (!gate)
        return broken("data_schema");
    CompiledForm form(spec, std::move(*gate));
    for (const json& condition : spec.dataSchema.value("allOf", json::array()))
    {
        auto given = Schema::compile(condition.at("if"), clock);
        if (!given)
            return broken("an if of data_schema");
        form.m_conditions.push_back(
            {std::move(*given), condition.at("then").at("required").get<std::vector<std::string>>()});
    }
    for (const PageSpec& page : spec.pages)
    {
        if (!form.addRule(page.rule, clock))
            return broken("the rule of page " + page.id);
        for (const QuestionSpec& question : page.questions)
            if (!form.addRule(question.rule, clock))
                return broken("a question's rule on page " + page.id);
    }
    return form;
}

bool CompiledForm::addRule(const std::optional<Rule>& rule, const base::Clock& clock)
{
    if (!rule)
        return true;
    auto compiled = Schema::compile(rule->schema, clock);
    if (!compiled)
        return false;
    m_rules.emplace(&*rule, std::move(*compiled));
    return true;
}

bool CompiledForm::isShown(const std::optional<Rule>& rule, const json& values) const
{
    if (!rule)
        return true;
    const auto value = values.find(rule->field);
    const bool holds = value == values.end() ? !rule->failWhenUndefined : m_rules.at(&*rule).check(*value).empty();
    return holds == rule->shows;
}

std::vector<ShownPage> CompiledForm::shown(const json& values) const
{
    std::vector<ShownPage> pages;
    for (const PageSpec& page : m_spec->pages)
    {
        if (!isShown(page.rule, values))
            continue;
        ShownPage shownPage{&page, {}};
        for (const QuestionSpec& question : page.questions)
            if (isShown(question.rule, values))
                shownPage.questions.push_back(&question);
        if (!shownPage.questions.empty())
            pages.push_back(std::move(shownPage));
    }
    return pages;
}

std::set<std::string> CompiledForm::required(const json& values) const
{
    const json& always = m_spec->dataSchema.at("required");
    std::set<std::string> fields;
    for (const json& field : always)
        fields.insert(field.get<std::string>());
    for (const Condition& condition : m_conditions)
        if (condition.given.check(values).empty())
            fields.insert(condition.required.begin(), condition.required.end());
    return fields;
}

bool CompiledForm::accepts(const json& values) const
{
    return m_gate.check(values).empty();
}

} // namespace banshi::app::services
