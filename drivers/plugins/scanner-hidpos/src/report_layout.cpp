// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_hidpos/report_layout.h"

#include <algorithm>
#include <map>
#include <vector>

namespace banshi::drivers::plugins::scanner_hidpos
{

namespace
{

// Items (HID 1.11, 6.2.2.2): the low two bits of the prefix tell the size, the rest what it is.
constexpr std::uint8_t kInput = 0x80;
constexpr std::uint8_t kOutput = 0x90;
constexpr std::uint8_t kUsagePage = 0x04;
constexpr std::uint8_t kReportSize = 0x74;
constexpr std::uint8_t kReportId = 0x84;
constexpr std::uint8_t kReportCount = 0x94;
constexpr std::uint8_t kPush = 0xA4;
constexpr std::uint8_t kPop = 0xB4;
constexpr std::uint8_t kUsage = 0x08;
constexpr std::uint8_t kUsageMinimum = 0x18;
constexpr std::uint8_t kUsageMaximum = 0x28;
constexpr std::uint8_t kLongItem = 0xFE;
constexpr std::uint8_t kKind = 0xFC;
constexpr std::uint8_t kMainType = 0x00;
constexpr std::uint8_t kType = 0x0C;

constexpr std::uint32_t kByteCount = 0x0001003B;
constexpr std::uint32_t kPreventRead = 0x008C005F;
constexpr std::uint32_t kInitiateRead = 0x008C0060;
constexpr std::uint32_t kSymbology1 = 0x008C00FB;
constexpr std::uint32_t kDecodedData = 0x008C00FE;
constexpr std::uint32_t kContinued = 0x008C00FF;
constexpr unsigned kByte = 8;
constexpr std::uint32_t kMostBits = 8 * 1024; // of a report; a descriptor that asks for more is damaged

struct Globals
{
    std::uint32_t page = 0;
    std::uint32_t size = 0; // bits
    std::uint32_t count = 0;
    std::uint8_t id = 0;
};

// A field that is of use here.
struct Field
{
    std::uint8_t id = 0;
    std::uint32_t bit = 0; // from the report's first, behind the id
    std::uint32_t size = 0;
    std::uint32_t count = 1; // of fields with the same usage
};

/// Reads items one after the other and keeps where fields are.
class Reader
{
public:
    bool read(std::span<const std::uint8_t> descriptor);

    std::map<std::uint32_t, Field> inputs; // by page and usage
    std::map<std::uint32_t, Field> outputs;
    std::map<std::uint8_t, std::uint32_t> inputBits; // by report id
    std::map<std::uint8_t, std::uint32_t> outputBits;

private:
    bool take(std::uint8_t kind, std::uint32_t value, std::size_t size);
    bool addFields(std::map<std::uint32_t, Field>& fields, std::map<std::uint8_t, std::uint32_t>& bits);

