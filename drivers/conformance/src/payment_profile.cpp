// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/tally.h"
#include "banshi/drivers/protocol/payment_payloads.h"
#include "profiles.h"

#include <QRandomGenerator>

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;
using sdk::PaymentState;

constexpr std::int64_t kFen = 1; // so that what the terminal has taken counts its payments
constexpr int kReferenceLength = 10;
constexpr int kTries = 3;               // of a payment that another host's connection got in the way of
constexpr auto kAtTheTerminal = 6000ms; // until a payment is, also behind a question that found no answer
constexpr auto kToPay = 10s;
constexpr const char* kAtReversal = "terminal-falls-silent-at-a-reversal";

// A real terminal remembers those of earlier trials.
std::string newReference()
{
    constexpr char kLetters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::string reference;
    for (int i = 0; i < kReferenceLength; ++i)
        reference += kLetters[QRandomGenerator::global()->bounded(36)];
    return reference;
}

std::optional<sdk::PaymentReport> reportOf(const std::optional<client::Completion>& done)
{
    if (!done || !done->ok())
        return std::nullopt;
    auto report = protocol::paymentReportFromJson(done->payload);
    return report ? std::optional(std::move(*report)) : std::nullopt;
}

class PaymentProfile : public ClassProfile
{
public:
    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::PaymentTerminal; }
    [[nodiscard]] std::string statusMember() const override { return "paymentTerminal"; }
    [[nodiscard]] std::vector<std::string> operationActs() const override { return {act::kOffer}; }
    [[nodiscard]] std::string cheapCommand() const override { return std::string(protocol::command::kQueryPayment); }
    [[nodiscard]] std::string deed() const override { return "payments the terminal has approved"; }
    // The terminal is told to stop, and asked what became of it.
    [[nodiscard]] std::chrono::milliseconds stopGrace() const override { return 11s; }

    [[nodiscard]] nlohmann::json payload(Bench&, const std::string& command) const override
    {
        if (command == protocol::command::kQueryPayment)
            return {{"reference", "never0paid"}};
        return protocol::toJson(sdk::PaymentRequest{newReference(), kFen});
    }

    [[nodiscard]] std::vector<std::pair<std::string, nlohmann::json>> wrongRequests() const override
    {
        const std::string pay(protocol::command::kPay);
        const std::string reverse(protocol::command::kReversePayment);
        return {{pay, {{"reference", newReference()}, {"amountFen", 0}}},
                {pay, {{"reference", newReference()}, {"amountFen", -kFen}}},
                {pay, {{"reference", newReference()}, {"amountFen", 0.5}}},
                {pay, {{"reference", "with space"}, {"amountFen", kFen}}},
                {reverse, {{"reference", newReference()}, {"terminalReference", ""}, {"amountFen", kFen}}},
                {reverse, {{"reference", newReference()}, {"terminalReference", "of nobody"}, {"amountFen", kFen}}}};
    }

    [[nodiscard]] std::vector<Situation> situations() const override
    {
        const std::string pay(protocol::command::kPay);
        const std::string reverse(protocol::command::kReversePayment);
        const Codes unknown{CompletionCode::OutcomeUnknown};
        // A terminal that is silent from the start may not have been asked at all.
        const Codes open{CompletionCode::OutcomeUnknown, CompletionCode::DeviceNotReady, CompletionCode::TimeOut,
                         CompletionCode::Canceled, CompletionCode::UnsupportedCommand};
        return {
            {"waiting-for-the-person",
             {},
             pay,
             {},
             probe::kWorking,
             1200ms,
             {CompletionCode::Success, CompletionCode::Canceled},
             {CompletionCode::Success, CompletionCode::TimeOut},
             unknown},
            {"terminal-falls-silent", {}, pay, {act::kStall}, probe::kWorking, 1200ms, unknown, unknown, unknown},
            {kAtReversal, {act::kStall}, reverse, {}, {}, 1200ms, open, open, open, {act::kOffer}},
        };
    }

    [[nodiscard]] tl::expected<nlohmann::json, std::string> prepare(Bench& bench, FarEnd& end,
                                                                    const Situation& situation) const override
    {
        if (situation.name != kAtReversal)
            return ClassProfile::prepare(bench, end, situation);
        sdk::PaymentReport paid;
        if (const Verdict verdict = PaymentProfile::pay(bench, end, paid); verdict.result != Result::Passed)
            return tl::unexpected(verdict.reason);
        return protocol::toJson(sdk::ReversalRequest{newReference(), paid.terminalReference, kFen});
    }

    [[nodiscard]] Claim claimOf(const client::Completion& done) const override
    {
        if (done.isSurelyUndone())
            return Claim::Undone;
        const auto report = reportOf(done);
        if (!report || report->state == PaymentState::Unknown || report->state == PaymentState::InProgress)
            return Claim::None;
        return report->state == PaymentState::Approved ? Claim::Done : Claim::Undone;
    }

    Verdict operate(Bench& bench, FarEnd& end, QStringList& marks) const override
    {
        for (const std::string& mark : end.marks())
            marks << QString::fromStdString(mark);
        Tally taken(end, deed());
        sdk::PaymentReport paid;
        if (Verdict verdict = pay(bench, end, paid); verdict.result != Result::Passed)
            return verdict;
        Verdict counted = taken.isExactly(1, "one payment is made");
        if (counted.result != Result::Passed)
            return counted;
        if (Verdict verdict = isRemembered(bench, paid); verdict.result != Result::Passed)
            return verdict;
        if (!bench.proxy().capabilities().value("/paymentTerminal/reverse"_json_pointer, false))
            return counted;
        Tally left(end, "payments the terminal has given back");
        const std::string reference = newReference();
        const auto done =
            bench.run(protocol::command::kReversePayment,
                      protocol::toJson(sdk::ReversalRequest{reference, paid.terminalReference, kFen}), kToPay);
        const auto reversal = reportOf(done);
        if (!reversal || reversal->state != PaymentState::Reversed)
            return failed("a payment is not taken back: " + describe(done));
        // A simulator counts what it has in the end, a person what came back.
        Verdict given = left.isExactly(left.isWatched() ? 1 : -1, "the money went back");
        return given.result == Result::Passed ? counted : given;
    }

