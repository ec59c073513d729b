// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/device.h"

#include <cstdint>
#include <string>

namespace banshi::drivers::sdk
{

/// What became of a payment or of its reversal.
enum class PaymentState
{
    Approved,   ///< money was taken
    Declined,   ///< certain: no money was taken, the rail or the card said no
    Aborted,    ///< certain: no money was taken, somebody stopped it
    NotStarted, ///< certain: the terminal knows no such transaction; it may be tried again under a new reference
    InProgress, ///< the terminal is at it: ask again
    Reversed,   ///< a reversal was carried out: the money goes back
    Unknown,    ///< nobody can say now: ask again, then look into the acquirer's file
};

/// What is to be paid. Integer fen, never a decimal.
struct PaymentRequest
{
    std::string reference; ///< 1…10 letters and digits, never used before; in the caller's journal before the call
    std::int64_t amountFen = 0;
};

/// A payment that is to be taken back whole.
struct ReversalRequest
{
    std::string reference;         ///< of the reversal itself, as in PaymentRequest
    std::string terminalReference; ///< PaymentReport::terminalReference of the payment
    std::int64_t amountFen = 0;    ///< of the payment
};

/// What the terminal says of a transaction. Holds nothing of the card.
struct PaymentReport
{
    PaymentState state = PaymentState::Unknown;
    std::string reference;
    std::int64_t amountFen = 0;    ///< taken or given back; 0 otherwise
    std::string terminalReference; ///< the terminal's own words for it, to be kept for a reversal; opaque
    std::string reason;            ///< the device's word for anything but Approved and Reversed (`Refusal`)
};

/// Status of a payment terminal.
struct PaymentTerminalStatus
{
    CommonStatus common;
    bool paying = false; ///< a transaction runs
    bool operator==(const PaymentTerminalStatus&) const = default;
};

/// Capabilities of a payment terminal.
struct PaymentTerminalCapabilities
{
    CommonCapabilities common;
    bool reverse = true;           ///< can take payments back by itself
    bool queryAnyReference = true; ///< false: only the last transaction can be asked for
};

/// A card and code terminal with its own display and its own line to the bank (extension class `PaymentTerminal`).
/// Cancelling a running pay() is the abort: the driver tells the terminal, and reports what became of it all the same.
/// Threads: as Device.
class PaymentTerminal : public Device
{
public:
    /// Read once after each open().
    [[nodiscard]] virtual PaymentTerminalCapabilities capabilities() const = 0;
    /// Takes a payment. Events: PaymentProgress. Nothing is ever sent twice; an answer that got lost is asked for by
    /// the reference. On cancel or at the deadline it is aborted and asked for.
    /// Errors: DeviceNotReady, Canceled, TimeOut, CommandError with terminalBusy, each only when certainly nothing was
    /// begun; InvalidData (reference, amount); OutcomeUnknown when the terminal cannot be asked.
    virtual Outcome<PaymentReport> pay(const PaymentRequest& request, const CallContext& call) = 0;
    /// Stops the payment `reference`, also one that an earlier process began, and says what became of it.
    /// Errors: DeviceNotReady, TimeOut, Canceled; UnsupportedCommand.
    virtual Outcome<PaymentReport> abort(const std::string& reference, const CallContext& call) = 0;
    /// What became of `reference`; InProgress is an answer. Errors: DeviceNotReady, TimeOut, Canceled;
    /// UnsupportedCommand where only the last transaction can be asked for and it is another one.
    virtual Outcome<PaymentReport> query(const std::string& reference, const CallContext& call) = 0;
    /// Takes a payment back. Errors: as pay(), UnsupportedCommand.
    virtual Outcome<PaymentReport> reverse(const ReversalRequest& request, const CallContext& call) = 0;
    /// What became of the last transaction of the terminal, whoever began it. Errors: as query().
    virtual Outcome<PaymentReport> lastTransaction(const CallContext& call) = 0;
};

} // namespace banshi::drivers::sdk
