// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/payment_payloads.h"
#include "services.h"

namespace banshi::drivers::host
{

namespace
{

class PaymentService : public DeviceService
{
public:
    explicit PaymentService(std::unique_ptr<sdk::PaymentTerminal> terminal) : m_terminal(std::move(terminal)) {}

    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::PaymentTerminal; }
    [[nodiscard]] sdk::Device& device() override { return *m_terminal; }
    [[nodiscard]] nlohmann::json capabilities() override { return protocol::toJson(m_terminal->capabilities()); }

    Reply execute(const std::string& command, const nlohmann::json& payload, const sdk::CallContext& call) override
    {
        if (command == protocol::command::kPay)
        {
            const auto request = protocol::paymentRequestFromJson(payload);
            return request ? replyWith(m_terminal->pay(*request, call)) : invalidData(request.error().detail);
        }
        if (command == protocol::command::kReversePayment)
        {
            const auto request = protocol::reversalRequestFromJson(payload);
            return request ? replyWith(m_terminal->reverse(*request, call)) : invalidData(request.error().detail);
        }
        if (command == protocol::command::kLastTransaction)
            return replyWith(m_terminal->lastTransaction(call));
        const auto reference = protocol::paymentReferenceFromJson(payload);
        if (!reference)
            return invalidData(reference.error().detail);
        return replyWith(command == protocol::command::kAbortPayment ? m_terminal->abort(*reference, call)
                                                                     : m_terminal->query(*reference, call));
    }

private:
    static Reply replyWith(const sdk::Outcome<sdk::PaymentReport>& report)
    {
        if (!report)
            return replyOf(report.failure());
        return {protocol::CompletionCode::Success, {}, protocol::toJson(*report)};
    }

    std::unique_ptr<sdk::PaymentTerminal> m_terminal;
};

} // namespace

std::unique_ptr<DeviceService> makePaymentService(std::unique_ptr<sdk::Device> device)
{
    auto terminal = deviceAs<sdk::PaymentTerminal>(std::move(device));
    return terminal ? std::make_unique<PaymentService>(std::move(terminal)) : nullptr;
}

} // namespace banshi::drivers::host