private:
    // What certainly was not begun is tried again under a new reference, as an application does.
    static Verdict pay(Bench& bench, FarEnd& end, sdk::PaymentReport& paid)
    {
        Verdict verdict;
        for (int i = 0; i < kTries; ++i)
        {
            bool isNotStarted = false;
            verdict = payOnce(bench, end, paid, isNotStarted);
            if (!isNotStarted)
                break;
        }
        return verdict;
    }

    static Verdict payOnce(Bench& bench, FarEnd& end, sdk::PaymentReport& paid, bool& isNotStarted)
    {
        const sdk::PaymentRequest request{newReference(), kFen};
        const SentPtr sent = bench.send(protocol::command::kPay, protocol::toJson(request), kToPay + end.pace());
        const auto isThere = [&] { return sent->completion || end.ask(probe::kWorking).value_or(1) != 0; };
        if (!bench.waitUntil(isThere, kAtTheTerminal) || sent->completion)
        {
            const auto early = reportOf(sent->completion);
            isNotStarted = early && early->state == PaymentState::NotStarted;
            return failed("Pay does not get as far as the terminal: " + describe(sent->completion) +
                          (early ? " " + sent->completion->payload.dump() : std::string()));
        }
        if (!end.perform(act::kOffer))
            return failed("the far end cannot pay");
        (void)bench.finish(sent, kToPay + kAtTheTerminal + end.pace());
        const auto report = reportOf(sent->completion);
        if (!report || report->state != PaymentState::Approved)
            return failed("a payment that was made is not reported: " + describe(sent->completion));
        if (report->reference != request.reference || report->amountFen != kFen || report->terminalReference.empty())
            return failed("the report of a payment has another reference or amount, or none of the terminal's");
        paid = *report;
        return passed();
    }

    static Verdict isRemembered(Bench& bench, const sdk::PaymentReport& paid)
    {
        const auto asked = bench.run(protocol::command::kQueryPayment, {{"reference", paid.reference}}, kToPay);
        const auto known = reportOf(asked);
        if (!known || known->state != PaymentState::Approved || known->amountFen != paid.amountFen)
            return failed("a payment that has just been made is not known any more: " + describe(asked));
        const auto last = bench.run(protocol::command::kLastTransaction, nlohmann::json::object(), kToPay);
        const auto lastKnown = reportOf(last);
        if (!lastKnown || lastKnown->state != PaymentState::Approved)
            return failed("the last transaction is not the payment just made: " + describe(last));
        return passed();
    }
};

} // namespace

std::unique_ptr<ClassProfile> makePaymentProfile()
{
    return std::make_unique<PaymentProfile>();
}

} // namespace banshi::drivers::conformance
