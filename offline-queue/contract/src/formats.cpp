// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/formats.h"

#include "banshi/base/ids.h"
#include "banshi/queue/contract/bank_and_company.h"
#include "banshi/queue/contract/id_number.h"
#include "banshi/queue/contract/money.h"
#include "banshi/queue/contract/person_name.h"
#include "text_tests.h"

#include <array>

namespace banshi::queue::contract
{

namespace
{

using Today = std::optional<Day>;

bool isHex(std::string_view text, std::size_t size)
{
    return text.size() == size && std::all_of(text.begin(), text.end(), isLowerHex);
}

bool isBase64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return false;
    while (text.ends_with('=') && text.size() % 4 != 2)
        text.remove_suffix(1);
    static constexpr auto kIsDigit = [] {
        std::array<bool, 256> is{};
        for (unsigned c = 0; c < is.size(); ++c)
        {
            const char letter = static_cast<char>(c);
            is[c] = isDigit(letter) || isUpper(letter) || isLower(letter) || c == '+' || c == '/';
        }
        return is;
    }();
    return std::all_of(text.begin(), text.end(), [](char c) { return kIsDigit[static_cast<unsigned char>(c)]; });
}

/// Dot-separated names, each starting with a lower-case letter or digit and going on with what `isRest`
/// takes.
bool isDotted(std::string_view text, std::size_t longest, bool (*isRest)(char))
{
    if (text.empty() || text.size() > longest)
        return false;
    bool atStart = true;
    for (const char c : text)
    {
        if (atStart ? !(isLower(c) || isDigit(c)) : !(c == '.' || isRest(c)))
            return false;
        atStart = c == '.';
    }
    return !atStart;
}

bool isItemId(std::string_view text)
{
    return isDotted(text, 64, [](char c) { return isLower(c) || isDigit(c) || c == '-'; });
}

bool isCode(std::string_view text)
{
    return isDotted(text, 80, [](char c) { return isLower(c) || isUpper(c) || isDigit(c); });
}

struct Format
{
    std::string_view name;
    bool (*check)(std::string_view text, Today today);
};

constexpr std::string_view kFen = "fen";

/// By name.
constexpr std::array kFormats = {
    Format{"acct", [](std::string_view text, Today) { return isAccount(text); }},
    Format{"bank", [](std::string_view text, Today) { return isBankCard(text); }},
    Format{"base64", [](std::string_view text, Today) { return isBase64(text); }},
    Format{"card-date", [](std::string_view text, Today) { return parseCardDate(text).has_value(); }},
    Format{"card-end", [](std::string_view text, Today) { return isCardEnd(text); }},
    Format{"card-number", isCardNumber},
    Format{"cn-id", isIdNumber},
    Format{"cn-mobile", [](std::string_view text, Today) { return isMobile(text); }},
    Format{"cn-name", [](std::string_view text, Today) { return isPersonName(text); }},
    Format{"code", [](std::string_view text, Today) { return isCode(text); }},
    Format{"country-a3", [](std::string_view text, Today) { return isCountry(text); }},
    Format{"epoch", [](std::string_view text, Today) { return isHex(text, 16); }},
    Format{kFen, [](std::string_view, Today) { return false; }},
    Format{"handle", [](std::string_view text, Today) { return isHandle(text); }},
    Format{"item-id", [](std::string_view text, Today) { return isItemId(text); }},
    Format{"plate", [](std::string_view text, Today) { return isPlate(text); }},
    Format{"sha256", [](std::string_view text, Today) { return isHex(text, 64); }},
    Format{"uscc", [](std::string_view text, Today) { return isCreditCode(text); }},
    Format{"utc", [](std::string_view text, Today) { return isUtc(text); }},
    Format{"uuid7", [](std::string_view text, Today) { return base::isUuid(std::string(text)); }},
    Format{"ym", [](std::string_view text, Today) { return isYearMonth(text); }},
};

const Format* find(std::string_view name)
{
    static_assert(std::is_sorted(kFormats.begin(), kFormats.end(),
                                 [](const Format& one, const Format& other) { return one.name < other.name; }));
    const auto* const found =
        std::lower_bound(kFormats.begin(), kFormats.end(), name,
                         [](const Format& format, std::string_view wanted) { return format.name < wanted; });
    return found != kFormats.end() && found->name == name ? found : nullptr;
}

} // namespace

const std::vector<std::string_view>& formatNames()
{
    static const std::vector<std::string_view> kNames = [] {
        std::vector<std::string_view> names;
        for (const Format& format : kFormats)
            names.push_back(format.name);
        return names;
    }();
    return kNames;
}

bool isFormat(std::string_view name)
{
    return find(name) != nullptr;
}

bool hasFormat(std::string_view name, std::string_view text, std::optional<Day> today)
{
    const Format* format = find(name);
    return format != nullptr && format->check(text, today);
}

bool hasFormat(std::string_view name, std::int64_t number)
{
    return isFormat(name) && (name != kFen || isFen(number));
}

bool isHandle(std::string_view text)
{
    const auto isAllowed = [](char c) {
        return isDigit(c) || isUpper(c) || isLower(c) || c == '.' || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= 128 && text != "." && text != ".." &&
           std::all_of(text.begin(), text.end(), isAllowed);
}

} // namespace banshi::queue::contract
