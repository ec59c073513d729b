// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/payer_code.h"

#include <algorithm>
#include <array>

namespace banshi::drivers::protocol
{

namespace
{

// Lengths and first two digits as the rails publish them; several public point-of-sale programs agree.
struct Rule
{
    PayerRail rail;
    std::size_t shortest;
    std::size_t longest;
    int firstPrefix;
    int lastPrefix;
};
constexpr std::array kRules{
    Rule{PayerRail::WeChat, 18, 18, 10, 15},
    Rule{PayerRail::Alipay, 16, 24, 25, 30},
    Rule{PayerRail::UnionPay, 19, 19, 62, 62},
};
constexpr std::string_view kFacePrefix = "fp";
constexpr std::size_t kFaceLength = 35;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetterOrDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

} // namespace

PayerRail payerRailOf(std::string_view text)
{
    if (text.size() == kFaceLength && text.starts_with(kFacePrefix) && std::ranges::all_of(text, isLetterOrDigit))
        return PayerRail::Alipay;
    if (text.size() < 2 || !std::ranges::all_of(text, isDigit))
        return PayerRail::None;
    const int prefix = (text[0] - '0') * 10 + (text[1] - '0');
    const auto* const rule = std::ranges::find_if(kRules, [&](const Rule& known) {
        return text.size() >= known.shortest && text.size() <= known.longest && prefix >= known.firstPrefix &&
               prefix <= known.lastPrefix;
    });
    return rule == kRules.end() ? PayerRail::None : rule->rail;
}

std::string_view text(PayerRail rail)
{
    switch (rail)
    {
    case PayerRail::None:
        return {};
    case PayerRail::WeChat:
        return "weChat";
    case PayerRail::Alipay:
        return "alipay";
    case PayerRail::UnionPay:
        return "unionPay";
    }
    return {};
}

} // namespace banshi::drivers::protocol