    Globals m_globals;
    std::vector<Globals> m_pushed;
    std::vector<std::uint32_t> m_usages;
    std::uint32_t m_usageMinimum = 0;
};

bool Reader::read(std::span<const std::uint8_t> descriptor)
{
    while (!descriptor.empty())
    {
        const std::uint8_t prefix = descriptor.front();
        if (prefix == kLongItem)
            return false; // none are defined
        const std::size_t size = (prefix & 3U) == 3 ? 4 : prefix & 3U;
        if (descriptor.size() < 1 + size)
            return false;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value |= static_cast<std::uint32_t>(descriptor[1 + i]) << (kByte * i);
        descriptor = descriptor.subspan(1 + size);
        if (!take(prefix & kKind, value, size))
            return false;
    }
    return true;
}

bool Reader::take(std::uint8_t kind, std::uint32_t value, std::size_t size)
{
    const std::uint32_t usage = size == 4 ? value : m_globals.page << 16U | value;
    switch (kind)
    {
    case kUsagePage:
        m_globals.page = value;
        break;
    case kReportSize:
        m_globals.size = value;
        break;
    case kReportCount:
        m_globals.count = value;
        break;
    case kReportId:
        m_globals.id = static_cast<std::uint8_t>(value);
        break;
    case kPush:
        m_pushed.push_back(m_globals);
        return m_pushed.size() <= kByte; // deep enough for any real one
    case kPop:
        if (m_pushed.empty())
            return false;
        m_globals = m_pushed.back();
        m_pushed.pop_back();
        break;
    case kUsage:
        m_usages.push_back(usage);
        break;
    case kUsageMinimum:
        m_usageMinimum = usage;
        break;
    case kUsageMaximum:
        for (std::uint32_t i = m_usageMinimum; i <= usage && i - m_usageMinimum < kMostBits; ++i)
            m_usages.push_back(i);
        break;
    case kInput:
        if (!addFields(inputs, inputBits))
            return false;
        break;
    case kOutput:
        if (!addFields(outputs, outputBits))
            return false;
        break;
    default:
        break;
    }
    if ((kind & kType) == kMainType)
    {
        m_usages.clear();
        m_usageMinimum = 0;
    }
    return true;
}

bool Reader::addFields(std::map<std::uint32_t, Field>& fields, std::map<std::uint8_t, std::uint32_t>& bits)
{
    std::uint32_t& bit = bits[m_globals.id];
    if (m_globals.size > kMostBits || m_globals.count > kMostBits ||
        bit + static_cast<std::uint64_t>(m_globals.size) * m_globals.count > kMostBits)
        return false;
    for (std::uint32_t i = 0; i < m_globals.count; ++i, bit += m_globals.size)
    {
        if (m_usages.empty())
            continue; // padding
        const std::uint32_t usage = m_usages[std::min<std::size_t>(i, m_usages.size() - 1)];
        const auto [known, isNew] = fields.try_emplace(usage, Field{m_globals.id, bit, m_globals.size, 1});
        const bool goesOn = !isNew && known->second.id == m_globals.id &&
                            known->second.bit + known->second.size * known->second.count == bit;
        known->second.count += goesOn ? 1 : 0;
    }
    return true;
}

// The place of a field in whole bytes; nothing when it is not in one.
std::optional<std::size_t> placeOf(const std::map<std::uint32_t, Field>& fields, std::uint32_t usage, std::uint8_t id)
{
    const auto field = fields.find(usage);
    if (field == fields.end() || field->second.id != id || field->second.size != kByte ||
        field->second.bit % kByte != 0)
        return std::nullopt;
    return field->second.bit / kByte + (id != 0 ? 1 : 0);
}

// The byte and the bit in it of a flag.
std::pair<std::size_t, std::uint8_t> flagOf(const Field& field)
{
    return {field.bit / kByte + (field.id != 0 ? 1 : 0), static_cast<std::uint8_t>(1U << field.bit % kByte)};
}

std::size_t lengthOf(const std::map<std::uint8_t, std::uint32_t>& bits, std::uint8_t id)
{
    return (bits.at(id) + kByte - 1) / kByte + (id != 0 ? 1 : 0);
}

std::optional<DataReport> dataReportOf(const Reader& reader)
{
    const auto decoded = reader.inputs.find(kDecodedData);
    if (decoded == reader.inputs.end())
        return std::nullopt;
    DataReport report;
    report.id = decoded->second.id;
    const auto count = placeOf(reader.inputs, kByteCount, report.id);
    const auto data = placeOf(reader.inputs, kDecodedData, report.id);
    if (!count || !data)
        return std::nullopt;
    report.count = *count;
    report.data = *data;
    report.dataLength = decoded->second.count;
    report.length = lengthOf(reader.inputBits, report.id);
    for (std::size_t i = 0; i < report.symbology.size(); ++i)
    {
        const auto place = placeOf(reader.inputs, kSymbology1 + static_cast<std::uint32_t>(i), report.id);
        if (!place)
            return std::nullopt;
        report.symbology[i] = *place;
    }
    if (const auto more = reader.inputs.find(kContinued); more != reader.inputs.end() && more->second.id == report.id)
        std::tie(report.continued, report.continuedMask) = flagOf(more->second);
    return report;
}

std::optional<TriggerReport> triggerReportOf(const Reader& reader)
{
    const auto initiate = reader.outputs.find(kInitiateRead);
    if (initiate == reader.outputs.end())
        return std::nullopt;
    TriggerReport report;
    report.id = initiate->second.id;
    report.length = lengthOf(reader.outputBits, report.id);
    std::tie(report.place, report.mask) = flagOf(initiate->second);
    if (const auto prevent = reader.outputs.find(kPreventRead);
        prevent != reader.outputs.end() && prevent->second.id == report.id)
        std::tie(report.preventPlace, report.preventMask) = flagOf(prevent->second);
    return report;
}

} // namespace

std::optional<ReportLayout> parseLayout(std::span<const std::uint8_t> descriptor)
{
    Reader reader;
    if (!reader.read(descriptor))
        return std::nullopt;
    const auto data = dataReportOf(reader);
    if (!data)
        return std::nullopt;
    return ReportLayout{*data, triggerReportOf(reader)};
}

} // namespace banshi::drivers::plugins::scanner_hidpos
