// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/idcard/card_image.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

namespace banshi::drivers::virtual_idcard
{

namespace
{

using nlohmann::json;

constexpr std::size_t kTypeOffset = 248;
constexpr std::size_t kPhotoHead = 6;

// GB/T 3304-1991 in the order of the codes, from 01.
constexpr const char* kNations =
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺";

struct Slot
{
    const char* member;
    std::size_t offset;
    std::size_t units;
};
constexpr Slot kCitizen[] = {{"name", 0, 15},     {"sex", 30, 1},        {"nation", 32, 2},
                             {"birth", 36, 8},    {"address", 52, 35},   {"number", 122, 18},
                             {"issuer", 158, 15}, {"validFrom", 188, 8}, {"validTo", 204, 8}};
constexpr Slot kPermit[] = {{"name", 0, 15},        {"sex", 30, 1},        {"birth", 36, 8},      {"address", 52, 35},
                            {"number", 122, 18},    {"issuer", 158, 15},   {"validFrom", 188, 8}, {"validTo", 204, 8},
                            {"passNumber", 220, 9}, {"issueCount", 238, 2}};
constexpr Slot kForeigner[] = {
    {"englishName", 0, 60}, {"sex", 120, 1},     {"number", 122, 15}, {"nationality", 152, 3}, {"name", 158, 15},
    {"validFrom", 188, 8},  {"validTo", 204, 8}, {"birth", 220, 8},   {"cardVersion", 236, 2}, {"issuer", 240, 4}};

QString cut(QString text, std::size_t units)
{
    text.truncate(static_cast<qsizetype>(units));
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text;
}

void writeText(std::span<std::uint8_t> record, std::size_t offset, std::size_t units, const QString& text)
{
    const QString whole = cut(text, units).leftJustified(static_cast<qsizetype>(units));
    for (std::size_t i = 0; i < units; ++i)
    {
        const ushort unit = whole.at(static_cast<qsizetype>(i)).unicode();
        record[offset + 2 * i] = static_cast<std::uint8_t>(unit);
        record[offset + 2 * i + 1] = static_cast<std::uint8_t>(unit >> 8);
    }
}

std::optional<QByteArray> bytesOf(const std::string& base64, std::size_t most)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(QByteArray::fromStdString(base64), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || static_cast<std::size_t>(decoded.decoded.size()) > most)
        return std::nullopt;
    return decoded.decoded;
}

bool writeFingerprint(std::array<std::uint8_t, 1024>& fingerprint, const std::string& base64)
{
    const auto bytes = bytesOf(base64, fingerprint.size());
    if (bytes)
        std::copy(bytes->cbegin(), bytes->cend(), fingerprint.begin());
    return bytes.has_value();
}

QString nationCode(const QString& name)
{
    const auto index = QString::fromUtf8(kNations).split(u' ').indexOf(name);
    return index < 0 ? name : QStringLiteral("%1").arg(index + 1, 2, 10, QLatin1Char('0'));
}

bool writePhoto(std::array<std::uint8_t, 1024>& photo, const std::string& base64)
{
    const auto bytes = bytesOf(base64, photo.size() - kPhotoHead);
    if (!bytes)
        return false;
    const auto size = static_cast<std::size_t>(bytes->size());
    std::copy_n("BSWP", 4, photo.begin());
    photo[4] = static_cast<std::uint8_t>(size);
    photo[5] = static_cast<std::uint8_t>(size >> 8);
    std::copy(bytes->cbegin(), bytes->cend(), photo.begin() + kPhotoHead);
    return true;
}

std::span<const Slot> layoutOf(const std::string& type)
{
    if (type == "citizen")
        return kCitizen;
    if (type == "J")
        return kPermit;
    if (type == "I")
        return kForeigner;
    return {};
}

} // namespace

base::Result<CardImage, base::KitError<CardFault>> makeCard(const json& card)
{
    if (!card.is_object())
        return base::fail(CardFault::BadMember, "card");
    const auto memberOf = [&card](const char* key) {
        const auto found = card.find(key);
        return found != card.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    const std::string type = card.contains("cardType") ? memberOf("cardType") : "citizen";
    const auto layout = layoutOf(type);
    if (layout.empty())
        return base::fail(CardFault::BadMember, "cardType");
    CardImage image;
    for (std::size_t i = 0; i < image.text.size(); i += 2)
        image.text[i] = ' ';
    for (const Slot& slot : layout)
    {
        const QString text = QString::fromStdString(memberOf(slot.member));
        writeText(image.text, slot.offset, slot.units,
                  slot.member == std::string_view("nation") ? nationCode(text) : text);
    }
    const std::string letter = card.contains("typeLetter") ? memberOf("typeLetter") : type == "citizen" ? " " : type;
    writeText(image.text, kTypeOffset, 1, QString::fromStdString(letter));
    if (card.contains("photoWebp") && !writePhoto(image.photo, memberOf("photoWebp")))
        return base::fail(CardFault::BadMember, "photoWebp");
    if (card.contains("fingerprint") && !writeFingerprint(image.fingerprint, memberOf("fingerprint")))
        return base::fail(CardFault::BadMember, "fingerprint");
    if (card.contains("newestAddress"))
    {
        image.newestAddress.emplace(70);
        writeText(*image.newestAddress, 0, 35, QString::fromStdString(memberOf("newestAddress")));
    }
    return image;
}

} // namespace banshi::drivers::virtual_idcard
