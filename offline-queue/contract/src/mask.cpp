// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/mask.h"

#include "banshi/queue/contract/bank_and_company.h"
#include "banshi/queue/contract/utf8.h"

#include <algorithm>

namespace banshi::queue::contract
{

namespace
{

/// Compound surnames of two characters, without separators.
constexpr std::u32string_view kCompoundSurnames = U"欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊"
                                                  U"赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙"
                                                  U"宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕"
                                                  U"乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌"
                                                  U"微生梁丘左丘西门第五南荣东里东宫仲长即墨达奚褚师";
static_assert(kCompoundSurnames.size() % 2 == 0);

bool isCompoundSurname(std::u32string_view two)
{
    for (std::size_t i = 0; i < kCompoundSurnames.size(); i += 2)
    {
        if (kCompoundSurnames.substr(i, 2) == two)
            return true;
    }
    return false;
}

bool isKept(char32_t point)
{
    return point == 0x00B7 || point == U' ' || point == U'-';
}

} // namespace

std::string maskName(std::string_view name)
{
    auto points = decodeUtf8(name);
    if (!points)
        return "*";
    const std::u32string_view view = *points;
    const std::size_t shown = view.size() > 2 && isCompoundSurname(view.substr(0, 2)) ? 2 : 1;
    for (std::size_t i = shown; i < points->size(); ++i)
    {
        if (!isKept(points->at(i)))
            points->at(i) = U'*';
    }
    return encodeUtf8(*points);
}

std::string maskAllButLastFour(std::string_view text)
{
    auto points = decodeUtf8(text);
    if (!points)
        return "*";
    const std::size_t hidden = points->size() > 4 ? points->size() - 4 : points->size();
    std::fill_n(points->begin(), hidden, U'*');
    return encodeUtf8(*points);
}

std::string maskIdNumber(std::string_view number)
{
    constexpr std::size_t kShortest = 12;
    std::string masked = maskAllButLastFour(number);
    if (number.size() >= kShortest && masked.size() == number.size())
        masked.replace(0, 6, number.substr(0, 6));
    return masked;
}

std::string maskMobile(std::string_view mobile)
{
    std::string masked = maskAllButLastFour(mobile);
    if (isMobile(mobile))
        masked.replace(0, 3, mobile.substr(0, 3));
    return masked;
}

} // namespace banshi::queue::contract
