// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/idcard_sam/photo_decoder.h"
#include "banshi/drivers/plugins/idcard_sam/reader_line.h"

#include <banshi/drivers/sdk/host_services.h>
#include <banshi/drivers/sdk/id_card_reader.h>
#include <memory>
#include <string>

namespace banshi::drivers::plugins::idcard_sam
{

/// How one reader is used.
struct ReaderSettings
{
    int baud = 115200;        ///< one of kBauds; a reader that speaks another is set to it
    bool fingerprint = false; ///< the fingerprint templates are read, too, where reader and card have them
};

/// A second-generation identity-card reader with a SAM_V or SAM_A module.
/// Threads: the host's worker.
class SamReader : public sdk::IdCardReader
{
public:
    SamReader(LineFactory lines, std::unique_ptr<PhotoDecoder> decoder, sdk::HostServices& host,
              ReaderSettings settings = {});

    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override;
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] std::chrono::milliseconds pollPeriod() const override;
    [[nodiscard]] sdk::IdCardReaderCapabilities capabilities() const override;
    sdk::Outcome<sdk::IdCard> read(const sdk::CallContext& call) override;
    sdk::Outcome<void> waitRemoved(const sdk::CallContext& call) override;

private:
    sdk::Outcome<void> connect(const sdk::CallContext& call);
    sdk::Outcome<void> judgeModule(const SamReply& status);
    sdk::Outcome<bool> isCardPresent(const sdk::CallContext& call);
    sdk::Outcome<void> waitForCard(const sdk::CallContext& call);
    sdk::Outcome<sdk::IdCard> readOnce(const sdk::CallContext& call);
    sdk::Outcome<bool> select(const sdk::CallContext& call);
    sdk::Outcome<sdk::IdCard> readSelected(const sdk::CallContext& call);
    sdk::Outcome<SamReply> readRecords(const sdk::CallContext& call);
    sdk::Outcome<sdk::IdCard> interpret(const SamReply& reply, const sdk::CallContext& call);
    sdk::Failure readFault(std::uint8_t sw3, const sdk::CallContext& call);
    sdk::Outcome<void> takeNewestAddress(sdk::IdCard& card, const sdk::CallContext& call);
    void report(sdk::MediaState media);

    LineFactory m_lines;
    std::unique_ptr<PhotoDecoder> m_decoder;
    sdk::HostServices& m_host;
    const ReaderSettings m_settings;
    std::unique_ptr<SamLink> m_link;
    int m_baud = 0;                 // of m_link
    bool m_asksFingerprint = false; // until the module says that it cannot
    sdk::IdCardReaderStatus m_status;
    bool m_selected = false; // a card has been selected and was not seen leaving since
    bool m_spoiled = false;  // that card failed and has to be lifted before it can be read again
};

} // namespace banshi::drivers::plugins::idcard_sam
