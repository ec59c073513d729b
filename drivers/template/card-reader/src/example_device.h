// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "line_link.h"

#include <banshi/drivers/sdk/card_reader.h>
#include <banshi/drivers/sdk/host_services.h>
#include <span>

namespace banshi::drivers::plugins::example_driver
{

/// A reader that is asked for a card, gives its chip power and carries commands to it.
/// Threads: the host's worker.
class ExampleDevice : public sdk::CardReader
{
public:
    ExampleDevice(sdk::ChannelFactory connect, sdk::HostServices& host) : m_connect(std::move(connect)), m_host(host) {}

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override { m_link.reset(); }
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::CardReaderCapabilities capabilities() const override;
    sdk::Outcome<sdk::ChipCard> read(const sdk::CallContext& call) override;
    sdk::Outcome<sdk::ChipData> exchange(const sdk::ChipData& command, const sdk::CallContext& call) override;
    sdk::Outcome<sdk::ChipData> readFile(const sdk::CardFile& file, const sdk::CallContext& call) override;
    sdk::Outcome<void> waitRemoved(const sdk::CallContext& call) override;

private:
    void report(bool isThere);
    sdk::Outcome<bool> isCardThere(const sdk::CallContext& call);
    sdk::Outcome<sdk::ChipCard> powerOn(const sdk::CallContext& call);
    sdk::Outcome<sdk::ChipData> transmit(std::span<const std::uint8_t> command, const sdk::CallContext& call);
    /// The answer without its status; fileNotFound when that is not "all is well".
    sdk::Outcome<sdk::ChipData> fetch(std::span<const std::uint8_t> command, const sdk::CallContext& call);

    sdk::ChannelFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<LineLink> m_link;
    std::string m_model;
    bool m_isPowered = false;
};

} // namespace banshi::drivers::plugins::example_driver
