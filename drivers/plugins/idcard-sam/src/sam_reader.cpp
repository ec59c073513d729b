// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/sam_reader.h"

#include "banshi/drivers/plugins/idcard_sam/card_record.h"

#include "sam_answers.h"

namespace banshi::drivers::plugins::idcard_sam
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kFindPause = 300ms;
constexpr auto kPollPeriod = 1000ms;
constexpr std::uint8_t kRadioFrame = 0x50;

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
