// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/sam_reader.h"

#include "banshi/drivers/plugins/idcard_sam/card_record.h"

#include <cstdio>

namespace banshi::drivers::plugins::idcard_sam
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kShortLimit = 1000ms; // module answers without card traffic
constexpr auto kReadLimit = 4000ms;  // the module reads 1.3 or 2.3 kB from the card before it answers
constexpr int kLongestReply = 2321;  // bytes, ten bits each on the line
constexpr auto kFindPause = 300ms;
constexpr auto kPollPeriod = 1000ms;
constexpr int kSelectTries = 3;
constexpr std::uint8_t kRadioFrame = 0x50;

std::string hexByte(std::uint8_t byte)
{
    char text[8];
    std::snprintf(text, sizeof text, "%02X", byte);
    return text;
}

bool isModuleFault(std::uint8_t code)
{
    return code == sw3::kCardRejectedSam || code == sw3::kSamRejectedCard || code == sw3::kMacError ||
           code == sw3::kSelfTestFailed || code == sw3::kNotAuthorised;
}

bool isPresenceAnswer(std::uint8_t code)
{
    return code == sw3::kOk || code == sw3::kNoSuchData;
}

// A line that damages every try is a failed read to whoever holds the card, not a broken reader.
sdk::Failure asReadFailure(const sdk::Failure& failure)
{
    return failure.code == sdk::ErrorCode::HardwareError ? sdk::commandError("readFailed", failure.detail) : failure;
}

} // namespace

SamReader::SamReader(LineFactory lines, std::unique_ptr<PhotoDecoder> decoder, sdk::HostServices& host,
                     ReaderSettings settings)
    : m_lines(std::move(lines)), m_decoder(std::move(decoder)), m_host(host), m_settings(settings)
{
}

sdk::Outcome<void> SamReader::open(const sdk::CallContext& call)
{
    m_selected = false;
    m_spoiled = false;
    m_asksFingerprint = m_settings.fingerprint;
    if (auto connected = connect(call); !connected)
        return connected;
    const auto number = m_link->exchange(SamCommand::ModuleNumber, kShortLimit, call);
    if (!number)
        return number.failure();
    m_status.samNumber = samNumberText(number->data).value_or("");
    // Old modules do not know this one and say so; they work with their own frame size.
    const std::uint8_t frame[] = {kRadioFrame};
    if (auto set = m_link->exchange(SamCommand::MaxRadioFrame, kShortLimit, call, frame); !set)
        return set.failure();
    report(sdk::MediaState::NotPresent);
    return {};
}

sdk::Outcome<void> SamReader::connect(const sdk::CallContext& call)
{
    auto line = findReader(m_lines, m_settings.baud, call);
    if (!line)
        return line.failure();
    m_link = std::move(line->link);
    m_baud = line->baud;
    if (m_baud != m_settings.baud)
        m_host.log(sdk::LogLevel::Warning, "the reader stays at " + std::to_string(m_baud) + " baud");
    return judgeModule(line->status);
}

void SamReader::close()
{
    m_link.reset();
    m_selected = false;
    m_status = {};
}

sdk::Outcome<void> SamReader::judgeModule(const SamReply& status)
{
    if (status.sw3 == sw3::kOk)
        return {};
    m_status.common = {sdk::DeviceState::HardwareError, {"SAM " + hexByte(status.sw3)}};
    m_host.setStatus(m_status);
    return sdk::failure(sdk::ErrorCode::HardwareError, "security module says " + hexByte(status.sw3));
}

sdk::Outcome<void> SamReader::poll(const sdk::CallContext& call)
{
    const auto reply = m_link->exchange(SamCommand::Status, kShortLimit, call);
    if (!reply)
        return reply.failure();
    if (auto judged = judgeModule(*reply); !judged)
        return judged;
    const auto present = isCardPresent(call);
    if (!present)
        return present.failure();
    report(*present ? sdk::MediaState::Present : sdk::MediaState::NotPresent);
    return {};
}

std::chrono::milliseconds SamReader::pollPeriod() const
{
    return kPollPeriod;
}

sdk::IdCardReaderCapabilities SamReader::capabilities() const
{
    sdk::IdCardReaderCapabilities capabilities;
    capabilities.common.model = "SAM_V";
    capabilities.common.serialNumber = m_status.samNumber;
    capabilities.fingerprint = m_settings.fingerprint;
    capabilities.photoDecoder = m_decoder->name();
    return capabilities;
}

// A selected card answers "no card" to a search until it is lifted; asking for its newest address tells whether it is
// still there.
sdk::Outcome<bool> SamReader::isCardPresent(const sdk::CallContext& call)
{
    const auto command = m_selected ? SamCommand::ReadNewestAddress : SamCommand::FindCard;
    const auto reply = m_link->exchange(command, kShortLimit, call);
    if (!reply)
        return reply.failure();
    if (!m_selected)
        return reply->sw3 == sw3::kCardFound;
    m_selected = isPresenceAnswer(reply->sw3);
    return m_selected;
}

sdk::Outcome<void> SamReader::waitForCard(const sdk::CallContext& call)
{
    for (;;)
    {
        if (call.cancelled())
            return sdk::failure(sdk::ErrorCode::Canceled);
        if (call.stopReason())
            return sdk::commandError("noMedia");
        const auto present = isCardPresent(call);
        if (!present && present.failure().code == sdk::ErrorCode::TimeOut)
            return sdk::commandError("noMedia");
        if (!present)
            return present.failure();
        report(*present ? sdk::MediaState::Present : sdk::MediaState::NotPresent);
        m_spoiled = m_spoiled && *present;
        if (*present && !m_spoiled)
            return {};
        call.pause(kFindPause);
    }
}

