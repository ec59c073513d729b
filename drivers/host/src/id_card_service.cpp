// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/payloads.h"
#include "services.h"

namespace banshi::drivers::host
{

namespace
{

class IdCardService : public DeviceService
{
public:
    explicit IdCardService(std::unique_ptr<sdk::IdCardReader> reader) : m_reader(std::move(reader)) {}

    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::IdCardReader; }
    [[nodiscard]] sdk::Device& device() override { return *m_reader; }
    [[nodiscard]] nlohmann::json capabilities() override { return protocol::toJson(m_reader->capabilities()); }

    Reply execute(const std::string& command, const nlohmann::json&, const sdk::CallContext& call) override
    {
        if (command == protocol::command::kReadCard)
        {
            auto card = m_reader->read(call);
            if (!card)
                return replyOf(card.failure());
            return {protocol::CompletionCode::Success, {}, protocol::toJson(*card)};
        }
        const auto removed = m_reader->waitRemoved(call);
        return removed ? Reply{} : replyOf(removed.failure());
    }

private:
    std::unique_ptr<sdk::IdCardReader> m_reader;
};

} // namespace

std::unique_ptr<DeviceService> makeIdCardService(std::unique_ptr<sdk::Device> device)
{
    auto reader = deviceAs<sdk::IdCardReader>(std::move(device));
    return reader ? std::make_unique<IdCardService>(std::move(reader)) : nullptr;
}

} // namespace banshi::drivers::host
