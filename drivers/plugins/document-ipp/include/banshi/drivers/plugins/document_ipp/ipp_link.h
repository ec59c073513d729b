// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/plugins/document_ipp/job_facts.h"
#include "banshi/drivers/plugins/document_ipp/printer_facts.h"

#include <banshi/drivers/sdk/call_context.h>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace banshi::drivers::plugins::document_ipp
{

/// Where a printer is: an ipp: or ipps: URI taken apart.
struct PrinterAddress
{
    std::string uri; ///< as it goes into printer-uri
    std::string host;
    int port = 631;
    std::string resource; ///< e.g. /ipp/print
    bool encrypted = false;
};

/// Takes a URI apart. Errors: InvalidData when it is not an ipp or ipps URI with a host.
[[nodiscard]] sdk::Outcome<PrinterAddress> parsePrinterUri(const std::string& uri);

/// Detail of the DeviceNotReady failure of a printer that works on another job.
inline constexpr const char* kBusy = "server-error-busy";

/// What became of an attempt to hand over a document.
enum class Handover
{
    NotSent,  ///< certain: no byte of it left
    Refused,  ///< the printer answered no by the request's head: certain that nothing of it was printed
    Failed,   ///< the printer answered no, and may have begun to print
    Taken,    ///< the printer answered yes
    Unproven, ///< it left, at least in part, and no answer came
};
/// That, and why.
struct HandoverReport
{
    Handover outcome = Handover::NotSent;
    std::string detail; ///< IPP status keyword or the system's reason
};

/// A job in the printer's list.
struct ListedJob
{
    std::int32_t id = 0;
    std::string name; ///< as it was made
    JobFacts facts;
};

/// How many ended jobs a list holds at most.
inline constexpr int kMostEndedJobs = 50;
/// Which jobs of this driver a list holds.
enum class WhichJobs
{
    Open,  ///< not ended yet
    Ended, ///< the last kMostEndedJobs that the printer remembers
};

/// The IPP operations that the driver needs, each one HTTP exchange on a connection of its own. Nothing is ever sent
/// twice: cupsDoRequest() and its like repeat requests on their own and are not used.
/// Threads: one. Errors of all methods: DeviceNotReady (no connection, no answer), HardwareError (an answer that makes
/// no sense), Canceled and TimeOut by the context.
class IppLink
{
public:
    explicit IppLink(PrinterAddress address) : m_address(std::move(address)) {}

    /// Get-Printer-Attributes.
    [[nodiscard]] sdk::Outcome<PrinterFacts> printer(const sdk::CallContext& call) const;
    /// Create-Job for one-sided sheets of `media` (printer's default when empty).
    [[nodiscard]] sdk::Outcome<sdk::PrintJob> createJob(const std::string& name, const std::string& media,
                                                        const sdk::CallContext& call) const;
    /// Send-Document as last document.
    [[nodiscard]] HandoverReport sendDocument(std::int32_t job, const std::string& format,
                                              std::span<const std::uint8_t> data, const sdk::CallContext& call) const;
    /// Get-Job-Attributes; nothing when the printer does not know the job.
    [[nodiscard]] sdk::Outcome<std::optional<JobFacts>> job(std::int32_t job, const sdk::CallContext& call) const;
    /// Cancel-Job. Errors: InvalidData when the printer does not know the job. A finished job counts as success.
    [[nodiscard]] sdk::Outcome<void> cancelJob(std::int32_t job, const sdk::CallContext& call) const;
    /// Get-Jobs of this driver.
    [[nodiscard]] sdk::Outcome<std::vector<ListedJob>> jobs(WhichJobs which, const sdk::CallContext& call) const;

private:
    PrinterAddress m_address;
};

} // namespace banshi::drivers::plugins::document_ipp
