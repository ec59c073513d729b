// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/receipt_escpos/answer_sorter.h"
#include "banshi/drivers/plugins/receipt_escpos/encoder.h"
#include "banshi/drivers/plugins/receipt_escpos/status_bytes.h"

#include <banshi/drivers/sdk/byte_channel.h>
#include <banshi/drivers/sdk/host_services.h>
#include <memory>

namespace banshi::drivers::plugins::receipt_escpos
{

/// Drives an ESC/POS receipt printer on a serial line. A slip counts as printed only when the printer has answered the
/// question that stands behind the cut; without that answer the outcome is unknown, and nothing is ever repeated.
/// Whatever a slip without proof, or an earlier life of the host, has left in the printer is forgotten, cut off and
/// heard out before the next slip. Threads: as sdk::Device.
class EscPosPrinter : public sdk::ReceiptPrinter
{
public:
    /// How the head on this machine differs from the default, and how patient to be with it.
    struct Setup
    {
        HeadFormat format;
        EndMarker endMarker = EndMarker::PaperStatus;
        std::string model = "ESC/POS";
        unsigned firstNumber = 0;                   ///< of the end markers; another one in each life of the host
        std::chrono::milliseconds answerTime{500};  ///< for one status byte
        std::chrono::milliseconds slipTime{20'000}; ///< from the last byte sent to the end marker
    };

    /// `host` outlives the printer.
    EscPosPrinter(Setup setup, sdk::ChannelFactory connect, sdk::HostServices& host);

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override;
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::ReceiptPrinterCapabilities capabilities() const override;
    sdk::Outcome<void> printSlip(const sdk::Slip& slip, const sdk::CallContext& call) override;

private:
    /// What was heard in one stretch of listening.
    struct Ear
    {
        std::optional<std::uint8_t> status; ///< the last status byte
        int others = 0;                     ///< further bytes
        bool endOfSlip = false;
    };

    [[nodiscard]] sdk::Outcome<std::uint8_t> ask(Question question, const sdk::CallContext& call);
    [[nodiscard]] sdk::Outcome<Sensors> look(const sdk::CallContext& call);
    [[nodiscard]] sdk::Outcome<Ear> listen(AnswerSorter& sorter, bool forStatus, sdk::TimePoint until,
                                           const sdk::CallContext& call);
    [[nodiscard]] sdk::Outcome<void> awaitEnd(AnswerSorter& sorter, const sdk::CallContext& call);
    /// Asks for the sensors while a slip is on its way; holds nothing when the end marker came instead of an answer.
    [[nodiscard]] sdk::Outcome<std::optional<Sensors>> lookBehindSlip(AnswerSorter& sorter,
                                                                      const sdk::CallContext& call);
    /// Hears out what an earlier slip may still have to say. Errors: DeviceNotReady when the printer is not through
    /// with it, Canceled, TimeOut.
    [[nodiscard]] sdk::Outcome<void> settle(const sdk::CallContext& call);
    [[nodiscard]] sdk::Failure lost(const std::string& why, const sdk::CallContext& call);

    Setup m_setup;
    sdk::ChannelFactory m_connect;
    sdk::HostServices& m_host;
    std::unique_ptr<sdk::ByteChannel> m_channel;
    unsigned m_number; ///< of the last end marker
    /// A broken slip may still hang in the printer, and answers about it may be on their way: also when the process is
    /// new.
    bool m_isUnsettled = true;
};

} // namespace banshi::drivers::plugins::receipt_escpos
