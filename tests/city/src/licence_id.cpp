// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/licence_id.h"

#include <array>
#include <string_view>

namespace banshi::city
{

namespace
{

constexpr std::string_view kAlphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kCreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

char organisationCheck(const std::string& organisation)
{
    constexpr std::array kWeights = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i)
        sum += static_cast<int>(kAlphanumeric.find(organisation.at(i))) * kWeights[i];
    const int check = 11 - sum % 11;
    return check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
}

} // namespace

std::string departmentCode(const std::string& organisation)
{
    std::string code = "11440399" + organisation + organisationCheck(organisation);
    std::size_t sum = 0;
    std::size_t weight = 1;
    for (const char c : code)
    {
        sum += kCreditAlphabet.find(c) * weight;
        weight = weight * 3 % 31;
    }
    return code + kCreditAlphabet[(31 - sum % 31) % 31];
}

char checkMod37(const std::string& text)
{
    std::size_t product = 36;
    for (const char c : text)
    {
        std::size_t sum = (product + kAlphanumeric.find(c)) % 36;
        sum = sum == 0 ? 36 : sum;
        product = sum * 2 % 37;
    }
    return kAlphanumeric[(37 - product) % 36];
}

std::string licenceId(const std::string& type, const std::string& issuer, const std::string& serial)
{
    const std::string version = "001";
    return "1.2.156.3005.2." + type + "." + issuer + "." + serial + "." + version + "." +
           checkMod37(type + issuer + serial + version);
}

} // namespace banshi::city
