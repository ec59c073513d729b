// SPDX-License-Identifier: GPL-3.0-or-later
#include "quick_check.h"

#include "banshi/queue/contract/formats.h"
#include "schema_rules.h"

#include <algorithm>
#include <array>

namespace banshi::queue::contract
{

namespace
{

using nlohmann::json;

enum TypeBits : unsigned
{
    Nothing = 1,
    Boolean = 2,
    Integer = 4,
    Fraction = 8,
    Text = 16,
    List = 32,
    Object = 64,
};

/// The bits of a type's name; 0 for a name that is none.
unsigned bitsNamed(const std::string& name)
{
    constexpr std::array<std::pair<std::string_view, unsigned>, 7> kTypes = {{{"null", Nothing},
                                                                              {"boolean", Boolean},
                                                                              {"integer", Integer},
                                                                              {"number", Integer | Fraction},
                                                                              {"string", Text},
                                                                              {"array", List},
                                                                              {"object", Object}}};
    const auto* const found =
        std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& type) { return type.first == name; });
    return found == kTypes.end() ? 0 : found->second;
}

unsigned bitOf(const json& value)
{
    switch (value.type())
    {
    case json::value_t::null:
        return Nothing;
    case json::value_t::boolean:
        return Boolean;
    case json::value_t::number_integer:
    case json::value_t::number_unsigned:
        return Integer;
    case json::value_t::number_float:
        return Fraction;
    case json::value_t::string:
        return Text;
    case json::value_t::array:
        return List;
    case json::value_t::object:
        return Object;
    case json::value_t::binary:
    case json::value_t::discarded:
        break;
    }
    return 0;
}

/// An integer that both sides of a comparison can hold.
std::optional<std::int64_t> wholeNumber(const json& value)
{
    if (!value.is_number_integer() || (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX))
        return std::nullopt;
    return value.get<std::int64_t>();
}

/// 1 and 1.0 are one value to some and two to others: only what nobody doubts.
bool isSurelySame(const json& one, const json& other)
{
    return bitOf(one) == bitOf(other) && !one.is_structured() && !one.is_number_float() && one == other;
}

} // namespace

QuickCheck::QuickCheck(const json& prepared, const base::Clock& clock) : m_clock(clock), m_root(read(prepared)) {}

QuickCheck::Rule QuickCheck::read(const json& schema)
{
    Rule rule;
    if (!schema.is_object())
    {
        rule.isBeyondUs = schema != true;
        return rule;
    }
    for (const auto& [keyword, value] : schema.items())
        readKeyword(rule, keyword, value);
    return rule;
}

QuickCheck::Member& QuickCheck::memberOf(Rule& rule, const std::string& name)
{
    const auto place = std::lower_bound(rule.members.begin(), rule.members.end(), name,
                                        [](const Member& member, const std::string& n) { return member.name < n; });
    if (place != rule.members.end() && place->name == name)
        return *place;
    return *rule.members.insert(place, Member{name});
}

void QuickCheck::readKeyword(Rule& rule, const std::string& keyword, const json& value)
{
    const std::array<std::pair<std::string_view, std::int64_t*>, 6> bounds = {{{"minimum", &rule.minimum},
                                                                               {"maximum", &rule.maximum},
                                                                               {"minLength", &rule.minLength},
                                                                               {"maxLength", &rule.maxLength},
                                                                               {"minItems", &rule.minItems},
                                                                               {"maxItems", &rule.maxItems}}};
    const auto* const bound =
        std::find_if(bounds.begin(), bounds.end(), [&](const auto& named) { return named.first == keyword; });
    if (bound != bounds.end() && wholeNumber(value))
        *bound->second = *wholeNumber(value);
    else if (keyword == "type" && value.is_string() && bitsNamed(value) != 0)
        rule.types = bitsNamed(value);
    else if (keyword == "enum" && rule.values.empty() && value.is_array() && !value.empty())
        rule.values = value.get<std::vector<json>>();
    else if (keyword == "const" && rule.values.empty())
        rule.values = {value};
    else if (keyword == kFormatKeyword && value.is_string())
        rule.format = value;
    else if (keyword == "items")
        rule.item = std::make_unique<Rule>(read(value));
    else if (keyword == "additionalProperties")
    {
        rule.others = value == true ? Others::Free : value == false ? Others::Forbidden : Others::Ruled;
        rule.other = std::make_unique<Rule>(read(value));
    }
    else if (keyword == "properties" && value.is_object())
        for (const auto& [name, schema] : value.items())
            memberOf(rule, name).rule = std::make_unique<Rule>(read(schema));
    else if (keyword == "required" && value.is_array() &&
             std::all_of(value.begin(), value.end(), [](const json& name) { return name.is_string(); }))
        for (const auto& name : value)
            memberOf(rule, name).isRequired = true;
    else
        rule.isBeyondUs = true;
}

