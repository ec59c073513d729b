// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/device.h"

#include <cstdint>
#include <string>
#include <vector>

namespace banshi::drivers::sdk
{

/// A job that exists at the printer, but has no document yet.
struct PrintJob
{
    std::int32_t jobId = 0; ///< IPP job-id
    std::string jobUri;
};

/// The document of a job.
struct PrintDocument
{
    std::int32_t jobId = 0;
    std::string format; ///< MIME type, `application/pdf`
    std::vector<std::uint8_t> data;
    int pages = 1;
    int copies = 1;
};

/// What is known of the paper when a job has ended.
enum class PrintResult
{
    Done,          ///< every page is out
    FailedClean,   ///< certain: no page came out
    FailedPartial, ///< some pages came out
    Unknown,       ///< nobody can say
};

/// The end of a job.
struct PrintReport
{
    PrintResult result = PrintResult::Unknown;
    std::uint32_t impressions = 0;
    std::vector<std::string> reasons; ///< IPP keywords
};

/// What the printer says of a job when asked.
struct JobReport
{
    bool known = false; ///< false: the printer does not remember such a job
    std::string state;  ///< IPP job-state keyword
    std::uint32_t impressions = 0;
    std::vector<std::string> reasons;
};

/// What is used up, as the printer names it.
struct Supply
{
    std::string name; ///< e.g. `black`
    int percent = -1; ///< 0…100; -1: the printer does not know
    bool operator==(const Supply&) const = default;
};

/// One tray for blank sheets.
struct Tray
{
    std::string name;
    PaperState paper = PaperState::Unknown;
    int sheets = -1; ///< -1: the printer does not know
    bool operator==(const Tray&) const = default;
};

/// One job that the printer remembers.
struct JobSummary
{
    std::int32_t jobId = 0;
    std::string name;  ///< as it was made
    std::string state; ///< IPP job-state keyword
    std::uint32_t impressions = 0;
};

/// Status of a document printer.
struct DocumentPrinterStatus
{
    CommonStatus common;
    PaperState paper = PaperState::Unknown;
    TonerState toner = TonerState::Unknown;
    MediaState media = MediaState::Unknown;
    std::vector<Supply> supplies;
    std::vector<Tray> trays;
    bool operator==(const DocumentPrinterStatus&) const = default;
};

/// Capabilities of a document printer.
struct DocumentPrinterCapabilities
{
    CommonCapabilities common;
    std::vector<std::string> formats; ///< MIME types
    std::vector<std::string> media;   ///< PWG 5101.1 names, e.g. `iso_a4_210x297mm`
    bool duplex = false;
    bool color = false;
};

/// A sheet printer that prints finished documents (extension class `DocumentPrinter`). Printing takes two steps, so
/// that a journal knows the job's id before paper can move. The driver never repeats a job on its own.
/// Threads: as Device.
class DocumentPrinter : public Device
{
public:
    /// Read once after each open().
    [[nodiscard]] virtual DocumentPrinterCapabilities capabilities() const = 0;
    /// Makes an empty job; `jobName` holds no personal data. Errors: DeviceNotReady, HardwareError, TimeOut, Canceled.
    virtual Outcome<PrintJob> createJob(const std::string& jobName, const CallContext& call) = 0;
    /// Sends the document of a job and follows the job to its end. Events: PrintProgress.
    /// Errors: InvalidData, UnsupportedData (nothing printed); OutcomeUnknown when deadline, cancel or a lost line come
    /// between the first byte and the end.
    virtual Outcome<PrintReport> sendDocument(const PrintDocument& document, const CallContext& call) = 0;
    /// Asks for a job of any time. Errors: DeviceNotReady, TimeOut, Canceled.
    virtual Outcome<JobReport> jobStatus(std::int32_t jobId, const CallContext& call) = 0;
    /// Asks the printer to drop a job. Errors: DeviceNotReady, InvalidData (no such job), TimeOut, Canceled.
    virtual Outcome<void> cancelJob(std::int32_t jobId, const CallContext& call) = 0;
    /// This machine's jobs that the printer remembers, running and ended ones, newest first: finds a job by its name
    /// whose id was lost. Errors: DeviceNotReady, TimeOut, Canceled; UnsupportedCommand.
    virtual Outcome<std::vector<JobSummary>> jobHistory(const CallContext&)
    {
        return failure(ErrorCode::UnsupportedCommand);
    }
};

} // namespace banshi::drivers::sdk
