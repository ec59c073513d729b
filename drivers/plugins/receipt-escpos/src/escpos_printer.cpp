// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/receipt_escpos/escpos_printer.h"

#include <array>
#include <banshi/drivers/sdk/parting_call.h>
#include <banshi/drivers/sdk/wipe.h>
#include <utility>

namespace banshi::drivers::plugins::receipt_escpos
{

namespace
{

using sdk::ErrorCode;
using sdk::failure;

constexpr int kAttempts = 3;
constexpr std::chrono::milliseconds kMarkerSlice(500);
constexpr std::chrono::milliseconds kQuiet(200);   // behind the last answer nothing more is on its way
constexpr std::chrono::milliseconds kParting(500); // for a few bytes when the caller's time is over

} // namespace

EscPosPrinter::EscPosPrinter(Setup setup, sdk::ChannelFactory connect, sdk::HostServices& host)
    : m_setup(std::move(setup)), m_connect(std::move(connect)), m_host(host), m_number(m_setup.firstNumber)
{
}

sdk::Outcome<void> EscPosPrinter::open(const sdk::CallContext& call)
{
    auto channel = m_connect(call);
    if (!channel)
        return channel.failure();
    m_channel = std::move(*channel);
    m_isUnsettled = true;
    // What an earlier life of the host sent and could not see the end of must not come out when there is paper again.
    if (auto sent = m_channel->write(kForgetBuffers, call); !sent)
        return sent;
    if (auto sent = m_channel->write(kNoStatusBack, call); !sent)
        return sent;
    return poll(call);
}

void EscPosPrinter::close()
{
    m_channel.reset();
}

sdk::Outcome<void> EscPosPrinter::poll(const sdk::CallContext& call)
{
    const auto sensors = look(call);
    if (!sensors)
        return sensors.failure();
    m_host.setStatus(statusOf(*sensors));
    return {};
}

sdk::ReceiptPrinterCapabilities EscPosPrinter::capabilities() const
{
    sdk::ReceiptPrinterCapabilities capabilities;
    capabilities.common.model = m_setup.model;
    capabilities.columns = m_setup.format.columns;
    return capabilities;
}

// Reads until the end marker comes (or a status byte, when one was asked for), but no longer than `until`.
sdk::Outcome<EscPosPrinter::Ear> EscPosPrinter::listen(AnswerSorter& sorter, bool forStatus, sdk::TimePoint until,
                                                       const sdk::CallContext& call)
{
    Ear ear;
    while (!ear.endOfSlip && !(forStatus && ear.status) && call.now() < until)
    {
        std::array<std::uint8_t, 64> bytes{};
        const auto count = m_channel->read(bytes, call, until);
        if (!count)
            return count.failure();
        for (std::size_t i = 0; i < *count; ++i)
        {
            const Heard heard = sorter.hear(bytes[i]);
            ear.endOfSlip = ear.endOfSlip || heard == Heard::EndOfSlip;
            if (heard != Heard::Status || std::exchange(ear.status, bytes[i]))
                ++ear.others;
        }
    }
    return ear;
}

// One status byte. A clean answer is exactly one byte with the fixed bits; when more arrives, the line is noisy or a
// late answer is on its way, and the question is put again until two answers in a row agree.
sdk::Outcome<std::uint8_t> EscPosPrinter::ask(Question question, const sdk::CallContext& call)
{
    std::optional<std::uint8_t> before;
    for (int attempt = 0; attempt < kAttempts; ++attempt)
    {
        m_channel->discardInput();
        const std::array<std::uint8_t, 3> request{0x10, 0x04, static_cast<std::uint8_t>(question)};
        if (auto sent = m_channel->write(request, call); !sent)
            return sent.failure();
        AnswerSorter noSlip(EndMarker::ProcessId, 0);
        const auto ear = listen(noSlip, true, call.atMost(m_setup.answerTime), call);
        if (!ear)
            return ear.failure();
        if (auto stop = call.stopReason())
            return *stop;
        if (ear->status && (ear->others == 0 || ear->status == before))
            return *ear->status;
        before = ear->status;
    }
    return failure(ErrorCode::DeviceNotReady, "no clear answer to DLE EOT");
}

sdk::Outcome<Sensors> EscPosPrinter::look(const sdk::CallContext& call)
{
    if (!m_channel)
        return failure(ErrorCode::DeviceNotReady, "not open");
    Sensors sensors;
    for (const Question question : {Question::Printer, Question::OfflineCause, Question::Error, Question::PaperRoll})
    {
        const auto answer = ask(question, call);
        if (!answer)
            return answer.failure();
        apply(question, *answer, sensors);
    }
    return sensors;
}

sdk::Outcome<void> EscPosPrinter::printSlip(const sdk::Slip& slip, const sdk::CallContext& call)
{
    const auto sensors = look(call);
    if (!sensors)
        return sensors.failure();
    m_host.setStatus(statusOf(*sensors));
    if (const std::string refusal = refusalFor(*sensors); !refusal.empty())
        return sdk::commandError(refusal, "refused before the first byte");
    auto bytes = encodeSlip(slip, m_setup.format, m_isUnsettled);
    if (!bytes)
        return bytes.failure();
    if (auto settled = settle(call); !settled)
        return settled;
    AnswerSorter sorter(m_setup.endMarker, ++m_number);
    const auto marker = sorter.request();
    bytes->insert(bytes->end(), marker.begin(), marker.end());
    if (auto stop = call.stopReason())
        return *stop;

    m_channel->discardInput();
    m_isUnsettled = true;
    const auto sent = m_channel->write(*bytes, call);
    sdk::wipe(*bytes);
    if (!sent)
        return lost("the line broke within it: " + sent.failure().detail, call);
    return awaitEnd(sorter, call);
}

sdk::Outcome<void> EscPosPrinter::awaitEnd(AnswerSorter& sorter, const sdk::CallContext& call)
{
    const sdk::TimePoint limit = call.atMost(m_setup.slipTime);
    std::string cause; // of the standstill, as the look before said
    while (call.now() < limit)
    {
        const auto ear = listen(sorter, false, std::min(limit, call.now() + kMarkerSlice), call);
        if (!ear)
            return lost(ear.failure().detail, call);
        const auto sensors =
            ear->endOfSlip ? sdk::Outcome<std::optional<Sensors>>(std::nullopt) : lookBehindSlip(sorter, call);
        if (!sensors)
            return lost(sensors.failure().detail, call);
        if (!*sensors)
        {
            m_isUnsettled = false;
            return {};
        }
        const std::string now = refusalFor(**sensors);
        if (!now.empty() && now == cause)
        {
            m_host.setStatus(statusOf(**sensors));
            return lost(now, call);
        }
        cause = now;
    }
    return lost("no end marker", call);
}

// Everything of the slip has been sent, so that a real-time question cannot fall into one of its commands any more.
sdk::Outcome<std::optional<Sensors>> EscPosPrinter::lookBehindSlip(AnswerSorter& sorter, const sdk::CallContext& call)
{
    Sensors sensors;
    for (const Question question : {Question::OfflineCause, Question::Error, Question::PaperRoll})
    {
        const std::array<std::uint8_t, 3> request{0x10, 0x04, static_cast<std::uint8_t>(question)};
        if (auto sent = m_channel->write(request, call); !sent)
            return sent.failure();
        const auto ear = listen(sorter, true, call.atMost(m_setup.answerTime), call);
        if (!ear)
            return ear.failure();
        if (ear->endOfSlip)
            return std::optional<Sensors>();
        if (ear->status)
            apply(question, *ear->status, sensors);
    }
    return std::optional<Sensors>(sensors);
}

// Behind the command that forgets the slip before stands a question that is answered in its turn: with the answer all
// older ones are in, too. None of them can be taken for the proof of the next slip.
sdk::Outcome<void> EscPosPrinter::settle(const sdk::CallContext& call)
{
    if (!m_isUnsettled)
        return {};
    AnswerSorter sorter(m_setup.endMarker, ++m_number);
    if (auto sent = m_channel->write(sorter.request(), call); !sent)
        return sent;
    const sdk::TimePoint limit = call.atMost(m_setup.slipTime);
    for (bool isAnswered = false; call.now() < limit;)
    {
        const auto ear = listen(sorter, false, isAnswered ? std::min(limit, call.now() + kQuiet) : limit, call);
        if (!ear)
            return ear.failure();
        if (isAnswered && !ear->endOfSlip && !ear->status && ear->others == 0)
            return {};
        isAnswered = isAnswered || ear->endOfSlip;
    }
    if (auto stop = call.stopReason())
        return *stop;
    return failure(ErrorCode::DeviceNotReady, "the printer is not through with an earlier slip");
}

// The slip is lost in the printer: let it forget the rest, so that no later resident gets it. That is said also when
// nobody waits any more.
sdk::Failure EscPosPrinter::lost(const std::string& why, const sdk::CallContext& call)
{
    (void)m_channel->write(kForgetBuffers, sdk::PartingCall(call, kParting));
    return failure(ErrorCode::OutcomeUnknown, "slip not proven: " + why);
}

} // namespace banshi::drivers::plugins::receipt_escpos
