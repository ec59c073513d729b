// SPDX-License-Identifier: GPL-3.0-or-later
#include "envelope_reader.h"
#include "words.h"

namespace banshi::app::services
{

namespace
{

using nlohmann::json;

std::optional<Rule> readRule(const json& object)
{
    if (!object.contains("rule"))
        return std::nullopt;
    const json& rule = object.at("rule");
    const json& condition = rule.at("condition");
    return Rule{rule.at("effect") == "SHOW", fieldOf(condition.at("scope").get<std::string>()), condition.at("schema"),
                condition.at("failWhenUndefined").get<bool>()};
}

ChoiceSpec readChoice(const json& value)
{
    const json& own = value.at("value");
    const std::string byValue = own.is_string() ? own.get<std::string>() : own.is_array() ? "" : own.dump();
    return {value.value("key", byValue), own, readText(value.at("label")),
            value.contains("detail") ? readText(value.at("detail")) : Text(), value.value("pinyin", "")};
}

QuestionSpec readQuestion(const json& value)
{
    QuestionSpec question;
    question.field = fieldOf(value.at("scope").get<std::string>());
    question.fieldTo = fieldOf(value.value("scope_to", ""));
    question.kind = words::parse<QuestionKind>(words::kQuestionKind, value.at("kind").get<std::string>());
    question.label = readText(value.at("label"));
    if (value.contains("help"))
        question.help = readText(value.at("help"));
    if (value.contains("placeholder"))
        question.placeholder = readText(value.at("placeholder"));
    for (const json& choice : value.value("choices", json::array()))
        question.choices.push_back(readChoice(choice));
    question.maxMonths = value.value("max_months", 0);
    question.presets = value.value("presets", std::vector<int>());
    question.group = value.value("group", 0);
    question.mask = words::parse<Mask>(words::kMask, value.value("mask", "none"));
    question.rule = readRule(value);
    return question;
}

} // namespace

FormSpec readForm(const json& document)
{
    FormSpec form;
    form.dataSchema = document.at("data_schema");
    const json& screens = document.at("ui_schema");
    for (const json& page : screens.at("pages"))
    {
        PageSpec spec{page.at("id").get<std::string>(), readText(page.at("title")), {}, readRule(page)};
        for (const json& question : page.at("questions"))
            spec.questions.push_back(readQuestion(question));
        form.pages.push_back(std::move(spec));
    }
    if (screens.contains("declaration"))
        form.declaration = readText(screens.at("declaration"));
    for (const json& check : document.value("checks", json::array()))
        form.checks.push_back({words::parse<CrossCheck>(words::kCrossCheck, check.at("check").get<std::string>()),
                               check.at("fields").get<std::vector<std::string>>()});
    form.prefill = document.value("prefill", std::vector<std::string>());
    return form;
}

} // namespace banshi::app::services
