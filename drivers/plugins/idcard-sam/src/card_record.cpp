// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/card_record.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace banshi::drivers::plugins::idcard_sam
{

namespace
{

constexpr std::size_t kTypeOffset = 248;
constexpr std::string_view kForEver = "长期";

enum class FieldKind
{
    Text,
    Required,   // text that cannot be empty
    Sex,        // GB/T 2261.1
    Nation,     // GB/T 3304 code, becomes its name
    Date,       // yyyymmdd
    DateOrEver, // yyyymmdd or 长期
};

struct Field
{
    std::string sdk::IdCard::*target;
    std::size_t offset;
    std::size_t size;
    FieldKind kind;
};

// Layouts of devices' text records; offsets and sizes in bytes.
constexpr std::array kCitizen{
    Field{&sdk::IdCard::name, 0, 30, FieldKind::Required},
    Field{&sdk::IdCard::sex, 30, 2, FieldKind::Sex},
    Field{&sdk::IdCard::nation, 32, 4, FieldKind::Nation},
    Field{&sdk::IdCard::birth, 36, 16, FieldKind::Date},
    Field{&sdk::IdCard::address, 52, 70, FieldKind::Text},
    Field{&sdk::IdCard::number, 122, 36, FieldKind::Required},
    Field{&sdk::IdCard::issuer, 158, 30, FieldKind::Text},
    Field{&sdk::IdCard::validFrom, 188, 16, FieldKind::Date},
    Field{&sdk::IdCard::validTo, 204, 16, FieldKind::DateOrEver},
};
constexpr std::array kResidencePermit{
    Field{&sdk::IdCard::name, 0, 30, FieldKind::Required},
    Field{&sdk::IdCard::sex, 30, 2, FieldKind::Sex},
    Field{&sdk::IdCard::birth, 36, 16, FieldKind::Date},
    Field{&sdk::IdCard::address, 52, 70, FieldKind::Text},
    Field{&sdk::IdCard::number, 122, 36, FieldKind::Required},
    Field{&sdk::IdCard::issuer, 158, 30, FieldKind::Text},
    Field{&sdk::IdCard::validFrom, 188, 16, FieldKind::Date},
    Field{&sdk::IdCard::validTo, 204, 16, FieldKind::DateOrEver},
    Field{&sdk::IdCard::passNumber, 220, 18, FieldKind::Text},
    Field{&sdk::IdCard::issueCount, 238, 4, FieldKind::Text},
};
constexpr std::array kForeigner{
    Field{&sdk::IdCard::englishName, 0, 120, FieldKind::Required},
    Field{&sdk::IdCard::sex, 120, 2, FieldKind::Sex},
    Field{&sdk::IdCard::number, 122, 30, FieldKind::Required},
    Field{&sdk::IdCard::nationality, 152, 6, FieldKind::Required},
    Field{&sdk::IdCard::name, 158, 30, FieldKind::Text},
    Field{&sdk::IdCard::validFrom, 188, 16, FieldKind::Date},
    Field{&sdk::IdCard::validTo, 204, 16, FieldKind::DateOrEver},
    Field{&sdk::IdCard::birth, 220, 16, FieldKind::Date},
    Field{&sdk::IdCard::issuer, 240, 8, FieldKind::Text}, // the authority's code
};

struct Layout
{
    char16_t letter;
    sdk::CardType type;
    std::span<const Field> fields;
};
constexpr std::array kLayouts{
    Layout{u' ', sdk::CardType::Citizen, kCitizen},
    Layout{u'J', sdk::CardType::ResidencePermit, kResidencePermit},
    Layout{u'I', sdk::CardType::ForeignerPermanent, kForeigner},
};

char16_t unitAt(std::span<const std::uint8_t> bytes, std::size_t offset)
{
    return static_cast<char16_t>(bytes[offset] | bytes[offset + 1] << 8);
}

bool isHigh(char16_t unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

bool isLow(char16_t unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

void appendUtf8(std::string& text, char32_t point)
{
    const auto tail = [&](int shift) { text += static_cast<char>(0x80 | (point >> shift & 0x3F)); };
    if (point < 0x80)
    {
        text += static_cast<char>(point);
    }
    else if (point < 0x800)
    {
        text += static_cast<char>(0xC0 | point >> 6);
        tail(0);
    }
    else if (point < 0x10000)
    {
        text += static_cast<char>(0xE0 | point >> 12);
        tail(6);
        tail(0);
    }
    else
    {
        text += static_cast<char>(0xF0 | point >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

bool isDate(const std::string& text)
{
    if (text.size() != 8 || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    const int month = (text[4] - '0') * 10 + (text[5] - '0');
    const int day = (text[6] - '0') * 10 + (text[7] - '0');
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// Checks a field's text and turns codes into names; false when it cannot be right.
bool accept(FieldKind kind, std::string& text)
{
    switch (kind)
    {
    case FieldKind::Text:
        return true;
    case FieldKind::Required:
        return !text.empty();
    case FieldKind::Sex:
        return text == "0" || text == "1" || text == "2" || text == "9";
    case FieldKind::Date:
        return isDate(text);
    case FieldKind::DateOrEver:
        return text == kForEver || isDate(text);
    case FieldKind::Nation:
        if (text.size() != 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
            return false;
        text = nationName((text[0] - '0') * 10 + (text[1] - '0'));
        return true;
    }
    return false;
}

} // namespace

std::optional<std::string> fieldText(std::span<const std::uint8_t> field)
{
    std::size_t units = field.size() / 2;
    while (units > 0 && (unitAt(field, 2 * units - 2) == u' ' || unitAt(field, 2 * units - 2) == u'\0'))
        --units;
    if (units > 0 && units == field.size() / 2 && isHigh(unitAt(field, 2 * units - 2)))
        --units;
    std::string text;
    text.reserve(units * 3);
    for (std::size_t i = 0; i < units; ++i)
    {
        const char16_t unit = unitAt(field, 2 * i);
        char32_t point = unit;
        if (isHigh(unit) && i + 1 < units && isLow(unitAt(field, 2 * i + 2)))
            point = 0x10000 + ((unit - 0xD800u) << 10) + (unitAt(field, 2 * ++i) - 0xDC00u);
        else if (isHigh(unit) || isLow(unit) || unit < 0x20)
            return std::nullopt;
        appendUtf8(text, point);
    }
    return text;
}

std::optional<CardRecords> splitRecords(std::span<const std::uint8_t> data, bool withFingerprint)
{
    const std::size_t head = withFingerprint ? 6 : 4;
    if (data.size() < head)
        return std::nullopt;
    const auto lengthAt = [&data](std::size_t at) { return static_cast<std::size_t>(data[at]) << 8 | data[at + 1]; };
    const std::size_t finger = withFingerprint ? lengthAt(4) : 0;
    if (lengthAt(0) != kTextRecordSize || lengthAt(2) != kPhotoRecordSize || finger > kFingerprintRecordSize ||
        data.size() < head + kTextRecordSize + kPhotoRecordSize + finger)
        return std::nullopt;
    const auto records = data.subspan(head);
    return CardRecords{records.first(kTextRecordSize), records.subspan(kTextRecordSize, kPhotoRecordSize),
                       records.subspan(kTextRecordSize + kPhotoRecordSize, finger)};
}

RecordFault parseRecord(std::span<const std::uint8_t> record, sdk::IdCard& card)
{
    card = sdk::IdCard();
    if (record.size() != kTextRecordSize)
        return RecordFault::Malformed;
    const auto* const layout = std::ranges::find(kLayouts, unitAt(record, kTypeOffset), &Layout::letter);
    if (layout == kLayouts.end())
        return RecordFault::UnknownType;
    card.type = layout->type;
    for (const Field& field : layout->fields)
    {
        auto text = fieldText(record.subspan(field.offset, field.size));
        if (!text || !accept(field.kind, *text))
        {
            card = sdk::IdCard();
            return RecordFault::Malformed;
        }
        card.*field.target = std::move(*text);
    }
    return RecordFault::None;
}

std::optional<std::string> samNumberText(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() != 16)
        return std::nullopt;
    const auto word = [&](std::size_t at) {
        return static_cast<unsigned>(bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16) |
               static_cast<unsigned>(bytes[at + 3]) << 24;
    };
    char text[64];
    std::snprintf(text, sizeof text, "%02u.%02u-%08u-%09u-%09u", unsigned(unitAt(bytes, 0)), unsigned(unitAt(bytes, 2)),
                  word(4), word(8), word(12));
    return text;
}

} // namespace banshi::drivers::plugins::idcard_sam
