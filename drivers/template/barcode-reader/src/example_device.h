// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "line_link.h"

#include <banshi/drivers/sdk/barcode_reader.h>
#include <banshi/drivers/sdk/host_services.h>

namespace banshi::drivers::plugins::example_driver
{

/// A scanner of codes that is switched on by a line, and says each code that it has read in another.
/// Threads: the host's worker.
class ExampleDevice : public sdk::BarcodeReader
{
public:
    ExampleDevice(sdk::ChannelFactory connect, sdk::HostServices& host) : m_connect(std::move(connect)), m_host(host) {}

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override { m_link.reset(); }
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::BarcodeReaderCapabilities capabilities() const override;
    sdk::Outcome<sdk::Barcode> read(const std::vector<sdk::Symbology>& wanted, const sdk::CallContext& call) override;

private:
    /// Tells the scanner to put its light on or out, and the host that it has.
    sdk::Outcome<void> light(bool on, const sdk::CallContext& call);
    sdk::Outcome<sdk::Barcode> waitForCode(const std::vector<sdk::Symbology>& wanted, const sdk::CallContext& call);

    sdk::ChannelFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<LineLink> m_link;
    std::string m_model;
};

} // namespace banshi::drivers::plugins::example_driver