sdk::Outcome<sdk::IdCard> SamReader::read(const sdk::CallContext& call)
{
    auto card = readOnce(call);
    // A card that could not be read cannot be read again before it has been lifted.
    if (!card && card.failure().code == sdk::ErrorCode::CommandError)
        m_spoiled = m_selected;
    return card;
}

sdk::Outcome<sdk::IdCard> SamReader::readOnce(const sdk::CallContext& call)
{
    call.event(sdk::InsertCard{});
    for (int attempt = 0; attempt < kSelectTries; ++attempt)
    {
        if (auto waited = waitForCard(call); !waited)
            return asReadFailure(waited.failure());
        if (attempt == 0)
            call.event(sdk::MediaDetected{});
        const auto selected = select(call);
        if (!selected)
            return asReadFailure(selected.failure());
        if (*selected)
            return readSelected(call);
    }
    return sdk::commandError("readFailed", "the card cannot be selected");
}

sdk::Outcome<bool> SamReader::select(const sdk::CallContext& call)
{
    if (m_selected)
        return true;
    const auto reply = m_link->exchange(SamCommand::SelectCard, kShortLimit, call);
    if (!reply)
        return reply.failure();
    if (isModuleFault(reply->sw3))
        return sdk::commandError("samFailure", "SAM " + hexByte(reply->sw3));
    m_selected = reply->sw3 == sw3::kOk;
    return m_selected;
}

// A module without fingerprints refuses the longer read and leaves the card as it was.
sdk::Outcome<SamReply> SamReader::readRecords(const sdk::CallContext& call)
{
    const auto limit = kReadLimit + std::chrono::milliseconds(kLongestReply * 10 * 1000 / m_baud);
    if (m_asksFingerprint)
    {
        auto reply = m_link->exchange(SamCommand::ReadWithFingerprint, limit, call);
        if (!reply || !isUnsupported(reply->sw3))
            return reply;
        m_asksFingerprint = false;
        m_host.log(sdk::LogLevel::Info, "the reader does not read fingerprints");
    }
    return m_link->exchange(SamCommand::ReadTextAndPhoto, limit, call);
}

sdk::Outcome<sdk::IdCard> SamReader::readSelected(const sdk::CallContext& call)
{
    const auto reply = readRecords(call);
    if (!reply)
        return asReadFailure(reply.failure());
    if (reply->sw3 != sw3::kOk)
        return readFault(reply->sw3, call);
    auto card = interpret(*reply, call);
    if (!card)
        return card;
    card->samNumber = m_status.samNumber;
    if (auto address = takeNewestAddress(*card, call); !address)
        return asReadFailure(address.failure());
    return card;
}

sdk::Outcome<sdk::IdCard> SamReader::interpret(const SamReply& reply, const sdk::CallContext& call)
{
    const auto records = splitRecords(reply.data, m_asksFingerprint);
    if (!records)
        return sdk::commandError("readFailed", "unexpected record lengths");
    sdk::IdCard card;
    switch (parseRecord(records->text, card))
    {
    case RecordFault::UnknownType:
        return sdk::commandError("unknownCardType", "type letter of the record is not known");
    case RecordFault::Malformed:
        return sdk::commandError("readFailed", "malformed record");
    case RecordFault::None:
        break;
    }
    card.photo = m_decoder->decode(records->photo, call);
    card.fingerprint.assign(records->fingerprint.begin(), records->fingerprint.end());
    return card;
}

sdk::Failure SamReader::readFault(std::uint8_t code, const sdk::CallContext& call)
{
    const std::string detail = "read answers " + hexByte(code);
    if (isModuleFault(code))
        return sdk::commandError("samFailure", detail);
    if (code == sw3::kWrongCardType)
        return sdk::commandError("unknownCardType", detail);
    const auto present = isCardPresent(call);
    if (!present)
        return present.failure();
    report(*present ? sdk::MediaState::Present : sdk::MediaState::NotPresent);
    return sdk::commandError(*present ? "readFailed" : "cardRemoved", detail);
}

// People move; the chip keeps the address of issue and, apart from it, the newest one.
sdk::Outcome<void> SamReader::takeNewestAddress(sdk::IdCard& card, const sdk::CallContext& call)
{
    const auto reply = m_link->exchange(SamCommand::ReadNewestAddress, kShortLimit, call);
    if (!reply)
        return reply.failure();
    m_selected = isPresenceAnswer(reply->sw3);
    if (reply->sw3 != sw3::kOk || reply->data.size() < kAddressRecordSize)
        return {};
    auto newest = fieldText(std::span(reply->data).first(kAddressRecordSize));
    if (newest && !newest->empty())
        card.address = std::move(*newest);
    return {};
}

sdk::Outcome<void> SamReader::waitRemoved(const sdk::CallContext& call)
{
    for (;;)
    {
        if (auto stop = call.stopReason())
            return *stop;
        const auto present = isCardPresent(call);
        if (!present)
            return present.failure();
        report(*present ? sdk::MediaState::Present : sdk::MediaState::NotPresent);
        if (!*present)
            return {};
        call.pause(kFindPause);
    }
}

void SamReader::report(sdk::MediaState media)
{
    const sdk::IdCardReaderStatus before = m_status;
    m_status.common = {sdk::DeviceState::Online, {}};
    m_status.media = media;
    if (!(m_status == before))
        m_host.setStatus(m_status);
}

} // namespace banshi::drivers::plugins::idcard_sam
