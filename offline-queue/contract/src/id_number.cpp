// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/id_number.h"

#include "text_tests.h"

#include <array>

namespace banshi::queue::contract
{

namespace
{

constexpr std::size_t kLength = 18;

/// GB 11643-1999, ISO 7064 MOD 11-2.
char checkCharacter(std::string_view number)
{
    constexpr std::array kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr std::string_view kCheck = "10X98765432";
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i)
        sum += kWeights.at(i) * (number[i] - '0');
    return kCheck[static_cast<std::size_t>(sum % 11)];
}

bool isProvince(int code)
{
    struct Range
    {
        int first;
        int last;
    };
    constexpr std::array kProvinces = {Range{11, 15}, Range{21, 23}, Range{31, 37}, Range{41, 46},
                                       Range{50, 54}, Range{61, 65}, Range{71, 71}};
    return std::any_of(kProvinces.begin(), kProvinces.end(),
                       [code](const Range& range) { return code >= range.first && code <= range.last; });
}

std::optional<IdNumberKind> kindOf(std::string_view number)
{
    const int province = contract::number(number.substr(0, 2));
    if (number[0] == '9')
        return IdNumberKind::ForeignResident;
    if (province >= 81 && province <= 83)
        return IdNumberKind::HkMoTwPermit;
    return isProvince(province) ? std::optional(IdNumberKind::Resident) : std::nullopt;
}

bool isForeign2017(std::string_view number)
{
    return number.size() == 15 && std::all_of(number.begin(), number.begin() + 3, isUpper) &&
           areDigits(number.substr(3));
}

} // namespace

std::optional<IdNumberKind> classifyIdNumber(std::string_view number, std::optional<Day> today)
{
    if (isForeign2017(number))
        return IdNumberKind::ForeignResident2017;
    if (number.size() != kLength || !areDigits(number.substr(0, kLength - 1)) ||
        number.back() != checkCharacter(number))
        return std::nullopt;
    const auto birth = parseCardDate(number.substr(6, 8));
    if (!birth || (today && *birth > *today))
        return std::nullopt;
    return kindOf(number);
}

bool isIdNumber(std::string_view number, std::optional<Day> today)
{
    return number.size() == kLength && classifyIdNumber(number, today).has_value();
}

bool isCardNumber(std::string_view number, std::optional<Day> today)
{
    return classifyIdNumber(number, today).has_value();
}

std::string normaliseIdNumber(std::string_view typed)
{
    std::string number;
    for (const char c : typed)
    {
        if (c != ' ' && c != '-')
            number.push_back(isLower(c) ? static_cast<char>(c - 'a' + 'A') : c);
    }
    return number;
}

} // namespace banshi::queue::contract
