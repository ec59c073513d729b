// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/payloads.h"
#include "services.h"

namespace banshi::drivers::host
{

namespace
{

class ReceiptService : public DeviceService
{
public:
    explicit ReceiptService(std::unique_ptr<sdk::ReceiptPrinter> printer) : m_printer(std::move(printer)) {}

    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::ReceiptPrinter; }
    [[nodiscard]] sdk::Device& device() override { return *m_printer; }
    [[nodiscard]] nlohmann::json capabilities() override { return protocol::toJson(m_printer->capabilities()); }

    Reply execute(const std::string&, const nlohmann::json& payload, const sdk::CallContext& call) override
    {
        const auto slip = protocol::slipFromJson(payload);
        if (!slip)
            return invalidData(slip.error().detail);
        const auto printed = m_printer->printSlip(*slip, call);
        if (!printed)
            return replyOf(printed.failure());
        return {protocol::CompletionCode::Success, {}, {{"proof", "printed"}}};
    }

private:
    std::unique_ptr<sdk::ReceiptPrinter> m_printer;
};

} // namespace

std::unique_ptr<DeviceService> makeReceiptService(std::unique_ptr<sdk::Device> device)
{
    auto printer = deviceAs<sdk::ReceiptPrinter>(std::move(device));
    return printer ? std::make_unique<ReceiptService>(std::move(printer)) : nullptr;
}

} // namespace banshi::drivers::host
