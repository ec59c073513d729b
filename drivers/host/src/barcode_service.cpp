// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/barcode_payloads.h"
#include "services.h"

namespace banshi::drivers::host
{

namespace
{

class BarcodeService : public DeviceService
{
public:
    explicit BarcodeService(std::unique_ptr<sdk::BarcodeReader> scanner) : m_scanner(std::move(scanner)) {}

    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::BarcodeReader; }
    [[nodiscard]] sdk::Device& device() override { return *m_scanner; }
    [[nodiscard]] nlohmann::json capabilities() override { return protocol::toJson(m_scanner->capabilities()); }

    Reply execute(const std::string&, const nlohmann::json& payload, const sdk::CallContext& call) override
    {
        const auto wanted = protocol::symbologiesFromJson(payload);
        if (!wanted)
            return invalidData(wanted.error().detail);
        const auto code = m_scanner->read(*wanted, call);
        if (!code)
            return replyOf(code.failure());
        return {protocol::CompletionCode::Success, {}, protocol::toJson(*code)};
    }

private:
    std::unique_ptr<sdk::BarcodeReader> m_scanner;
};

} // namespace

std::unique_ptr<DeviceService> makeBarcodeService(std::unique_ptr<sdk::Device> device)
{
    auto scanner = deviceAs<sdk::BarcodeReader>(std::move(device));
    return scanner ? std::make_unique<BarcodeService>(std::move(scanner)) : nullptr;
}

} // namespace banshi::drivers::host
