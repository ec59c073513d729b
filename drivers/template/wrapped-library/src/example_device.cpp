// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"

#include <algorithm>

namespace banshi::drivers::plugins::example_driver
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;
using sdk::failure;

constexpr auto kPause = 200ms;

// The fields of a card in the order in which the library gives them.
constexpr std::string sdk::IdCard::*kFields[] = {&sdk::IdCard::name,   &sdk::IdCard::sex,       &sdk::IdCard::nation,
                                                 &sdk::IdCard::birth,  &sdk::IdCard::address,   &sdk::IdCard::number,
                                                 &sdk::IdCard::issuer, &sdk::IdCard::validFrom, &sdk::IdCard::validTo};

bool isError(const sdk::ToolMessage& answer)
{
    return answer.text().starts_with("error ");
}

sdk::Outcome<sdk::IdCard> parse(std::string_view text)
{
    sdk::IdCard card;
    std::size_t from = 0;
    for (const auto field : kFields)
    {
        if (from > text.size())
            return sdk::commandError("readFailed", "a field is missing");
        const std::size_t to = std::min(text.find('|', from), text.size());
        card.*field = text.substr(from, to - from);
        from = to + 1;
    }
    return card;
}

} // namespace

sdk::Outcome<void> ExampleDevice::open(const sdk::CallContext& call)
{
    const auto model = ask("model", call);
    if (!model)
        return model.failure();
    if (isError(*model))
        return failure(ErrorCode::HardwareError, "the library says " + std::string(model->text()));
    m_model = model->text();
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

// After a failure the device is looked at as soon as nobody is served, so that the next resident finds it ready.
sdk::Outcome<sdk::ToolMessage> ExampleDevice::ask(std::string_view question, const sdk::CallContext& call)
{
    auto answer = m_library->ask(question, call);
    if (!answer && answer.failure().code == ErrorCode::HardwareError)
        if (sdk::HostAttention* const attention = sdk::attentionOf(m_host))
            attention->pollSoon();
    return answer;
}

sdk::Outcome<bool> ExampleDevice::isCardThere(const sdk::CallContext& call)
{
    const auto answer = ask("card", call);
    if (!answer)
        return answer.failure();
    const bool isThere = answer->text() == "yes";
    if (!isThere && answer->text() != "no")
        return failure(ErrorCode::HardwareError, "the library does not say whether a card is there");
    sdk::IdCardReaderStatus status;
    status.common.device = sdk::DeviceState::Online;
    status.media = isThere ? sdk::MediaState::Present : sdk::MediaState::NotPresent;
    m_host.setStatus(status);
    return isThere;
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
    const auto card = ask("read", call);
    if (!card)
        return card.failure();
    return isError(*card) ? sdk::commandError("readFailed", "the library cannot read the card") : parse(card->text());
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
