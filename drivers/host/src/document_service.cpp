// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/payloads.h"
#include "banshi/drivers/sdk/wipe.h"
#include "services.h"

namespace banshi::drivers::host
{

namespace
{

template <class T>
Reply replyWith(const sdk::Outcome<T>& outcome)
{
    if (!outcome)
        return replyOf(outcome.failure());
    return {protocol::CompletionCode::Success, {}, protocol::toJson(outcome.value())};
}

class DocumentService : public DeviceService
{
public:
    explicit DocumentService(std::unique_ptr<sdk::DocumentPrinter> printer) : m_printer(std::move(printer)) {}

    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::DocumentPrinter; }
    [[nodiscard]] sdk::Device& device() override { return *m_printer; }
    [[nodiscard]] nlohmann::json capabilities() override { return protocol::toJson(m_printer->capabilities()); }

    Reply execute(const std::string& command, const nlohmann::json& payload, const sdk::CallContext& call) override
    {
        if (command == protocol::command::kCreateJob)
        {
            const auto name = payload.find("jobName");
            if (name == payload.end() || !name->is_string() || name->get_ref<const std::string&>().empty())
                return invalidData("jobName");
            return replyWith(m_printer->createJob(name->get<std::string>(), call));
        }
        if (command == protocol::command::kSendDocument)
            return send(payload, call);
        if (command == protocol::command::kJobHistory)
            return replyWith(m_printer->jobHistory(call));
        const auto jobId = protocol::jobIdFromJson(payload);
        if (!jobId)
            return invalidData(jobId.error().detail);
        if (command == protocol::command::kJobStatus)
            return replyWith(m_printer->jobStatus(*jobId, call));
        const auto canceled = m_printer->cancelJob(*jobId, call);
        return canceled ? Reply{} : replyOf(canceled.failure());
    }

private:
    Reply send(const nlohmann::json& payload, const sdk::CallContext& call)
    {
        auto document = protocol::documentFromJson(payload);
        if (!document)
            return invalidData(document.error().detail);
        const auto report = m_printer->sendDocument(*document, call);
        sdk::wipe(document->data);
        return replyWith(report);
    }

    std::unique_ptr<sdk::DocumentPrinter> m_printer;
};

} // namespace

std::unique_ptr<DeviceService> makeDocumentService(std::unique_ptr<sdk::Device> device)
{
    auto printer = deviceAs<sdk::DocumentPrinter>(std::move(device));
    return printer ? std::make_unique<DocumentService>(std::move(printer)) : nullptr;
}

} // namespace banshi::drivers::host
