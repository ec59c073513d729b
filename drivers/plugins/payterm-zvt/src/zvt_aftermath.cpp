// SPDX-License-Identifier: GPL-3.0-or-later
// What the end of a transaction means, and how it is found out when it did not come.
#include "banshi/drivers/plugins/payterm_zvt/zvt_terminal.h"

#include <algorithm>
#include <banshi/drivers/sdk/parting_call.h>

namespace banshi::drivers::plugins::payterm_zvt
{

namespace
{

using sdk::ErrorCode;
using sdk::failure;
using sdk::PaymentState;

constexpr int kTimesNotFound = 2; // a request that was still on its way may arrive after the first question

bool isEnd(const sdk::Outcome<sdk::PaymentReport>& report)
{
    return report && report->state != PaymentState::InProgress && report->state != PaymentState::Unknown;
}

} // namespace

ZvtTerminal::Report ZvtTerminal::known(const Entry& entry, PaymentState state, const std::string& reason,
                                       const StatusInformation* status)
{
    sdk::PaymentReport report;
    report.state = state;
    report.reference = entry.reference;
    report.reason = reason;
    const bool isMoney = state == PaymentState::Approved || state == PaymentState::Reversed;
    if (isMoney)
        // A reversal need not name the amount, and some terminals name another one (Portalum.Zvt, issue 24).
        report.amountFen =
            status != nullptr && status->amountFen > 0 && !entry.isReversal ? status->amountFen : entry.amountFen;
    if (isMoney && status != nullptr)
        report.terminalReference = terminalReferenceOf(status->mark.receipt, status->mark.trace);
    const bool isRecorded = status != nullptr && (status->mark.receipt != 0 || status->mark.trace != 0);
    m_ledger.finish(entry, report, isRecorded ? std::optional(status->mark) : std::nullopt);
    return report;
}

// Nothing where the terminal's words do not say whether money was taken.
std::optional<ZvtTerminal::Report> ZvtTerminal::settle(const Course& course, const Entry& entry)
{
    const StatusInformation* status = course.status ? &*course.status : nullptr;
    switch (course.end)
    {
    case Course::End::None:
        return std::nullopt;
    case Course::End::Completed:
        if (status == nullptr)
            return std::nullopt;
        if (status->result == 0)
            return known(entry, entry.isReversal ? PaymentState::Reversed : PaymentState::Approved, {}, status);
        return known(entry, status->result == result::kStopped ? PaymentState::Aborted : PaymentState::Declined,
                     reasonOf(status->result), status);
    case Course::End::Aborted:
    case Course::End::Refused:
        break;
    }
    const bool isContradiction = course.isUnclear || (status != nullptr && status->result == 0);
    if (isContradiction)
        return std::nullopt;
    if (course.isBusy())
    {
        (void)known(entry, PaymentState::NotStarted, {}, nullptr);
        return sdk::commandError("terminalBusy", "another transaction runs at the terminal");
    }
    if (course.code == result::kNotRegistered)
    {
        m_link.disconnect(); // a new registration comes with the next poll
        (void)known(entry, PaymentState::NotStarted, {}, nullptr);
        return failure(ErrorCode::DeviceNotReady, "the terminal wants a registration first");
    }
    return known(entry, course.code == result::kStopped ? PaymentState::Aborted : PaymentState::Declined,
                 reasonOf(course.code), status);
}

// Nobody wants the payment any more, or its time is over: it is stopped if it still runs, and asked for until its end
// is known. Terminals may ignore the stop (zvtlib, issue 2).
std::optional<ZvtTerminal::Report> ZvtTerminal::stop(const Entry& entry, const sdk::CallContext& call)
{
    const auto end = call.deadline();
    const std::chrono::nanoseconds left = end ? *end - call.now() : std::chrono::nanoseconds::max();
    const sdk::PartingCall parting(call, std::min<std::chrono::nanoseconds>(left, m_setup.partingTime));
    if (m_link.connect(parting) && m_link.send(abortCommand(), parting))
    {
        Course course;
        // Half of the time is for asking what became of it.
        (void)watch(course, parting, parting.now() + (*parting.deadline() - parting.now()) / 2);
        m_link.disconnect(); // the answer to the stop may still come, and is not that to the next command
        // A refused stop says nothing of the payment.
        if (course.end != Course::End::Refused)
            if (auto settled = settle(course, entry))
                return settled;
    }
    return resolve(entry, parting, *parting.deadline());
}

std::optional<ZvtTerminal::Report> ZvtTerminal::resolve(const Entry& entry, const sdk::CallContext& call,
                                                        sdk::TimePoint until)
{
    int timesNotFound = 0;
    while (!call.stopReason() && call.now() < until)
    {
        Report answer = ask(entry, call);
        timesNotFound = answer && answer->state == PaymentState::NotStarted ? timesNotFound + 1 : 0;
        if (timesNotFound == kTimesNotFound)
            return known(entry, PaymentState::NotStarted, {}, nullptr);
        if (isEnd(answer) && timesNotFound == 0)
            return answer;
        call.pause(m_setup.askPause);
    }
    return std::nullopt;
}

// The last payment of before, as long as the terminal can tell of it. False: the terminal is still at it.
sdk::Outcome<bool> ZvtTerminal::catchUp(const sdk::CallContext& call)
{
    const Entry* const last = m_ledger.last();
    if (last == nullptr)
        return true;
    const Entry entry = *last;
    for (int timesNotFound = 1;; ++timesNotFound)
    {
        const Report answer = ask(entry, call);
        if (!answer)
            return answer.failure();
        if (answer->state != PaymentState::NotStarted)
            return answer->state != PaymentState::InProgress;
        if (timesNotFound == kTimesNotFound)
            break;
        if (!call.pause(m_setup.askPause))
            return *call.stopReason();
    }
    (void)known(entry, PaymentState::NotStarted, {}, nullptr);
    return true;
}

sdk::Outcome<sdk::PaymentReport> ZvtTerminal::ask(const Entry& entry, const sdk::CallContext& call)
{
    if (entry.isBuried)
        return sdk::PaymentReport{PaymentState::Unknown, entry.reference, 0, {}, "otherTransaction"};
    const auto isReady = ready(call);
    if (!isReady)
        return isReady.failure();
    sdk::PaymentReport open{PaymentState::InProgress, entry.reference, 0, {}, {}};
    if (!*isReady)
        return open;
    const auto course = run(repeatReceipt(m_setup.registration), call);
    if (!course)
        return course.failure();
    if (course->isBusy())
        return open;
    open.state = PaymentState::Unknown;
    open.reason = course->status ? "otherTransaction" : "noReceipt";
    if (!course->status || !entry.before)
        return open;
    const StatusInformation& last = *course->status;
    if (last.mark == *entry.before)
    {
        open.state = PaymentState::NotStarted; // the terminal is at rest and has made no record of it
        open.reason.clear();
        return open;
    }
    if (!entry.isReversal && last.amountFen != 0 && last.amountFen != entry.amountFen)
        return open;
    Course told = *course;
    told.end = Course::End::Completed; // of the transaction, not of the question
    return settle(told, entry).value_or(open);
}

sdk::Outcome<sdk::PaymentReport> ZvtTerminal::query(const std::string& reference, const sdk::CallContext& call)
{
    if (const Entry* entry = m_ledger.pending(reference); entry != nullptr)
        return ask(Entry(*entry), call);
    if (const sdk::PaymentReport* done = m_ledger.done(reference); done != nullptr)
        return *done;
    return failure(ErrorCode::UnsupportedCommand,
                   "not in the ledger, and the terminal knows its last transaction only");
}

sdk::Outcome<sdk::PaymentReport> ZvtTerminal::abort(const std::string& reference, const sdk::CallContext& call)
{
    const Entry* pending = m_ledger.pending(reference);
    if (pending == nullptr || pending->isBuried)
        return query(reference, call); // whatever runs at the terminal, it is not this one
    const Entry entry = *pending;
    if (auto connected = m_link.connect(call); !connected)
        return connected.failure();
    if (auto sent = m_link.send(abortCommand(), call); !sent)
        return sent.failure();
    Course course;
    const auto watched = watch(course, call, call.atMost(m_setup.answerTime));
    m_link.disconnect();
    if (!watched)
        return watched.failure();
    if (course.end == Course::End::Aborted)
        if (auto settled = settle(course, entry))
            return *settled;
    for (;;)
    {
        Report answer = ask(entry, call);
        if (!answer || answer->state != PaymentState::InProgress || !call.pause(m_setup.askPause))
            return answer;
    }
}

sdk::Outcome<sdk::PaymentReport> ZvtTerminal::lastTransaction(const sdk::CallContext& call)
{
    if (const Entry* entry = m_ledger.last(); entry != nullptr)
        if (Report answer = ask(Entry(*entry), call);
            !answer || isEnd(answer) || answer->state == PaymentState::InProgress)
            return answer;
    const auto isReady = ready(call);
    if (!isReady)
        return isReady.failure();
    const auto course = run(repeatReceipt(m_setup.registration), call);
    if (!course)
        return course.failure();
    sdk::PaymentReport report;
    if (!course->status)
        return report;
    const StatusInformation& last = *course->status;
    report.reference = m_ledger.referenceOf(last.mark);
    if (const sdk::PaymentReport* done = m_ledger.done(report.reference); done != nullptr && !report.reference.empty())
        return *done;
    const bool isPaid = last.result == 0;
    report.state = isPaid ? PaymentState::Approved : PaymentState::Declined;
    report.amountFen = isPaid ? last.amountFen : 0;
    report.terminalReference = isPaid ? terminalReferenceOf(last.mark.receipt, last.mark.trace) : std::string();
    report.reason = isPaid ? std::string() : reasonOf(last.result);
    return report;
}

} // namespace banshi::drivers::plugins::payterm_zvt
