// SPDX-License-Identifier: GPL-3.0-or-later
#include "field_checks.h"

#include "banshi/queue/contract/dates.h"
#include "banshi/queue/contract/formats.h"
#include "banshi/queue/contract/utf8.h"

#include <algorithm>
#include <array>

namespace banshi::app::services
{

namespace
{

using nlohmann::json;

FormCode formatCode(const std::string& format)
{
    constexpr std::array<std::pair<std::string_view, FormCode>, 11> kCodes{{
        {"acct", FormCode::AcctFormat},
        {"bank", FormCode::BankFormat},
        {"card-number", FormCode::IdFormat},
        {"cn-id", FormCode::IdFormat},
        {"cn-mobile", FormCode::MobileFormat},
        {"cn-name", FormCode::NameFormat},
        {"country-a3", FormCode::CountryUnknown},
        {"fen", FormCode::OutOfRange},
        {"plate", FormCode::PlateFormat},
        {"uscc", FormCode::UsccFormat},
        {"ym", FormCode::MonthFormat},
    }};
    const auto* const found =
        std::find_if(kCodes.begin(), kCodes.end(), [&](const auto& entry) { return entry.first == format; });
    return found == kCodes.end() ? FormCode::OtherFormat : found->second;
}

bool isListed(const json& schema, const json& value)
{
    if (!schema.contains("enum"))
        return true;
    const json& allowed = schema.at("enum");
    return std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

bool hasType(const json& schema, const json& value)
{
    const std::string type = schema.value("type", "");
    return (type == "string" && value.is_string()) || (type == "integer" && value.is_number_integer()) ||
           (type == "boolean" && value.is_boolean()) || (type == "array" && value.is_array());
}

/// One field's schema and surroundings.
class ValueCheck
{
public:
    ValueCheck(const std::string& field, const json& schema, const CountryTable& countries, const base::Clock& clock)
        : m_field(field), m_schema(schema), m_countries(countries), m_clock(clock)
    {
    }

    [[nodiscard]] std::optional<FieldFault> check(const json& value) const;

private:
    [[nodiscard]] FieldFault fault(FormCode code, int limit = 0) const { return {m_field, code, limit}; }

    [[nodiscard]] std::optional<FieldFault> checkText(const std::string& text) const;
    [[nodiscard]] std::optional<FieldFault> checkNumber(const json& value) const;
    [[nodiscard]] std::optional<FieldFault> checkList(const json& value) const;

    const std::string& m_field;
    const json m_schema;
    const CountryTable& m_countries;
    const base::Clock& m_clock;
};

std::optional<FieldFault> ValueCheck::check(const json& value) const
{
    if (!hasType(m_schema, value))
        return fault(FormCode::OtherFormat);
    if (value.is_string())
        return checkText(value.get_ref<const std::string&>());
    if (value.is_array())
        return checkList(value);
    if (!isListed(m_schema, value))
        return fault(FormCode::NotAChoice);
    if (value.is_number())
        return checkNumber(value);
    return std::nullopt;
}

std::optional<FieldFault> ValueCheck::checkText(const std::string& text) const
{
    const auto points = queue::contract::decodeUtf8(text);
    const auto isControl = [](char32_t c) { return (c < U' ' && c != U'\n') || (c >= 0x7f && c < 0xa0); };
    if (!points || std::any_of(points->begin(), points->end(), isControl))
        return fault(FormCode::BadText);
    if (!isListed(m_schema, text))
        return fault(FormCode::NotAChoice);
    const std::string format = m_schema.value("format", "");
    const auto today = queue::contract::trustedToday(m_clock);
    if (!format.empty() && !queue::contract::hasFormat(format, text, today))
        return fault(formatCode(format));
    if (format == "country-a3" && m_countries.find(text) == nullptr)
        return fault(FormCode::CountryUnknown);
    const Limits limits = limitsOf(m_schema);
    const auto size = static_cast<int>(points->size());
    if (size < limits.minLength)
        return fault(FormCode::TooShort, limits.minLength);
    if (limits.maxLength > 0 && size > limits.maxLength)
        return fault(FormCode::TooLong, limits.maxLength);
    return std::nullopt;
}

std::optional<FieldFault> ValueCheck::checkNumber(const json& value) const
{
    const bool isOut = (m_schema.contains("minimum") && value < m_schema.at("minimum")) ||
                       (m_schema.contains("maximum") && value > m_schema.at("maximum"));
    return isOut ? std::optional(fault(FormCode::OutOfRange)) : std::nullopt;
}

std::optional<FieldFault> ValueCheck::checkList(const json& value) const
{
    const Limits limits = limitsOf(m_schema);
    const auto size = static_cast<int>(value.size());
    if (size < limits.minItems)
        return fault(FormCode::TooFew, limits.minItems);
    if (limits.maxItems > 0 && size > limits.maxItems)
        return fault(FormCode::TooMany, limits.maxItems);
    const ValueCheck item(m_field, m_schema.value("items", json::object()), m_countries, m_clock);
    for (const json& entry : value)
        if (auto found = item.check(entry))
            return found;
    return std::nullopt;
}

} // namespace

Limits limitsOf(const json& schema)
{
    Limits limits;
    limits.minLength = schema.value("minLength", 0);
    limits.maxLength = schema.value("maxLength", 0);
    limits.minItems = schema.value("minItems", 0);
    limits.maxItems = schema.value("maxItems", 0);
    const std::string format = schema.value("format", "");
    if (limits.maxLength == 0 && format == "acct")
        limits.maxLength = 20;
    if (limits.maxLength == 0 && format == "cn-mobile")
        limits.maxLength = 11;
    return limits;
}

std::optional<FieldFault> checkValue(const std::string& field, const json& schema, const json* value, bool required,
                                     const CountryTable& countries, const base::Clock& clock)
{
    const bool isEmpty = value == nullptr || (value->is_array() && value->empty());
    if (isEmpty)
        return required ? std::optional(FieldFault{field, FormCode::Required, 0}) : std::nullopt;
    return ValueCheck(field, schema, countries, clock).check(*value);
}

} // namespace banshi::app::services
