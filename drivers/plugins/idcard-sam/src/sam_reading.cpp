// SPDX-License-Identifier: GPL-3.0-or-later
// From the card on the antenna to its record.
#include "banshi/drivers/plugins/idcard_sam/card_record.h"
#include "banshi/drivers/plugins/idcard_sam/sam_reader.h"

#include "sam_answers.h"

namespace banshi::drivers::plugins::idcard_sam
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kReadLimit = 4000ms; // the module reads 1.3 or 2.3 kB from the card before it answers
constexpr int kLongestReply = 2321; // bytes, ten bits each on the line
constexpr int kSelectTries = 3;

// A line that damages every try is a failed read to whoever holds the card, not a broken reader.
sdk::Failure asReadFailure(const sdk::Failure& failure)
{
    return failure.code == sdk::ErrorCode::HardwareError ? sdk::commandError("readFailed", failure.detail) : failure;
}

} // namespace

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

} // namespace banshi::drivers::plugins::idcard_sam
