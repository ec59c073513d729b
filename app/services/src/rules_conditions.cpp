// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/schema.h"
#include "form_facts.h"
#include "rules.h"

#include <algorithm>
#include <set>

namespace banshi::app::services
{

namespace
{

using nlohmann::json;
using queue::contract::Schema;

class ConditionCheck
{
public:
    ConditionCheck(const ServiceDefinition& service, const base::Clock& clock, FaultList& faults)
        : m_form(service.form), m_properties(m_form.dataSchema.at("properties")), m_clock(clock), m_faults(faults)
    {
        for (const json& name : m_form.dataSchema.at("required"))
            m_required.insert(name.get<std::string>());
    }

    void run();

private:
    void checkPage(const PageSpec& page, const std::string& pointer);
    void checkRule(const Rule& rule, const std::string& pointer);
    /// Tries the condition on every answer of the choice that it looks at.
    void checkCanHold(const Rule& rule, const Schema& condition, const std::string& pointer);
    void checkCondition(const json& condition, const std::string& pointer);

    const FormSpec& m_form;
    const json& m_properties;
    const base::Clock& m_clock;
    FaultList& m_faults;
    std::set<std::string> m_required;
    std::set<std::string> m_pages;
    std::set<std::string> m_earlier;
};

void ConditionCheck::run()
{
    for (std::size_t page = 0; page < m_form.pages.size(); ++page)
        checkPage(m_form.pages[page], "/ui_schema/pages/" + std::to_string(page));
    const json conditions = m_form.dataSchema.value("allOf", json::array());
    for (std::size_t i = 0; i < conditions.size(); ++i)
        checkCondition(conditions[i], "/data_schema/allOf/" + std::to_string(i));
}

void ConditionCheck::checkPage(const PageSpec& page, const std::string& pointer)
{
    if (!m_pages.insert(page.id).second)
        m_faults.add(pointer + "/id", "is the id of an earlier page", "an id of its own");
    if (page.questions.empty())
        m_faults.add(pointer + "/questions", "is empty: a dead page", "a question, or no such page");
    if (page.rule)
        checkRule(*page.rule, pointer + "/rule");
    for (std::size_t i = 0; i < page.questions.size(); ++i)
    {
        const QuestionSpec& question = page.questions[i];
        const std::string place = pointer + "/questions/" + std::to_string(i);
        if (question.rule)
            checkRule(*question.rule, place + "/rule");
        for (const std::string& field : {question.field, question.fieldTo})
            if ((page.rule || question.rule) && m_required.contains(field))
                m_faults.add("/data_schema/required",
                             "lists \"" + field + "\", which " + place + " asks only under a rule",
                             "an if/then in /data_schema/allOf instead");
        m_earlier.insert(question.field);
        m_earlier.insert(question.fieldTo);
    }
}

void ConditionCheck::checkRule(const Rule& rule, const std::string& pointer)
{
    const std::string scope = pointer + "/condition/scope";
    if (!m_properties.contains(rule.field))
        return m_faults.add(scope, "points to no field of /data_schema/properties", "#/properties/ and a field's name");
    if (!m_earlier.contains(rule.field))
        return m_faults.add(scope, "points to a field that is asked later", "a field that is asked earlier");
    const auto compiled = Schema::compile(rule.schema, m_clock);
    if (!compiled)
    {
        for (const auto& fault : compiled.error())
            m_faults.add(pointer + "/condition/schema" + fault.path, fault.detail, "const, enum, minimum, maximum");
        return;
    }
    checkCanHold(rule, *compiled, pointer);
}

void ConditionCheck::checkCanHold(const Rule& rule, const Schema& condition, const std::string& pointer)
{
    const QuestionSpec* question = questionFor(m_form, rule.field);
    if (question == nullptr || question->choices.empty())
        return;
    const auto holds = [&](const ChoiceSpec& choice) { return condition.check(choice.value).empty(); };
    const auto& choices = question->choices;
    const bool isNever = std::none_of(choices.begin(), choices.end(), holds);
    const bool isAlways = std::all_of(choices.begin(), choices.end(), holds);
    if (rule.shows ? isNever : isAlways)
        m_faults.add(pointer, "never shows what it belongs to: it is dead",
                     "a condition that some answer of \"" + rule.field + "\" fits");
    else if (rule.shows ? isAlways : isNever)
        m_faults.add(pointer, "makes no difference: every answer of \"" + rule.field + "\" shows it", "no rule");
}

void ConditionCheck::checkCondition(const json& condition, const std::string& pointer)
{
    const json& given = condition.at("if");
    for (const auto& [name, schema] : given.at("properties").items())
    {
        if (!m_properties.contains(name))
            m_faults.add(pointer + "/if/properties/" + name, "is no field of /data_schema", "a field's name");
        const json& required = given.at("required");
        if (std::find(required.begin(), required.end(), name) == required.end())
            m_faults.add(pointer + "/if/required", "lacks \"" + name + "\": the condition would hold while it is empty",
                         "\"" + name + "\" in it");
    }
    for (const json& name : condition.at("then").at("required"))
    {
        const auto field = name.get<std::string>();
        if (!m_properties.contains(field))
            m_faults.add(pointer + "/then/required", "\"" + field + "\" is no field of /data_schema", "a field's name");
        else if (m_required.contains(field))
            m_faults.add(pointer + "/then/required", "\"" + field + "\" is required anyway",
                         "it here or in /data_schema/required");
    }
}

} // namespace

void checkConditions(const ServiceDefinition& service, const base::Clock& clock, FaultList& faults)
{
    ConditionCheck(service, clock, faults).run();
}

} // namespace banshi::app::services
