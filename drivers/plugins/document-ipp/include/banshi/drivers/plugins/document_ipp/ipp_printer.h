// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/document_ipp/ipp_link.h"

#include <banshi/drivers/sdk/host_services.h>
#include <optional>

namespace banshi::drivers::plugins::document_ipp
{

/// Drives a sheet printer by IPP, without a queue in between. It never repeats a job; what cannot be known after the
/// first byte of a document is Unknown.
/// Threads: as sdk::Device.
class IppPrinter : public sdk::DocumentPrinter
{
public:
    /// `media` is a PWG 5101.1 size name, or empty for the printer's default; `ignoredReasons` are whole
    /// printer-state-reasons that mean nothing here (an empty second tray).
    struct Setup
    {
        PrinterAddress address;
        std::string media = "iso_a4_210x297mm";
        std::vector<std::string> ignoredReasons = {};
        std::chrono::milliseconds pollTime{250}; ///< between two questions after a running job
    };

    /// `host` outlives the printer.
    IppPrinter(Setup setup, sdk::HostServices& host);

    /// Also drops jobs that an earlier life of this driver made and never gave a document: no paper can come of them,
    /// but they keep the printer from taking others.
    sdk::Outcome<void> open(const sdk::CallContext& call) override;
    void close() override {}
    sdk::Outcome<void> poll(const sdk::CallContext& call) override;
    [[nodiscard]] sdk::DocumentPrinterCapabilities capabilities() const override { return m_capabilities; }
    sdk::Outcome<sdk::PrintJob> createJob(const std::string& jobName, const sdk::CallContext& call) override;
    /// A printer that cannot be reached or refuses the document unread gives a report FailedClean, for then no byte was
    /// printed. After any other no the job is cancelled, and what it says of its sheets counts.
    sdk::Outcome<sdk::PrintReport> sendDocument(const sdk::PrintDocument& document,
                                                const sdk::CallContext& call) override;
    sdk::Outcome<sdk::JobReport> jobStatus(std::int32_t jobId, const sdk::CallContext& call) override;
    sdk::Outcome<void> cancelJob(std::int32_t jobId, const sdk::CallContext& call) override;
    sdk::Outcome<std::vector<sdk::JobSummary>> jobHistory(const sdk::CallContext& call) override;

private:
    [[nodiscard]] sdk::Outcome<PrinterFacts> look(const sdk::CallContext& call);
    [[nodiscard]] sdk::Outcome<sdk::PrintReport> follow(const sdk::PrintDocument& document,
                                                        const sdk::CallContext& call);
    [[nodiscard]] sdk::Outcome<sdk::PrintReport> giveUp(const sdk::PrintDocument& document,
                                                        const sdk::CallContext& call);
    [[nodiscard]] sdk::PrintReport cleanReport(std::int32_t job, const std::string& reason,
                                               const sdk::CallContext& call);

    Setup m_setup;
    IppLink m_link;
    sdk::HostServices& m_host;
    sdk::DocumentPrinterCapabilities m_capabilities;
    std::optional<std::int32_t> m_emptyJob; ///< made, but not yet given a document
};

} // namespace banshi::drivers::plugins::document_ipp
