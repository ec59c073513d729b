// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/card_payloads.h"
#include "services.h"

namespace banshi::drivers::host
{

namespace
{

class CardService : public DeviceService
{
public:
    explicit CardService(std::unique_ptr<sdk::CardReader> reader) : m_reader(std::move(reader)) {}

    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::CardReader; }
    [[nodiscard]] sdk::Device& device() override { return *m_reader; }
    [[nodiscard]] nlohmann::json capabilities() override { return protocol::toJson(m_reader->capabilities()); }

    Reply execute(const std::string& command, const nlohmann::json& payload, const sdk::CallContext& call) override
    {
        if (command == protocol::command::kReadRawData)
        {
            const auto card = m_reader->read(call);
            return card ? success(protocol::toJson(*card)) : replyOf(card.failure());
        }
        if (command == protocol::command::kChipIo)
        {
            const auto data = protocol::chipCommandFromJson(payload);
            return data ? replyWith(m_reader->exchange(*data, call)) : invalidData(data.error().detail);
        }
        if (command == protocol::command::kReadFile)
        {
            const auto file = protocol::cardFileFromJson(payload);
            return file ? replyWith(m_reader->readFile(*file, call)) : invalidData(file.error().detail);
        }
        const auto removed = m_reader->waitRemoved(call);
        return removed ? Reply{} : replyOf(removed.failure());
    }

private:
    static Reply success(nlohmann::json payload) { return {protocol::CompletionCode::Success, {}, std::move(payload)}; }
    static Reply replyWith(const sdk::Outcome<sdk::ChipData>& said)
    {
        return said ? success(protocol::chipDataToJson(*said)) : replyOf(said.failure());
    }

    std::unique_ptr<sdk::CardReader> m_reader;
};

} // namespace

std::unique_ptr<DeviceService> makeCardService(std::unique_ptr<sdk::Device> device)
{
    auto reader = deviceAs<sdk::CardReader>(std::move(device));
    return reader ? std::make_unique<CardService>(std::move(reader)) : nullptr;
}

} // namespace banshi::drivers::host
