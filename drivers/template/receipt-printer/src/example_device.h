// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "line_link.h"

#include <banshi/drivers/sdk/host_services.h>

namespace banshi::drivers::plugins::example_driver
{

/// A receipt printer that is told what to print in lines, and says when all of it is on paper.
/// Threads: the host's worker.
class ExampleDevice : public sdk::ReceiptPrinter
{
public:
    ExampleDevice(sdk::ChannelFactory connect, sdk::HostServices& host) : m_connect(std::move(connect)), m_host(host) {}

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override { m_link.reset(); }
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::ReceiptPrinterCapabilities capabilities() const override;
    sdk::Outcome<void> printSlip(const sdk::Slip& slip, const sdk::CallContext& call) override;

private:
    /// Empty when it can print, else the command's error code.
    sdk::Outcome<std::string> obstacle(const sdk::CallContext& call);

    sdk::ChannelFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<LineLink> m_link;
    std::string m_model;
};

} // namespace banshi::drivers::plugins::example_driver
