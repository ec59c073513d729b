// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/indicator_payloads.h"
#include "services.h"

namespace banshi::drivers::host
{

namespace
{

class IndicatorsService : public DeviceService
{
public:
    explicit IndicatorsService(std::unique_ptr<sdk::Indicators> indicators) : m_indicators(std::move(indicators)) {}

    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::Indicators; }
    [[nodiscard]] sdk::Device& device() override { return *m_indicators; }
    [[nodiscard]] nlohmann::json capabilities() override { return protocol::toJson(m_indicators->capabilities()); }

    Reply execute(const std::string&, const nlohmann::json& payload, const sdk::CallContext& call) override
    {
        const auto lights = protocol::lightsFromJson(payload);
        if (!lights)
            return invalidData(lights.error().detail);
        const auto set = m_indicators->setLights(*lights, call);
        return set ? Reply{} : replyOf(set.failure());
    }

private:
    std::unique_ptr<sdk::Indicators> m_indicators;
};

} // namespace

std::unique_ptr<DeviceService> makeIndicatorsService(std::unique_ptr<sdk::Device> device)
{
    auto indicators = deviceAs<sdk::Indicators>(std::move(device));
    return indicators ? std::make_unique<IndicatorsService>(std::move(indicators)) : nullptr;
}

} // namespace banshi::drivers::host
