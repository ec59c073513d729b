// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/year_month.h"
#include "banshi/queue/contract/dates.h"
#include "field_checks.h"
#include "form_facts.h"

#include <algorithm>
#include <numeric>

namespace banshi::app::services
{

namespace
{

using nlohmann::json;

bool isBefore(const json& a, const json& b)
{
    return a.is_number() == b.is_number() && a < b;
}

/// A month (`yyyy-mm`) or a card's date (`yyyymmdd`) after the day in China; false while the clock is not trusted.
bool isInFuture(const json& value, const base::Clock& clock)
{
    const auto today = queue::contract::trustedToday(clock);
    if (!today || !value.is_string())
        return false;
    const auto& text = value.get_ref<const std::string&>();
    if (const auto month = parseYearMonth(text))
        return *month > today->year() / today->month();
    const auto day = queue::contract::parseCardDate(text);
    return day && *day > *today;
}

bool sumDiffers(const json& values, const std::vector<std::string>& fields)
{
    std::int64_t sum = 0;
    for (const std::string& field : fields)
    {
        if (!values.at(field).is_number_integer())
            return true;
        sum += &field == &fields.back() ? -values.at(field).get<std::int64_t>() : values.at(field).get<std::int64_t>();
    }
    return sum != 0;
}

std::optional<FormCode> crossFault(const CheckSpec& check, const json& values, const base::Clock& clock)
{
    const auto value = [&](std::size_t index) -> const json& { return values.at(check.fields[index]); };
    bool isWrong = false;
    FormCode code = FormCode::RangeOrder;
    switch (check.check)
    {
    case CrossCheck::LessOrEqual:
        isWrong = isBefore(value(1), value(0));
        break;
    case CrossCheck::DateNotFuture:
        isWrong = isInFuture(value(0), clock);
        code = FormCode::InFuture;
        break;
    case CrossCheck::SumEquals:
        isWrong = sumDiffers(values, check.fields);
        code = FormCode::SumDiffers;
        break;
    case CrossCheck::SameTwice:
        isWrong = value(0) != value(1);
        code = FormCode::TwiceDiffers;
        break;
    }
    return isWrong ? std::optional(code) : std::nullopt;
}

std::optional<FieldFault> rangeFault(const QuestionSpec& question, const json& values)
{
    if (question.maxMonths == 0 || !values.contains(question.field) || !values.contains(question.fieldTo))
        return std::nullopt;
    const auto from = parseYearMonth(values.at(question.field).get_ref<const std::string&>());
    const auto to = parseYearMonth(values.at(question.fieldTo).get_ref<const std::string&>());
    if (!from || !to || monthsInRange(*from, *to) <= question.maxMonths)
        return std::nullopt;
    return FieldFault{question.field, FormCode::RangeTooLong, question.maxMonths};
}

} // namespace

std::vector<FieldFault> crossFaults(const FormSpec& form, const json& values, const base::Clock& clock)
{
    std::vector<FieldFault> faults;
    for (const CheckSpec& check : form.checks)
    {
        const auto isThere = [&](const std::string& field) { return values.contains(field); };
        if (!std::all_of(check.fields.begin(), check.fields.end(), isThere))
            continue;
        const QuestionSpec* question = questionFor(form, check.fields.back());
        if (const auto code = crossFault(check, values, clock); code && question != nullptr)
            faults.push_back({question->field, *code, 0});
    }
    for (const QuestionPlace& place : questionsOf(form))
        if (place.question->kind == QuestionKind::MonthRange)
            if (const auto fault = rangeFault(*place.question, values))
                faults.push_back(*fault);
    return faults;
}

} // namespace banshi::app::services
