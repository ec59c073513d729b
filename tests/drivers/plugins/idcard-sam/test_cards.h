// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>
#include <webp/encode.h>

namespace banshi::testing
{

/// Invented persons of the test region 440399.
inline nlohmann::json citizen()
{
    return {{"cardType", "citizen"},
            {"name", "陈𠮷安"},
            {"sex", "2"},
            {"nation", "汉"},
            {"birth", "19900101"},
            {"address", "测试省试验市莲花街道一号院3栋502室"},
            {"number", "440399199001010018"},
            {"issuer", "试验市公安局"},
            {"validFrom", "20150301"},
            {"validTo", "20350301"}};
}

inline nlohmann::json residencePermit()
{
    return {{"cardType", "J"},
            {"name", "林试"},
            {"sex", "1"},
            {"birth", "19940823"},
            {"address", "测试省试验市湖滨路8号"},
            {"number", "810000199408230021"},
            {"issuer", "试验市公安局"},
            {"validFrom", "20200102"},
            {"validTo", "20250102"},
            {"passNumber", "H00000001"},
            {"issueCount", "01"}};
}

inline nlohmann::json foreigner()
{
    return {{"cardType", "I"},         {"englishName", "TESTPERSON, JOHN EXAMPLE"},
            {"name", "张试"},          {"sex", "1"},
            {"birth", "19810803"},     {"number", "CAN110081080310"},
            {"nationality", "CAN"},    {"issuer", "1500"},
            {"validFrom", "20180101"}, {"validTo", "20280101"}};
}

/// A WebP of 102 × 126 pixels that fits on a simulated chip.
inline std::vector<std::uint8_t> smallWebp()
{
    constexpr int kWidth = 102;
    constexpr int kHeight = 126;
    std::vector<std::uint8_t> bgr(std::size_t(kWidth) * kHeight * 3);
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x)
        {
            bgr[std::size_t(y * kWidth + x) * 3] = static_cast<std::uint8_t>(x);
            bgr[std::size_t(y * kWidth + x) * 3 + 2] = static_cast<std::uint8_t>(2 * y);
        }
    std::uint8_t* encoded = nullptr;
    const std::size_t size = WebPEncodeBGR(bgr.data(), kWidth, kHeight, kWidth * 3, 20, &encoded);
    std::vector<std::uint8_t> webp(encoded, encoded + size);
    WebPFree(encoded);
    return webp;
}

inline std::string base64Of(const std::vector<std::uint8_t>& bytes)
{
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())).toBase64().toStdString();
}

} // namespace banshi::testing
