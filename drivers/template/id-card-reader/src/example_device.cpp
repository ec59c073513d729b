// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"

#include <banshi/drivers/sdk/wipe.h>

namespace banshi::drivers::plugins::example_driver
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;
using sdk::failure;

constexpr auto kAnswer = 500ms; // a sound device answers within 100 ms
constexpr auto kPause = 200ms;

// The fields of a card in the order in which this device sends them.
constexpr std::string sdk::IdCard::*kFields[] = {&sdk::IdCard::name,   &sdk::IdCard::sex,       &sdk::IdCard::nation,
                                                 &sdk::IdCard::birth,  &sdk::IdCard::address,   &sdk::IdCard::number,
                                                 &sdk::IdCard::issuer, &sdk::IdCard::validFrom, &sdk::IdCard::validTo};

sdk::Outcome<sdk::IdCard> parse(const std::string& line)
{
    sdk::IdCard card;
    std::size_t from = std::string("READ ").size();
    for (const auto field : kFields)
    {
        const std::size_t to = std::min(line.find('|', from), line.size());
        if (from > line.size())
            return sdk::commandError("readFailed", "a field is missing");
        card.*field = line.substr(from, to - from);
        from = to + 1;
    }
    return card;
}

} // namespace

sdk::Outcome<void> ExampleDevice::open(const sdk::CallContext& call)
{
    auto link = LineLink::open(m_connect, kAnswer, m_model, call);
    if (!link)
        return link.failure();
    m_link = std::move(*link);
    return poll(call);
}

sdk::Outcome<void> ExampleDevice::poll(const sdk::CallContext& call)
{
    const auto there = isCardThere(call);
    return there ? sdk::Outcome<void>() : sdk::Outcome<void>(there.failure());
}

sdk::IdCardReaderCapabilities ExampleDevice::capabilities() const
{
    sdk::IdCardReaderCapabilities capabilities;
    capabilities.common.model = m_model;
    capabilities.photoDecoder = "none";
    return capabilities;
}

sdk::Outcome<bool> ExampleDevice::isCardThere(const sdk::CallContext& call)
{
    const auto answer = m_link->ask("CARD?", kAnswer, call);
    if (!answer)
        return answer.failure();
    if (*answer != "CARD yes" && *answer != "CARD no")
        return failure(ErrorCode::HardwareError, "no answer to CARD?");
    sdk::IdCardReaderStatus status;
    status.common.device = sdk::DeviceState::Online;
    status.media = *answer == "CARD yes" ? sdk::MediaState::Present : sdk::MediaState::NotPresent;
    m_host.setStatus(status);
    return *answer == "CARD yes";
}

sdk::Outcome<sdk::IdCard> ExampleDevice::read(const sdk::CallContext& call)
{
    call.event(sdk::InsertCard{});
    for (;;)
    {
        const auto there = isCardThere(call);
        if (!there)
            return there.failure().code == ErrorCode::TimeOut ? sdk::commandError("noMedia") : there.failure();
        if (*there)
            break;
        if (!call.pause(kPause))
            return call.cancelled() ? failure(ErrorCode::Canceled) : sdk::commandError("noMedia");
    }
    call.event(sdk::MediaDetected{});
    auto line = m_link->ask("READ", kAnswer, call);
    if (!line)
        return line.failure();
    if (!line->starts_with("READ ") || *line == "READ failed")
        return sdk::commandError("readFailed", "the device cannot read the card");
    auto card = parse(*line);
    sdk::wipe(*line);
    return card;
}

sdk::Outcome<void> ExampleDevice::waitRemoved(const sdk::CallContext& call)
{
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
