// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/bank_and_company.h"
#include "banshi/queue/contract/utf8.h"

namespace banshi::queue::contract
{

namespace
{

constexpr std::u32string_view kProvinces = U"京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
constexpr std::u32string_view kEndings = U"使领警学港澳";

bool isPlateLetter(char32_t c)
{
    return c >= U'A' && c <= U'Z' && c != U'I' && c != U'O';
}

bool isSerial(char32_t c)
{
    return (c >= U'0' && c <= U'9') || isPlateLetter(c);
}

} // namespace

bool isPlate(std::string_view text)
{
    const auto points = decodeUtf8(text);
    if (!points || (points->size() != 7 && points->size() != 8))
        return false;
    const std::u32string_view plate = *points;
    // The issuing office may be O (police vehicles of old), the serial never.
    const bool hasOffice = isPlateLetter(plate[1]) || plate[1] == U'O';
    if (kProvinces.find(plate[0]) == std::u32string_view::npos || !hasOffice)
        return false;
    for (const char32_t c : plate.substr(2, plate.size() - 3))
    {
        if (!isSerial(c))
            return false;
    }
    const bool mayEndInWord = plate.size() == 7;
    return isSerial(plate.back()) || (mayEndInWord && kEndings.find(plate.back()) != std::u32string_view::npos);
}

} // namespace banshi::queue::contract
