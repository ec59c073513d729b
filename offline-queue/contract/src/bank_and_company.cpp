// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/bank_and_company.h"

#include "text_tests.h"

#include <algorithm>

namespace banshi::queue::contract
{

bool isCreditCode(std::string_view text)
{
    constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    constexpr std::size_t kLength = 18;
    constexpr std::size_t kModulus = 31;
    if (text.size() != kLength || !areDigits(text.substr(2, 6)))
        return false;
    std::size_t sum = 0;
    std::size_t weight = 1; // 3^(i-1) modulo 31
    for (const char c : text.substr(0, kLength - 1))
    {
        const std::size_t value = kAlphabet.find(c);
        if (value == std::string_view::npos)
            return false;
        sum += value * weight;
        weight = weight * 3 % kModulus;
    }
    return text.back() == kAlphabet[(kModulus - sum % kModulus) % kModulus];
}

bool isBankCard(std::string_view text)
{
    if (text.size() < 16 || text.size() > 19 || !areDigits(text))
        return false;
    int sum = 0;
    bool doubled = false;
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit)
    {
        const int value = (*digit - '0') * (doubled ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
        doubled = !doubled;
    }
    return sum % 10 == 0;
}

bool isAccount(std::string_view text)
{
    return text.size() >= 6 && text.size() <= 20 && areDigits(text);
}

bool isMobile(std::string_view text)
{
    return text.size() == 11 && areDigits(text) && text[0] == '1' && text[1] >= '3';
}

std::string normaliseMobile(std::string_view typed)
{
    std::string digits;
    std::copy_if(typed.begin(), typed.end(), std::back_inserter(digits), [](char c) { return c != ' ' && c != '-'; });
    if (digits.starts_with("+86"))
        digits.erase(0, 3);
    return digits;
}

} // namespace banshi::queue::contract
