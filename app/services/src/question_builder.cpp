// SPDX-License-Identifier: GPL-3.0-or-later
#include "question_builder.h"

#include "entries.h"
#include "field_checks.h"
#include "pinyin.h"

namespace banshi::app::services
{

namespace
{

constexpr int kMonthsBack = 600;

std::string searchLetters(const std::string& pinyin)
{
    return pinyin.empty() ? std::string() : joined(pinyin) + " " + initialsOf(pinyin);
}

void addCountries(Question& question, const CountryTable& countries)
{
    for (const Country& country : countries.all())
        question.choices.push_back({country.code, country.name, {}, searchLetters(country.pinyin)});
    question.commonChoices = countries.commonCount();
}

void addMonths(Question& question, const QuestionSpec& spec, YearMonth latest)
{
    question.limits.maxMonths = spec.maxMonths;
    question.limits.latest = toText(latest);
    question.limits.earliest = toText(rangeStart(latest, kMonthsBack));
    for (const int months : spec.presets)
        question.presets.push_back({months, toText(rangeStart(latest, months)) + "/" + toText(latest)});
}

} // namespace

Question buildQuestion(const QuestionSpec& spec, const QuestionContext& context)
{
    Question question;
    question.field = spec.field;
    question.kind = spec.kind;
    question.label = spec.label;
    question.help = spec.help;
    question.placeholder = spec.placeholder;
    question.group = spec.group;
    question.limits = limitsOf(context.properties.at(spec.field));
    for (const ChoiceSpec& choice : spec.choices)
        question.choices.push_back({choice.key, choice.label, choice.detail, searchLetters(choice.pinyin)});
    if (spec.kind == QuestionKind::Country)
        addCountries(question, context.countries);
    if (spec.kind == QuestionKind::Month || spec.kind == QuestionKind::MonthRange)
        addMonths(question, spec, context.latest);
    question.entry = entryOf(spec, context.values);
    return question;
}

} // namespace banshi::app::services
