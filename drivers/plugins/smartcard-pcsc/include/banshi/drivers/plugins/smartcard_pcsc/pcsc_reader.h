// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/smartcard_pcsc/card_port.h"

#include <banshi/drivers/sdk/card_reader.h>
#include <banshi/drivers/sdk/host_services.h>
#include <memory>
#include <string>

namespace banshi::drivers::plugins::smartcard_pcsc
{

/// A reader of cards with contacts behind pcscd. Threads: the host's worker.
class PcscReader : public sdk::CardReader
{
public:
    /// `host` outlives the reader; `model` is told as it is.
    PcscReader(std::string model, CardPortFactory connect, sdk::HostServices& host);

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override;
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    /// A card that is left in the reader is seen within this time.
    [[nodiscard]] std::chrono::milliseconds pollPeriod() const override { return std::chrono::milliseconds(500); }
    [[nodiscard]] sdk::CardReaderCapabilities capabilities() const override;
    sdk::Outcome<sdk::ChipCard> read(const sdk::CallContext& call) override;
    sdk::Outcome<sdk::ChipData> exchange(const sdk::ChipData& command, const sdk::CallContext& call) override;
    sdk::Outcome<sdk::ChipData> readFile(const sdk::CardFile& file, const sdk::CallContext& call) override;
    sdk::Outcome<void> waitRemoved(const sdk::CallContext& call) override;

private:
    /// Looks, and tells a changed status. Errors: as CardPort::hasCard().
    sdk::Outcome<bool> look(std::chrono::milliseconds limit);
    void report(sdk::MediaState media, sdk::ChipPower power);
    /// One command; a card that is gone or mute loses its power in the status, too.
    sdk::Outcome<sdk::ChipData> transmit(const std::vector<std::uint8_t>& command, const sdk::CallContext& call);

    const std::string m_model;
    const CardPortFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<CardPort> m_port;
    sdk::CardReaderStatus m_status;
};

} // namespace banshi::drivers::plugins::smartcard_pcsc
