// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_words.h"

#include "banshi/drivers/client/error_codes.h"

#include <algorithm>
#include <set>

namespace banshi::app::adapters
{

using namespace drivers;

ports::Condition conditionOf(client::DeviceCondition condition)
{
    switch (condition)
    {
    case client::DeviceCondition::Unknown:
        return ports::Condition::Unknown;
    case client::DeviceCondition::Ok:
        return ports::Condition::Ok;
    case client::DeviceCondition::Warning:
        return ports::Condition::Warning;
    case client::DeviceCondition::Fault:
        return ports::Condition::Fault;
    case client::DeviceCondition::Busy:
        return ports::Condition::Busy;
    case client::DeviceCondition::Disabled:
        return ports::Condition::Disabled;
    }
    return ports::Condition::Unknown;
}

namespace
{

std::vector<std::string_view> neededOf(const std::string& kind)
{
    if (kind == protocol::text(protocol::DeviceClass::IdCardReader))
        return {protocol::command::kReadCard, protocol::command::kWaitRemoved};
    if (kind == protocol::text(protocol::DeviceClass::ReceiptPrinter))
        return {protocol::command::kPrintSlip};
    if (kind == protocol::text(protocol::DeviceClass::DocumentPrinter))
        return {protocol::command::kCreateJob, protocol::command::kSendDocument, protocol::command::kJobStatus};
    if (kind == protocol::text(protocol::DeviceClass::Camera))
        return {protocol::command::kStartPreview, protocol::command::kStopPreview, protocol::command::kTakePicture};
    return {};
}

/// Every command that an interface of the capabilities names, with its interface (`Printer.PrintNative`).
std::set<std::string> namedBy(const nlohmann::json& capabilities)
{
    std::set<std::string> names;
    const auto interfaces = capabilities.find("interfaces");
    if (interfaces == capabilities.end() || !interfaces->is_array())
        return names;
    for (const auto& one : *interfaces)
        if (const auto commands = one.is_object() ? one.find("commands") : one.end();
            one.is_object() && commands != one.end() && commands->is_object())
            for (const auto& [name, about] : commands->items())
                names.insert(name);
    return names;
}

} // namespace

std::vector<std::string> missingCommands(const std::string& kind, const nlohmann::json& capabilities)
{
    const auto names = namedBy(capabilities);
    std::vector<std::string> missing;
    if (!names.empty())
        for (const auto& needed : neededOf(kind))
            if (!names.contains(std::string(needed)))
                missing.emplace_back(needed);
    return missing;
}

ports::DeviceFault faultOf(protocol::DeviceClass deviceClass, const client::Completion& completion)
{
    return {client::errorCodeOf(deviceClass, completion), completion.code == protocol::CompletionCode::OutcomeUnknown};
}

ports::CardRecord cardOf(sdk::IdCard card)
{
    ports::CardRecord record;
    switch (card.type)
    {
    case sdk::CardType::Citizen:
        record.type = "citizen";
        break;
    case sdk::CardType::ResidencePermit:
        record.type = "J";
        break;
    case sdk::CardType::ForeignerPermanent:
        record.type = "I";
        break;
    }
    record.name = card.name.empty() ? card.englishName : card.name;
    record.sex = card.sex;
    record.nation = card.nation;
    record.birth = card.birth;
    record.address = card.address;
    record.number = card.number;
    record.issuer = card.issuer;
    record.validFrom = card.validFrom;
    record.validTo = card.validTo;
    record.samNumber = card.samNumber;
    if (card.photo.state == sdk::PhotoState::Decoded)
        record.photo = {card.photo.width, card.photo.height,
                        base::SecretBytes(std::span<const std::uint8_t>(card.photo.bgr))};
    return record;
}

sdk::Slip slipOf(const std::string& slipId, const ports::SlipText& slip)
{
    sdk::Slip out{slipId, {}};
    for (const auto& line : slip)
    {
        switch (line.kind)
        {
        case ports::SlipLine::Kind::Text:
            out.lines.push_back(
                sdk::TextLine{line.left, line.size, line.centred ? sdk::Align::Center : sdk::Align::Left, line.bold});
            break;
        case ports::SlipLine::Kind::Pair:
            out.lines.push_back(sdk::PairLine{line.left, line.right, line.bold});
            break;
        case ports::SlipLine::Kind::Rule:
            out.lines.push_back(sdk::RuleLine{});
            break;
        case ports::SlipLine::Kind::Qr:
            out.lines.push_back(sdk::QrLine{line.left});
            break;
        case ports::SlipLine::Kind::Feed:
            out.lines.push_back(sdk::FeedLine{line.size});
            break;
        }
    }
    return out;
}

ports::SheetResult sheetOf(const sdk::PrintReport& report)
{
    const int impressions = static_cast<int>(report.impressions);
    switch (report.result)
    {
    case sdk::PrintResult::Done:
        return {ports::SheetEnd::Done, impressions, {}};
    case sdk::PrintResult::FailedClean:
        return {ports::SheetEnd::FailedClean, impressions, "app.notPrinted"};
    case sdk::PrintResult::FailedPartial:
        return {ports::SheetEnd::FailedPartial, impressions, "app.sheetSpoilt"};
    case sdk::PrintResult::Unknown:
        return {ports::SheetEnd::Unknown, impressions, "app.printInDoubt"};
    }
    return {};
}

bool isRunning(const sdk::JobReport& report)
{
    return report.known && (report.state == "pending" || report.state == "pending-held" ||
                            report.state == "processing" || report.state == "processing-stopped");
}

ports::SheetResult sheetOf(const sdk::JobReport& report, int pages)
{
    const int impressions = static_cast<int>(report.impressions);
    const bool ended = report.state == "aborted" || report.state == "canceled";
    if (report.known && report.state == "completed" && impressions >= pages)
        return {ports::SheetEnd::Done, impressions, {}};
    if (report.known && ended && impressions == 0)
        return {ports::SheetEnd::FailedClean, 0, "app.notPrinted"};
    if (report.known && ended)
        return {ports::SheetEnd::FailedPartial, impressions, "app.sheetSpoilt"};
    return {ports::SheetEnd::Unknown, impressions, "app.printInDoubt"};
}

} // namespace banshi::app::adapters
