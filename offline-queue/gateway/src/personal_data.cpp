// SPDX-License-Identifier: GPL-3.0-or-later
#include "personal_data.h"

#include "banshi/queue/contract/id_number.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <string_view>

namespace banshi::queue::gateway
{

namespace
{

bool isDigit(char c)
{
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

bool isWordPart(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
}

/// A whole word: letters, digits, hyphens and underscores (an order's id with digits in it is one word).
bool isPersonalWord(std::string_view word)
{
    constexpr std::size_t kMobileDigits = 11;
    const bool isMobile = word.size() == kMobileDigits && std::all_of(word.begin(), word.end(), isDigit) &&
                          word[0] == '1' && word[1] >= '3';
    return isMobile || contract::isIdNumber(contract::normaliseIdNumber(word));
}

bool hasPersonalWord(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size())
    {
        const std::size_t begin = at;
        while (at < text.size() && isWordPart(text[at]))
            ++at;
        if (at > begin && isPersonalWord(text.substr(begin, at - begin)))
            return true;
        at += at == begin ? 1 : 0;
    }
    return false;
}

} // namespace

bool looksPersonal(const nlohmann::json& document)
{
    if (document.is_string())
        return hasPersonalWord(document.get_ref<const std::string&>());
    if (document.is_number_integer())
        return hasPersonalWord(document.dump());
    if (document.is_object())
        return std::any_of(document.items().begin(), document.items().end(), [](const auto& member) {
            return hasPersonalWord(member.key()) || looksPersonal(member.value());
        });
    if (document.is_array())
        return std::any_of(document.begin(), document.end(), looksPersonal);
    return false;
}

} // namespace banshi::queue::gateway
