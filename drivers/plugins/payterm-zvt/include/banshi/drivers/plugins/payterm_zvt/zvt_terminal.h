// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/payterm_zvt/zvt_fields.h"
#include "banshi/drivers/plugins/payterm_zvt/zvt_ledger.h"
#include "banshi/drivers/plugins/payterm_zvt/zvt_link.h"
#include "banshi/drivers/plugins/payterm_zvt/zvt_requests.h"

#include <banshi/drivers/sdk/host_services.h>
#include <banshi/drivers/sdk/payment_terminal.h>
#include <optional>
#include <string>

namespace banshi::drivers::plugins::payterm_zvt
{

/// How far a command has come.
struct Course
{
    enum class End
    {
        None,
        Completed,
        Aborted, ///< the terminal gave it up, `code` says why
        Refused, ///< it was never begun, `code` says why
    };
    End end = End::None;
    std::uint8_t code = 0;
    std::optional<StatusInformation> status;
    bool isUnclear = false; ///< a status information came that cannot be read
    bool isHeard = false;   ///< the terminal has said something since

    /// The terminal is at another command.
    [[nodiscard]] bool isBusy() const
    {
        return (end == End::Refused || end == End::Aborted) && code == result::kPleaseWait;
    }
};

/// A payment terminal that speaks ZVT. A payment is sent once; what became of it when its end is lost is asked for with
/// "repeat receipt", which tells of the terminal's last transaction only: it is ours when it is another one than before
/// and has our amount. Threads: the host's worker.
class ZvtTerminal : public sdk::PaymentTerminal
{
public:
    /// What the terminal was set up with, and how patient to be.
    struct Setup
    {
        Registration registration;
        std::string ledgerFile;                        ///< empty: nothing outlives the process
        std::chrono::milliseconds firstWord{1'500};    ///< in which a terminal acknowledges a command
        std::chrono::milliseconds answerTime{5'000};   ///< for anything but a payment
        std::chrono::milliseconds partingTime{10'000}; ///< for aborting a payment and seeing what became of it
        std::chrono::milliseconds askPause{1'000};     ///< between two questions after the same transaction
    };

    /// `host` outlives the terminal.
    ZvtTerminal(Setup setup, sdk::ChannelFactory connect, sdk::HostServices& host);

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override;
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::PaymentTerminalCapabilities capabilities() const override;
    sdk::Outcome<sdk::PaymentReport> pay(const sdk::PaymentRequest& request, const sdk::CallContext& call) override;
    sdk::Outcome<sdk::PaymentReport> abort(const std::string& reference, const sdk::CallContext& call) override;
    sdk::Outcome<sdk::PaymentReport> query(const std::string& reference, const sdk::CallContext& call) override;
    sdk::Outcome<sdk::PaymentReport> reverse(const sdk::ReversalRequest& request,
                                             const sdk::CallContext& call) override;
    sdk::Outcome<sdk::PaymentReport> lastTransaction(const sdk::CallContext& call) override;

private:
    using Report = sdk::Outcome<sdk::PaymentReport>;

    /// Connects and registers if need be. False: the terminal is at a transaction. Errors: DeviceNotReady, …
    sdk::Outcome<bool> ready(const sdk::CallContext& call);
    /// Sends a short command and waits for its end. Errors: as ZvtLink; DeviceNotReady when none came.
    sdk::Outcome<Course> run(const Apdu& command, const sdk::CallContext& call);
    /// Listens until the command has its end or `until`. Errors: as ZvtLink::receive().
    sdk::Outcome<void> watch(Course& course, const sdk::CallContext& call, sdk::TimePoint until);
    Report transact(const Apdu& command, Entry entry, const sdk::CallContext& call);
    /// Nothing when what became of it could not be learnt.
    std::optional<Report> follow(const Apdu& command, const Entry& entry, const sdk::CallContext& call,
                                 sdk::TimePoint patience);
    std::optional<Report> settle(const Course& course, const Entry& entry);
    std::optional<Report> stop(const Entry& entry, const sdk::CallContext& call);
    std::optional<Report> resolve(const Entry& entry, const sdk::CallContext& call, sdk::TimePoint until);
    /// Finds out the end of the transaction before; false: it still runs. Errors: as ask().
    sdk::Outcome<bool> catchUp(const sdk::CallContext& call);
    /// One question after a transaction whose end is not known.
    Report ask(const Entry& entry, const sdk::CallContext& call);
    Report known(const Entry& entry, sdk::PaymentState state, const std::string& reason,
                 const StatusInformation* status);
    void report(sdk::DeviceState device, const std::string& reason, bool isPaying);

    const Setup m_setup;
    ZvtLink m_link;
    ZvtLedger m_ledger;
    sdk::HostServices& m_host;
    bool m_isRegistered = false;
};

} // namespace banshi::drivers::plugins::payterm_zvt
