// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "line_link.h"

#include <banshi/drivers/sdk/host_services.h>
#include <banshi/drivers/sdk/payment_terminal.h>
#include <optional>

namespace banshi::drivers::plugins::example_driver
{

/// A terminal that is given a payment in one line and asked in others what has become of it.
/// Threads: the host's worker.
class ExampleDevice : public sdk::PaymentTerminal
{
public:
    ExampleDevice(sdk::ChannelFactory connect, sdk::HostServices& host) : m_connect(std::move(connect)), m_host(host) {}

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override { m_link.reset(); }
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::PaymentTerminalCapabilities capabilities() const override;
    sdk::Outcome<sdk::PaymentReport> pay(const sdk::PaymentRequest& request, const sdk::CallContext& call) override;
    sdk::Outcome<sdk::PaymentReport> abort(const std::string& reference, const sdk::CallContext& call) override;
    sdk::Outcome<sdk::PaymentReport> query(const std::string& reference, const sdk::CallContext& call) override;
    sdk::Outcome<sdk::PaymentReport> reverse(const sdk::ReversalRequest& request,
                                             const sdk::CallContext& call) override;
    sdk::Outcome<sdk::PaymentReport> lastTransaction(const sdk::CallContext& call) override;

private:
    void report(bool paying);
    /// The line, made anew when it was lost.
    sdk::Outcome<void> connect(const sdk::CallContext& call);
    sdk::Outcome<std::string> ask(const std::string& question, const sdk::CallContext& call);
    /// Asks for a transaction; any one when `reference` is empty.
    sdk::Outcome<sdk::PaymentReport> askFor(const std::string& question, const std::string& reference,
                                            const sdk::CallContext& call);
    /// Gives an order once and finds out what becomes of it, whatever happens.
    sdk::Outcome<sdk::PaymentReport> transact(const std::string& order, const std::string& reference,
                                              const sdk::CallContext& call);
    /// Asks until the end is known; nothing when it is not by `until` or when nobody wants to know any more.
    std::optional<sdk::PaymentReport> resolve(const std::string& question, const std::string& reference,
                                              const sdk::CallContext& call, sdk::TimePoint until);

    sdk::ChannelFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<LineLink> m_link;
    std::string m_model;
};

} // namespace banshi::drivers::plugins::example_driver
