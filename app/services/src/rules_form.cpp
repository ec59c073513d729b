// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/schema.h"
#include "form_facts.h"
#include "rules.h"

#include <algorithm>
#include <map>
#include <set>

namespace banshi::app::services
{

namespace
{

using nlohmann::json;

/// What a kind of question needs of its field, and how that is said.
struct Fit
{
    bool fits;
    const char* wanted;
};

Fit fitOf(QuestionKind kind, const json& field)
{
    const bool isText = field.value("type", "") == "string";
    const std::string format = field.value("format", "");
    switch (kind)
    {
    case QuestionKind::Choice:
        return {true, ""};
    case QuestionKind::Text:
    case QuestionKind::Multiline:
        return {isText && !field.contains("enum") && format != "ym", "a field of type string without enum"};
    case QuestionKind::Digits:
        return {isText && !field.contains("enum") && (!format.empty() || field.contains("maxLength")),
                "a field of type string with a format or maxLength"};
    case QuestionKind::Month:
    case QuestionKind::MonthRange:
        return {isText && format == "ym", "a field of format ym"};
    case QuestionKind::Country:
        return {isText && format == "country-a3", "a field of format country-a3"};
    case QuestionKind::Mobile:
        return {isText && format == "cn-mobile", "a field of format cn-mobile"};
    case QuestionKind::Photo:
        return {field.value("type", "") == "array" && field.contains("maxItems") &&
                    field.value("items", json::object()).value("format", "") == "sha256",
                "an array with maxItems whose items have format sha256"};
    }
    return {false, ""};
}

class FormCheck
{
public:
    FormCheck(const ServiceDefinition& service, const base::Clock& clock, FaultList& faults)
        : m_form(service.form), m_properties(m_form.dataSchema.at("properties")), m_clock(clock), m_faults(faults)
    {
    }

    void run();

private:
    void checkQuestion(const QuestionPlace& place);
    void noteField(const std::string& field, const std::string& pointer);
    void checkChoices(const QuestionSpec& question, const json& field, const std::string& pointer);
    void checkMask(const QuestionSpec& question, const json& field, const std::string& pointer);
    void checkAsked();
    void checkNames();
    void checkCount(const CheckSpec& check, const std::string& pointer);

