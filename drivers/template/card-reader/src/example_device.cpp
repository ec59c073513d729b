// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"

#include "hex.h"

#include <banshi/drivers/sdk/wipe.h>

namespace banshi::drivers::plugins::example_driver
{

namespace
{

using namespace std::chrono_literals;
using Bytes = std::vector<std::uint8_t>;
using sdk::ErrorCode;
using sdk::failure;

constexpr auto kAnswer = 500ms; // a sound device answers within 100 ms
constexpr auto kPause = 150ms;
constexpr std::string_view kChip = "ATR "; // `ATR t1 3b00…`: the chip has power
constexpr std::string_view kSaid = "APDU ";
constexpr std::uint16_t kRoot = 0x3F00;

std::uint8_t high(std::uint16_t id)
{
    return static_cast<std::uint8_t>(id >> 8U);
}

std::uint8_t low(std::uint16_t id)
{
    return static_cast<std::uint8_t>(id);
}

} // namespace

sdk::Outcome<void> ExampleDevice::open(const sdk::CallContext& call)
{
    auto link = LineLink::open(m_connect, kAnswer, m_model, call);
    if (!link)
        return link.failure();
    m_link = std::move(*link);
    m_isPowered = false;
    return poll(call);
}

sdk::Outcome<void> ExampleDevice::poll(const sdk::CallContext& call)
{
    const auto there = isCardThere(call);
    return there ? sdk::Outcome<void>() : sdk::Outcome<void>(there.failure());
}

sdk::CardReaderCapabilities ExampleDevice::capabilities() const
{
    sdk::CardReaderCapabilities capabilities;
    capabilities.common.model = m_model;
    return capabilities;
}

void ExampleDevice::report(bool isThere)
{
    m_isPowered = m_isPowered && isThere;
    sdk::CardReaderStatus status;
    status.common.device = sdk::DeviceState::Online;
    status.media = isThere ? sdk::MediaState::Present : sdk::MediaState::NotPresent;
    status.power = !isThere      ? sdk::ChipPower::NoCard
                   : m_isPowered ? sdk::ChipPower::Online
                                 : sdk::ChipPower::PoweredOff;
    m_host.setStatus(status);
}

sdk::Outcome<bool> ExampleDevice::isCardThere(const sdk::CallContext& call)
{
    const auto answer = m_link->ask("CARD?", kAnswer, call);
    if (!answer)
        return answer.failure();
    if (*answer != "CARD yes" && *answer != "CARD no")
        return failure(ErrorCode::HardwareError, "no answer to CARD?");
    report(*answer == "CARD yes");
    return *answer == "CARD yes";
}

sdk::Outcome<sdk::ChipCard> ExampleDevice::read(const sdk::CallContext& call)
{
    call.event(sdk::InsertChipCard{});
    for (;;)
    {
        const auto there = isCardThere(call);
        if (!there)
            return there.failure();
        if (*there)
            break;
        if (!call.pause(kPause))
            return failure(call.cancelled() ? ErrorCode::Canceled : ErrorCode::TimeOut);
    }
    call.event(sdk::ChipCardInserted{});
    return powerOn(call);
}

sdk::Outcome<sdk::ChipCard> ExampleDevice::powerOn(const sdk::CallContext& call)
{
    const auto answer = m_link->ask("POWER on", kAnswer, call);
    if (!answer)
        return answer.failure();
    const std::string_view said = *answer;
    const bool isChip = said.starts_with(kChip) && said.size() > kChip.size() + 3;
    auto atr = isChip ? fromHex(said.substr(kChip.size() + 3)) : std::nullopt;
    if (!atr)
        return sdk::commandError("invalidMedia", "the chip does not answer");
    m_isPowered = true;
    report(true);
    sdk::ChipCard card;
    card.protocol = said.substr(kChip.size(), 2) == "t1" ? sdk::ChipProtocol::T1 : sdk::ChipProtocol::T0;
    card.atr = sdk::ChipData(std::move(*atr));
    return card;
}

sdk::Outcome<sdk::ChipData> ExampleDevice::exchange(const sdk::ChipData& command, const sdk::CallContext& call)
{
    return transmit(command.bytes, call);
}

sdk::Outcome<sdk::ChipData> ExampleDevice::transmit(std::span<const std::uint8_t> command, const sdk::CallContext& call)
{
    if (!m_isPowered)
        return sdk::commandError("noMedia", "no chip has power");
    std::string order = std::string(kSaid) + toHex(command);
    auto line = m_link->ask(order, kAnswer, call);
    sdk::wipe(order);
    if (!line)
        return line.failure();
    auto bytes = line->starts_with(kSaid) ? fromHex(std::string_view(*line).substr(kSaid.size())) : std::nullopt;
    const bool isOut = *line == "APDU none";
    sdk::wipe(*line);
    if (isOut)
    {
        report(false);
        return sdk::commandError("noMedia", "the card is out");
    }
    if (!bytes || bytes->size() < 2)
        return sdk::commandError("invalidMedia", "the chip says nothing");
    return sdk::ChipData(std::move(*bytes));
}

sdk::Outcome<sdk::ChipData> ExampleDevice::fetch(std::span<const std::uint8_t> command, const sdk::CallContext& call)
{
    auto answer = transmit(command, call);
    if (!answer)
        return answer;
    const std::size_t length = answer->bytes.size() - 2;
    if (answer->bytes[length] != 0x90 || answer->bytes[length + 1] != 0x00)
        return sdk::commandError("fileNotFound", "the chip refuses");
    answer->bytes.resize(length);
    return answer;
}

// ISO/IEC 7816-4: SELECT the application by name or the root by id, SELECT the file, READ BINARY or READ RECORD. Files
// that are longer than one answer need more of the last.
sdk::Outcome<sdk::ChipData> ExampleDevice::readFile(const sdk::CardFile& file, const sdk::CallContext& call)
{
    Bytes application{0x00, 0xA4, 0x00, 0x00, 0x02, high(kRoot), low(kRoot)};
    if (!file.application.empty())
    {
        application = {0x00, 0xA4, 0x04, 0x00, static_cast<std::uint8_t>(file.application.size())};
        application.insert(application.end(), file.application.begin(), file.application.end());
    }
    if (auto selected = fetch(application, call); !selected)
        return selected;
    const Bytes elementary{0x00, 0xA4, 0x00, 0x00, 0x02, high(file.file), low(file.file)};
    if (auto selected = fetch(elementary, call); !selected)
        return selected;
    if (file.record > 0)
        return fetch(Bytes{0x00, 0xB2, static_cast<std::uint8_t>(file.record), 0x04, 0x00}, call);
    return fetch(Bytes{0x00, 0xB0, 0x00, 0x00, 0x00}, call);
}

sdk::Outcome<void> ExampleDevice::waitRemoved(const sdk::CallContext& call)
{
    const auto off = m_link->ask("POWER off", kAnswer, call);
    if (!off)
        return off.failure();
    m_isPowered = false;
    for (;;)
    {
        const auto there = isCardThere(call);
        if (!there)
            return there.failure();
        if (!*there)
            return {};
        if (!call.pause(kPause))
            return failure(call.cancelled() ? ErrorCode::Canceled : ErrorCode::TimeOut);
    }
}

} // namespace banshi::drivers::plugins::example_driver
