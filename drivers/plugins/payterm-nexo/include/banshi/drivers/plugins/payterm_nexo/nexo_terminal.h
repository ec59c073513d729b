// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/payterm_nexo/nexo_link.h"
#include "banshi/drivers/plugins/payterm_nexo/nexo_requests.h"

#include <banshi/drivers/sdk/host_services.h>
#include <banshi/drivers/sdk/payment_terminal.h>
#include <functional>
#include <optional>
#include <string>

namespace banshi::drivers::plugins::payterm_nexo
{

/// A payment terminal that speaks nexo Sale to POI. A payment is sent once; what became of it when its answer is lost
/// is asked for by its ServiceID, which is the caller's reference. Threads: the host's worker.
class NexoTerminal : public sdk::PaymentTerminal
{
public:
    /// The parties, where times and message ids come from, and how patient to be.
    struct Setup
    {
        Parties parties;
        std::function<std::string()> utcNow;           ///< ISO 8601 with `Z`
        std::function<std::string()> newServiceId;     ///< for messages other than payments; never the same twice
        std::chrono::milliseconds answerTime{5'000};   ///< for anything but a payment
        std::chrono::milliseconds partingTime{10'000}; ///< for aborting a payment and seeing what became of it
        std::chrono::milliseconds askPause{1'000};     ///< between two questions after the same transaction
    };

    /// `host` outlives the terminal.
    NexoTerminal(const Setup& setup, sdk::ChannelFactory connect, sdk::HostServices& host);

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override;
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] std::chrono::milliseconds pollPeriod() const override { return std::chrono::seconds(5); }
    [[nodiscard]] sdk::PaymentTerminalCapabilities capabilities() const override;
    sdk::Outcome<sdk::PaymentReport> pay(const sdk::PaymentRequest& request, const sdk::CallContext& call) override;
    sdk::Outcome<sdk::PaymentReport> abort(const std::string& reference, const sdk::CallContext& call) override;
    sdk::Outcome<sdk::PaymentReport> query(const std::string& reference, const sdk::CallContext& call) override;
    sdk::Outcome<sdk::PaymentReport> reverse(const sdk::ReversalRequest& request,
                                             const sdk::CallContext& call) override;
    sdk::Outcome<sdk::PaymentReport> lastTransaction(const sdk::CallContext& call) override;

private:
    using Report = sdk::Outcome<sdk::PaymentReport>;

    sdk::Outcome<Answer> exchange(const std::string& text, const std::string& serviceId, const sdk::CallContext& call);
    /// The answer to `serviceId`; events go to the call, answers to anything else are passed over.
    sdk::Outcome<std::optional<Answer>> awaitAnswer(const std::string& serviceId, const sdk::CallContext& call,
                                                    sdk::TimePoint until);
    Report transact(const std::string& text, const Reference& what, const sdk::CallContext& call);
    /// Nothing when what became of it could not be learnt.
    std::optional<Report> follow(const std::string& text, const Reference& what, const sdk::CallContext& call,
                                 sdk::TimePoint patience);
    std::optional<Report> stop(const Reference& what, const sdk::CallContext& call);
    std::optional<Report> resolve(const Reference& what, const sdk::CallContext& call, sdk::TimePoint until);
    Report ask(const Reference* what, const sdk::CallContext& call);
    Report settle(const Answer& answer, const Reference& what);
    void report(sdk::DeviceState device, const std::string& reason, bool isPaying);

    const Setup m_setup;
    NexoLink m_link;
    sdk::HostServices& m_host;
};

} // namespace banshi::drivers::plugins::payterm_nexo
