// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/year_month.h"
#include "banshi/queue/contract/mask.h"
#include "entries.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace banshi::app::services
{

namespace
{

using nlohmann::json;

Text same(const std::string& words)
{
    return {words, words};
}

Text monthWords(const std::string& text)
{
    constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
    const auto month = parseYearMonth(text);
    if (!month)
        return same(text);
    const int year = static_cast<int>(month->year());
    const unsigned number = static_cast<unsigned>(month->month());
    return {fmt::format("{} 年 {} 月", year, number), fmt::format("{} {}", kMonths.at(number - 1), year)};
}

std::string masked(Mask mask, const std::string& text)
{
    switch (mask)
    {
    case Mask::None:
        return text;
    case Mask::LastFour:
        return queue::contract::maskAllButLastFour(text);
    case Mask::Mobile:
        return queue::contract::maskMobile(text);
    case Mask::Name:
        return queue::contract::maskName(text);
    case Mask::IdNumber:
        return queue::contract::maskIdNumber(text);
    case Mask::Hidden:
        return "***";
    }
    return "***";
}

std::string textAt(const json& values, const std::string& field)
{
    return values.contains(field) && values.at(field).is_string() ? values.at(field).get<std::string>() : "";
}

Text choiceWords(const QuestionSpec& question, const json& value)
{
    const auto found = std::find_if(question.choices.begin(), question.choices.end(),
                                    [&](const ChoiceSpec& choice) { return choice.value == value; });
    return found == question.choices.end() ? Text() : found->label;
}

Text rangeWords(const QuestionSpec& question, const json& values)
{
    const Text from = monthWords(textAt(values, question.field));
    const Text to = monthWords(textAt(values, question.fieldTo));
    return {from.zh + "至 " + to.zh, from.en + " to " + to.en};
}

Text countryWords(const std::string& code, const CountryTable& countries)
{
    const Country* country = countries.find(code);
    return country == nullptr ? same(code) : country->name;
}

} // namespace

Text wordsOf(const QuestionSpec& question, const json& values, const CountryTable& countries, bool isMasked)
{
    if (!values.contains(question.field))
        return {};
    const std::string text = textAt(values, question.field);
    switch (question.kind)
    {
    case QuestionKind::Choice:
        return choiceWords(question, values.at(question.field));
    case QuestionKind::Country:
        return countryWords(text, countries);
    case QuestionKind::Month:
        return monthWords(text);
    case QuestionKind::MonthRange:
        return rangeWords(question, values);
    case QuestionKind::Photo:
    {
        const std::size_t count = values.at(question.field).size();
        return {fmt::format("{} 张", count), fmt::format("{} {}", count, count == 1 ? "photo" : "photos")};
    }
    case QuestionKind::Text:
    case QuestionKind::Digits:
    case QuestionKind::Multiline:
    case QuestionKind::Mobile:
        break;
    }
    return same(isMasked ? masked(question.mask, text) : text);
}

} // namespace banshi::app::services
