// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/biometric_payloads.h"
#include "services.h"

namespace banshi::drivers::host
{

namespace
{

class BiometricService : public DeviceService
{
public:
    explicit BiometricService(std::unique_ptr<sdk::BiometricReader> reader) : m_reader(std::move(reader)) {}

    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::BiometricReader; }
    [[nodiscard]] sdk::Device& device() override { return *m_reader; }
    [[nodiscard]] nlohmann::json capabilities() override { return protocol::toJson(m_reader->capabilities()); }

    Reply execute(const std::string& command, const nlohmann::json& payload, const sdk::CallContext& call) override
    {
        if (command == protocol::command::kReadBiometric)
        {
            const auto captured = m_reader->read(call);
            return captured ? success(protocol::biometricReadToJson(*captured)) : replyOf(captured.failure());
        }
        if (command == protocol::command::kImportBiometric)
        {
            const auto reference = protocol::biometricImportFromJson(payload);
            if (!reference)
                return invalidData(reference.error().detail);
            const auto imported = m_reader->import(*reference, call);
            return imported ? Reply{} : replyOf(imported.failure());
        }
        if (command == protocol::command::kMatchBiometric)
        {
            const auto percent = m_reader->match(call);
            return percent ? success(protocol::confidenceToJson(*percent)) : replyOf(percent.failure());
        }
        const auto cleared = m_reader->clear(call);
        return cleared ? Reply{} : replyOf(cleared.failure());
    }

private:
    static Reply success(nlohmann::json payload) { return {protocol::CompletionCode::Success, {}, std::move(payload)}; }

    std::unique_ptr<sdk::BiometricReader> m_reader;
};

} // namespace

std::unique_ptr<DeviceService> makeBiometricService(std::unique_ptr<sdk::Device> device)
{
    auto reader = deviceAs<sdk::BiometricReader>(std::move(device));
    return reader ? std::make_unique<BiometricService>(std::move(reader)) : nullptr;
}

} // namespace banshi::drivers::host
