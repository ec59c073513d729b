// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/smartcard_pcsc/pcsc_reader.h"

#include "banshi/drivers/plugins/smartcard_pcsc/chip_commands.h"

namespace banshi::drivers::plugins::smartcard_pcsc
{

namespace
{

using namespace std::chrono_literals;
using sdk::ChipPower;
using sdk::ErrorCode;
using sdk::MediaState;

constexpr auto kSlice = 80ms; // in which a cancelled operation is noticed

sdk::Failure notOpen()
{
    return sdk::failure(ErrorCode::DeviceNotReady, "not open");
}

} // namespace

PcscReader::PcscReader(std::string model, CardPortFactory connect, sdk::HostServices& host)
    : m_model(std::move(model)), m_connect(std::move(connect)), m_host(host)
{
}

sdk::Outcome<void> PcscReader::open(const sdk::CallContext&)
{
    close();
    auto port = m_connect();
    if (!port)
        return port.failure();
    m_port = std::move(*port);
    auto isThere = m_port->hasCard(0ms);
    if (!isThere)
        return isThere.failure();
    m_status = {};
    report(*isThere ? MediaState::Present : MediaState::NotPresent,
           *isThere ? ChipPower::PoweredOff : ChipPower::NoCard);
    return {};
}

void PcscReader::close()
{
    m_port.reset();
}

void PcscReader::report(MediaState media, ChipPower power)
{
    const sdk::CardReaderStatus now{{sdk::DeviceState::Online, {}}, media, power};
    if (now == m_status)
        return;
    m_status = now;
    m_host.setStatus(now);
}

sdk::Outcome<bool> PcscReader::look(std::chrono::milliseconds limit)
{
    auto isThere = m_port->hasCard(limit);
    if (!isThere)
        return isThere;
    if (!*isThere)
    {
        m_port->powerOff();
        report(MediaState::NotPresent, ChipPower::NoCard);
    }
    else if (m_status.media != MediaState::Present)
        report(MediaState::Present, ChipPower::PoweredOff);
    return isThere;
}

sdk::Outcome<void> PcscReader::poll(const sdk::CallContext&)
{
    if (!m_port)
        return notOpen();
    const auto isThere = look(0ms);
    return isThere ? sdk::Outcome<void>() : sdk::Outcome<void>(isThere.failure());
}

sdk::CardReaderCapabilities PcscReader::capabilities() const
{
    sdk::CardReaderCapabilities capabilities;
    capabilities.common.model = m_model;
    return capabilities;
}

sdk::Outcome<sdk::ChipCard> PcscReader::read(const sdk::CallContext& call)
{
    if (!m_port)
        return notOpen();
    call.event(sdk::InsertChipCard{});
    for (;;)
    {
        const auto isThere = look(kSlice);
        if (!isThere)
            return isThere.failure();
        if (*isThere)
        {
            auto card = m_port->powerOn();
            // One that was taken out at once is waited for again.
            if (card || card.failure().errorCode != "noMedia")
            {
                call.event(sdk::ChipCardInserted{});
                report(MediaState::Present, card ? ChipPower::Online : ChipPower::PoweredOff);
                return card;
            }
        }
        if (const auto stop = call.stopReason())
            return *stop;
    }
}

sdk::Outcome<sdk::ChipData> PcscReader::transmit(const std::vector<std::uint8_t>& command, const sdk::CallContext& call)
{
    if (const auto stop = call.stopReason())
        return *stop;
    auto answer = m_port->transmit(command);
    if (!answer && answer.failure().code == ErrorCode::CommandError)
    {
        m_port->powerOff();
        (void)look(0ms);
    }
    return answer;
}

sdk::Outcome<sdk::ChipData> PcscReader::exchange(const sdk::ChipData& command, const sdk::CallContext& call)
{
    return m_port ? transmit(command.bytes, call) : sdk::Outcome<sdk::ChipData>(notOpen());
}

sdk::Outcome<sdk::ChipData> PcscReader::readFile(const sdk::CardFile& file, const sdk::CallContext& call)
{
    if (!m_port)
        return notOpen();
    return readCardFile(file, [&](const std::vector<std::uint8_t>& command) { return transmit(command, call); });
}

sdk::Outcome<void> PcscReader::waitRemoved(const sdk::CallContext& call)
{
    if (!m_port)
        return notOpen();
    m_port->powerOff();
    if (m_status.power == ChipPower::Online)
        report(MediaState::Present, ChipPower::PoweredOff);
    for (;;)
    {
        const auto isThere = look(kSlice);
        if (!isThere)
            return isThere.failure();
        if (!*isThere)
            return {};
        if (const auto stop = call.stopReason())
            return *stop;
    }
}

} // namespace banshi::drivers::plugins::smartcard_pcsc
