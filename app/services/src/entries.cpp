// SPDX-License-Identifier: GPL-3.0-or-later
#include "entries.h"

#include "banshi/base/secret_bytes.h"
#include "banshi/queue/contract/bank_and_company.h"
#include "banshi/queue/contract/person_name.h"

#include <algorithm>

namespace banshi::app::services
{

namespace
{

using nlohmann::json;

std::string trimmed(const std::string& text)
{
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// Without blanks and hyphens, with full-width digits and letters made narrow.
std::string compact(const std::string& text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i)
    {
        const bool isWide = text.compare(i, 2, "\xEF\xBC") == 0 && i + 2 < text.size();
        if (isWide && text[i + 2] >= '\x90' && text[i + 2] <= '\xBA')
        {
            result += static_cast<char>(text[i + 2] - '\x90' + '0');
            i += 2;
        }
        else if (text[i] != ' ' && text[i] != '-')
            result += text[i];
    }
    return result;
}

std::string upper(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

std::string normalised(const QuestionSpec& question, const std::string& format, const std::string& entry)
{
    if (question.kind == QuestionKind::Mobile)
        return queue::contract::normaliseMobile(compact(entry));
    if (question.kind == QuestionKind::Digits)
        return upper(compact(entry));
    if (question.kind == QuestionKind::Country || format == "uscc" || format == "plate")
        return upper(trimmed(entry));
    if (format == "cn-name")
        return queue::contract::normalisePersonName(entry);
    return trimmed(entry);
}

json orNull(std::string text)
{
    return text.empty() ? json() : json(std::move(text));
}

ParsedEntry parseRange(const QuestionSpec& question, const std::string& entry)
{
    const std::size_t slash = entry.find('/');
    json values{{question.field, nullptr}, {question.fieldTo, nullptr}};
    if (entry.empty())
        return {std::move(values), std::nullopt};
    if (slash == std::string::npos)
        return {std::move(values), FormCode::MonthFormat};
    values[question.field] = orNull(trimmed(entry.substr(0, slash)));
    values[question.fieldTo] = orNull(trimmed(entry.substr(slash + 1)));
    return {std::move(values), std::nullopt};
}

} // namespace

ParsedEntry parseEntry(const QuestionSpec& question, const json& schema, const std::string& entry)
{
    const std::string& field = question.field;
    if (question.kind == QuestionKind::MonthRange)
        return parseRange(question, entry);
    if (question.kind == QuestionKind::Photo || entry.empty())
        return {{{field, nullptr}}, entry.empty() ? std::nullopt : std::optional(FormCode::OtherFormat)};
    if (question.kind == QuestionKind::Choice)
    {
        const auto found = std::find_if(question.choices.begin(), question.choices.end(),
                                        [&](const ChoiceSpec& choice) { return choice.key == entry; });
        if (found == question.choices.end())
            return {json::object(), FormCode::NotAChoice};
        return {{{field, found->value}}, std::nullopt};
    }
    return {{{field, orNull(normalised(question, schema.value("format", ""), entry))}}, std::nullopt};
}

std::string entryOf(const QuestionSpec& question, const json& values)
{
    const auto text = [&](const std::string& field) {
        return values.contains(field) && values.at(field).is_string() ? values.at(field).get<std::string>() : "";
    };
    if (!values.contains(question.field) && !values.contains(question.fieldTo))
        return {};
    if (question.kind == QuestionKind::MonthRange)
        return text(question.field) + "/" + text(question.fieldTo);
    if (question.kind == QuestionKind::Choice)
    {
        const auto found =
            std::find_if(question.choices.begin(), question.choices.end(),
                         [&](const ChoiceSpec& choice) { return choice.value == values.at(question.field); });
        return found == question.choices.end() ? std::string() : found->key;
    }
    if (question.kind == QuestionKind::Photo)
        return std::to_string(values.at(question.field).size());
    return text(question.field);
}

void wipeDocument(json& document)
{
    if (document.is_string())
    {
        auto& text = document.get_ref<std::string&>();
        base::wipe(text.data(), text.size());
    }
    else if (document.is_structured())
        for (json& member : document)
            wipeDocument(member);
    document = nullptr;
}

} // namespace banshi::app::services