    const FormSpec& m_form;
    const json& m_properties;
    const base::Clock& m_clock;
    FaultList& m_faults;
    std::set<std::string> m_asked;
};

void FormCheck::run()
{
    const auto compiled = queue::contract::Schema::compile(m_form.dataSchema, m_clock);
    if (!compiled)
        for (const auto& fault : compiled.error())
            m_faults.add("/data_schema" + fault.path, fault.detail, "a schema as README.md describes");
    for (const QuestionPlace& place : questionsOf(m_form))
        checkQuestion(place);
    checkAsked();
    checkNames();
}

void FormCheck::checkQuestion(const QuestionPlace& place)
{
    const QuestionSpec& question = *place.question;
    noteField(question.field, place.pointer + "/scope");
    const bool isRange = question.kind == QuestionKind::MonthRange;
    if (isRange)
        noteField(question.fieldTo, place.pointer + "/scope_to");
    else if (!question.fieldTo.empty())
        m_faults.add(place.pointer + "/scope_to", "has no meaning here", "kind monthRange, or no scope_to");
    if (!m_properties.contains(question.field))
        return;
    const json& field = m_properties.at(question.field);
    if (const Fit fit = fitOf(question.kind, field); !fit.fits)
        m_faults.add(place.pointer + "/kind", "does not fit /data_schema/properties/" + question.field, fit.wanted);
    if (question.kind == QuestionKind::Choice)
        checkChoices(question, field, place.pointer);
    else if (!question.choices.empty())
        m_faults.add(place.pointer + "/choices", "has no meaning here", "kind choice, or no choices");
    if (!isRange && (question.maxMonths > 0 || !question.presets.empty()))
        m_faults.add(place.pointer, "has max_months or presets", "them with kind monthRange only");
    checkMask(question, field, place.pointer);
}

void FormCheck::noteField(const std::string& field, const std::string& pointer)
{
    if (!m_properties.contains(field))
        m_faults.add(pointer, "points to no field of /data_schema/properties", "#/properties/ and a field's name");
    else if (!m_asked.insert(field).second)
        m_faults.add(pointer, "asks for \"" + field + "\" a second time", "one question for each field");
}

void FormCheck::checkChoices(const QuestionSpec& question, const json& field, const std::string& pointer)
{
    if (question.choices.empty())
        return m_faults.add(pointer + "/choices", "is missing", "the answers");
    const auto compiled = queue::contract::Schema::compile(field, m_clock);
    std::set<std::string> keys;
    for (std::size_t i = 0; i < question.choices.size(); ++i)
    {
        const ChoiceSpec& choice = question.choices[i];
        const std::string place = pointer + "/choices/" + std::to_string(i);
        if (choice.key.empty())
            m_faults.add(place + "/key", "is missing", "a short name, as the value is a list");
        else if (!keys.insert(choice.key).second)
            m_faults.add(place, "has the same key as another answer", "a key of its own");
        if (compiled && !compiled->check(choice.value).empty())
            m_faults.add(place + "/value", "is not allowed by /data_schema/properties/" + question.field,
                         "one of its values");
    }
    for (const json& value : field.value("enum", json::array()))
        if (std::none_of(question.choices.begin(), question.choices.end(),
                         [&](const ChoiceSpec& choice) { return choice.value == value; }))
            m_faults.add(pointer + "/choices", "lacks the value " + value.dump(), "an answer for each value");
}

void FormCheck::checkMask(const QuestionSpec& question, const json& field, const std::string& pointer)
{
    static const std::set<std::string> kPersonal{"cn-id", "card-number", "cn-name", "cn-mobile", "bank", "acct"};
    if (question.mask == Mask::None && kPersonal.contains(field.value("format", "")))
        m_faults.add(pointer + "/mask", "is missing although the value is personal",
                     "last4, mobile, name, idno or hidden");
}

void FormCheck::checkAsked()
{
    for (const auto& [name, field] : m_properties.items())
        if (!m_asked.contains(name))
            m_faults.add("/data_schema/properties/" + name, "is asked by no question",
                         "a question in /ui_schema/pages, or no such field");
}

void FormCheck::checkNames()
{
    const auto known = [&](const std::vector<std::string>& fields, const std::string& pointer) {
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (!m_properties.contains(fields[i]))
                m_faults.add(pointer + "/" + std::to_string(i), "\"" + fields[i] + "\" is no field of /data_schema",
                             "a field's name");
    };
    known(m_form.dataSchema.at("required").get<std::vector<std::string>>(), "/data_schema/required");
    known(m_form.prefill, "/prefill");
    for (std::size_t i = 0; i < m_form.checks.size(); ++i)
    {
        const std::string pointer = "/checks/" + std::to_string(i) + "/fields";
        known(m_form.checks[i].fields, pointer);
        checkCount(m_form.checks[i], pointer);
    }
}

void FormCheck::checkCount(const CheckSpec& check, const std::string& pointer)
{
    const std::size_t count = check.fields.size();
    const bool isPair = check.check == CrossCheck::LessOrEqual || check.check == CrossCheck::SameTwice;
    if (isPair && count != 2)
        m_faults.add(pointer, "has not two entries", "exactly two fields");
    if (check.check == CrossCheck::DateNotFuture && count != 1)
        m_faults.add(pointer, "has not one entry", "exactly one field");
    if (check.check == CrossCheck::SumEquals && count < 3)
        m_faults.add(pointer, "has too few entries", "two or more fields and their sum");
}

} // namespace

void checkForm(const ServiceDefinition& service, const base::Clock& clock, FaultList& faults)
{
    FormCheck(service, clock, faults).run();
}

} // namespace banshi::app::services
