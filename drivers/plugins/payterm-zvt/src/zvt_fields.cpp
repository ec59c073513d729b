// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_fields.h"

#include <algorithm>
#include <array>

namespace banshi::drivers::plugins::payterm_zvt
{

namespace
{

using Bytes = std::span<const std::uint8_t>;

// How the length of a field is known: fixed, or in front of it as two or three bytes F0…F9, or as BER-TLV.
enum class Length : std::uint8_t
{
    Fixed,
    Ll,
    Lll,
    Tlv,
};
struct Field
{
    std::uint8_t id;
    Length kind;
    std::uint8_t bytes; // of a fixed one
};

constexpr std::uint8_t kAmount = 0x04;
constexpr std::uint8_t kTrace = 0x0B;
constexpr std::uint8_t kResult = 0x27;
constexpr std::uint8_t kReceipt = 0x87;

// Those that may stand in a status information (ZVT ECR interface 13.x, list of bitmaps; Portalum.Zvt, BmpParser).
constexpr std::array kFields{
    Field{0x01, Length::Fixed, 1},     Field{0x02, Length::Fixed, 1}, Field{0x03, Length::Fixed, 1},
    Field{kAmount, Length::Fixed, 6},  Field{0x05, Length::Fixed, 1}, Field{0x06, Length::Tlv, 0},
    Field{kTrace, Length::Fixed, 3},   Field{0x0C, Length::Fixed, 3}, Field{0x0D, Length::Fixed, 2},
    Field{0x0E, Length::Fixed, 2},     Field{0x17, Length::Fixed, 2}, Field{0x19, Length::Fixed, 1},
    Field{0x22, Length::Ll, 0},        Field{0x23, Length::Ll, 0},    Field{0x24, Length::Lll, 0},
    Field{kResult, Length::Fixed, 1},  Field{0x29, Length::Fixed, 4}, Field{0x2A, Length::Fixed, 15},
    Field{0x2D, Length::Ll, 0},        Field{0x2E, Length::Lll, 0},   Field{0x37, Length::Fixed, 3},
    Field{0x3A, Length::Fixed, 2},     Field{0x3B, Length::Fixed, 8}, Field{0x3C, Length::Lll, 0},
    Field{0x3D, Length::Fixed, 3},     Field{0x49, Length::Fixed, 2}, Field{0x60, Length::Lll, 0},
    Field{kReceipt, Length::Fixed, 2}, Field{0x88, Length::Fixed, 3}, Field{0x8A, Length::Fixed, 1},
    Field{0x8B, Length::Ll, 0},        Field{0x8C, Length::Fixed, 1}, Field{0x92, Length::Lll, 0},
    Field{0x9A, Length::Lll, 0},       Field{0xA0, Length::Fixed, 1}, Field{0xA7, Length::Ll, 0},
    Field{0xAA, Length::Fixed, 3},     Field{0xAF, Length::Lll, 0},   Field{0xBA, Length::Fixed, 5},
};

// The length that stands in `count` bytes, a digit in the low half of each; nothing when one is no digit.
std::optional<std::size_t> digitsLength(Bytes data, std::size_t count)
{
    if (data.size() < count)
        return std::nullopt;
    std::size_t length = 0;
    for (const std::uint8_t byte : data.first(count))
    {
        if ((byte & 0x0FU) > 9)
            return std::nullopt;
        length = length * 10 + (byte & 0x0FU);
    }
    return length;
}

// Where a field's content begins and how long it is.
struct Extent
{
    std::size_t head = 0;
    std::size_t length = 0;
};

std::optional<Extent> extentOf(const Field& field, Bytes data)
{
    if (field.kind == Length::Fixed)
        return Extent{0, field.bytes};
    if (field.kind != Length::Tlv)
    {
        const std::size_t count = field.kind == Length::Ll ? 2 : 3;
        const auto length = digitsLength(data, count);
        return length ? std::optional(Extent{count, *length}) : std::nullopt;
    }
    if (data.empty())
        return std::nullopt;
    if (data[0] < 0x80)
        return Extent{1, data[0]};
    if (data[0] == 0x81 && data.size() > 1)
        return Extent{2, data[1]};
    if (data[0] == 0x82 && data.size() > 2)
        return Extent{3, static_cast<std::size_t>(data[1]) << 8U | data[2]};
    return std::nullopt;
}

// False when the content cannot be right.
bool keep(const Field& field, Bytes content, StatusInformation& status, bool& hasResult)
{
    if (field.id == kResult)
    {
        status.result = content[0];
        hasResult = true;
        return true;
    }
    std::int64_t* const into = field.id == kAmount    ? &status.amountFen
                               : field.id == kTrace   ? &status.mark.trace
                               : field.id == kReceipt ? &status.mark.receipt
                                                      : nullptr;
    if (into == nullptr)
        return true;
    const auto number = fromBcd(content);
    *into = number.value_or(0);
    return number.has_value();
}

} // namespace

std::vector<std::uint8_t> toBcd(std::uint64_t value, std::size_t bytes)
{
    std::vector<std::uint8_t> packed(bytes);
    for (std::size_t i = bytes; i-- > 0; value /= 100)
        packed[i] = static_cast<std::uint8_t>((value / 10 % 10) << 4U | value % 10);
    return packed;
}

std::optional<std::int64_t> fromBcd(Bytes bytes)
{
    std::int64_t value = 0;
    for (const std::uint8_t byte : bytes)
    {
        if (byte >> 4U > 9 || (byte & 0x0FU) > 9)
            return std::nullopt;
        value = value * 100 + (byte >> 4U) * 10 + (byte & 0x0FU);
    }
    return value;
}

std::optional<StatusInformation> parseStatusInformation(Bytes data)
{
    StatusInformation status;
    bool hasResult = false;
    while (!data.empty())
    {
        const auto* const field =
            std::ranges::find_if(kFields, [id = data[0]](const Field& known) { return known.id == id; });
        if (field == kFields.end())
            return std::nullopt;
        data = data.subspan(1);
        const auto extent = extentOf(*field, data);
        if (!extent || data.size() < extent->head + extent->length)
            return std::nullopt;
        if (!keep(*field, data.subspan(extent->head, extent->length), status, hasResult))
            return std::nullopt;
        data = data.subspan(extent->head + extent->length);
    }
    return hasResult ? std::optional(status) : std::nullopt;
}

std::string reasonOf(std::uint8_t code)
{
    constexpr char kDigits[] = "0123456789ABCDEF";
    return std::string("zvt-") + kDigits[code >> 4U] + kDigits[code & 0x0FU];
}

std::string stageOf(std::uint8_t code)
{
    // ZVT ECR interface 13.x, intermediate status; what a person at the machine is told apart.
    switch (code)
    {
    case 0x01:
    case 0x02:
        return "enterPin";
    case 0x04:
        return "waitingForBank";
    case 0x0A:
        return "insertCard";
    case 0x0B:
        return "removeCard";
    case 0x0C:
        return "cardNotReadable";
    case 0x0E:
    case 0x17:
        return "pleaseWait";
    case 0x15:
        return "incorrectPin";
    case 0x1D:
        return "declined";
    default:
        return "stage-" + reasonOf(code).substr(4);
    }
}

} // namespace banshi::drivers::plugins::payterm_zvt
