// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/keypad_payloads.h"
#include "services.h"

namespace banshi::drivers::host
{

namespace
{

class KeypadService : public DeviceService
{
public:
    explicit KeypadService(std::unique_ptr<sdk::Keypad> keypad) : m_keypad(std::move(keypad)) {}

    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::Keypad; }
    [[nodiscard]] sdk::Device& device() override { return *m_keypad; }
    [[nodiscard]] nlohmann::json capabilities() override { return protocol::toJson(m_keypad->capabilities()); }

    Reply execute(const std::string&, const nlohmann::json& payload, const sdk::CallContext& call) override
    {
        const auto most = protocol::mostKeysFromJson(payload);
        if (!most)
            return invalidData(most.error().detail);
        const auto keys = m_keypad->listen(*most, call);
        if (!keys)
            return replyOf(keys.failure());
        return {protocol::CompletionCode::Success, {}, protocol::keysToJson(*keys)};
    }

private:
    std::unique_ptr<sdk::Keypad> m_keypad;
};

} // namespace

std::unique_ptr<DeviceService> makeKeypadService(std::unique_ptr<sdk::Device> device)
{
    auto keypad = deviceAs<sdk::Keypad>(std::move(device));
    return keypad ? std::make_unique<KeypadService>(std::move(keypad)) : nullptr;
}

} // namespace banshi::drivers::host