bool QuickCheck::isSurelyValid(const json& document) const
{
    return holds(m_root, document, trustedToday(m_clock));
}

bool QuickCheck::holds(const Rule& rule, const json& value, const Today& today)
{
    if (rule.isBeyondUs || (rule.types != 0 && (rule.types & bitOf(value)) == 0))
        return false;
    if (!rule.values.empty() && std::none_of(rule.values.begin(), rule.values.end(),
                                             [&](const json& allowed) { return isSurelySame(allowed, value); }))
        return false;
    if (value.is_string())
        return holdsText(rule, value.get_ref<const std::string&>(), today);
    if (value.is_number())
        return holdsNumber(rule, value);
    if (value.is_object())
        return holdsObject(rule, value, today);
    if (!value.is_array())
        return true;
    const auto size = static_cast<std::int64_t>(value.size());
    return size >= rule.minItems && size <= rule.maxItems &&
           (rule.item == nullptr ||
            std::all_of(value.begin(), value.end(), [&](const json& item) { return holds(*rule.item, item, today); }));
}

/// A text's length is counted in code points of one to four bytes.
bool QuickCheck::holdsText(const Rule& rule, const std::string& text, const Today& today)
{
    constexpr std::int64_t kMostBytes = 4;
    const auto size = static_cast<std::int64_t>(text.size());
    const std::int64_t least = (size + kMostBytes - 1) / kMostBytes;
    return size <= rule.maxLength && least >= rule.minLength &&
           (rule.format.empty() || hasFormat(rule.format, text, today));
}

bool QuickCheck::holdsNumber(const Rule& rule, const json& value)
{
    const auto number = wholeNumber(value);
    if (!number)
        return rule.minimum == kLeast && rule.maximum == kMost && rule.format.empty();
    return *number >= rule.minimum && *number <= rule.maximum &&
           (rule.format.empty() || hasFormat(rule.format, *number));
}

/// Both lists of names are sorted, so that one look at each is enough.
bool QuickCheck::holdsObject(const Rule& rule, const json& value, const Today& today)
{
    auto member = rule.members.begin();
    const auto passAbsent = [&](const std::string* until) {
        for (; member != rule.members.end() && (until == nullptr || member->name < *until); ++member)
            if (member->isRequired)
                return false;
        return true;
    };
    for (const auto& [name, content] : value.get_ref<const json::object_t&>())
    {
        if (!passAbsent(&name))
            return false;
        const bool isNamed = member != rule.members.end() && member->name == name;
        const Rule* own = isNamed ? member->rule.get() : nullptr;
        if (own == nullptr ? !holdsOther(rule, content, today) : !holds(*own, content, today))
            return false;
        if (isNamed)
            ++member;
    }
    return passAbsent(nullptr);
}

bool QuickCheck::holdsOther(const Rule& rule, const json& value, const Today& today)
{
    if (rule.others == Others::Ruled)
        return holds(*rule.other, value, today);
    return rule.others == Others::Free;
}

} // namespace banshi::queue::contract
