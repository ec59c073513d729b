// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/ipp_link.h"

#include "ipp_answers.h"
#include "ipp_exchange.h"

#include <algorithm>
#include <array>

namespace banshi::drivers::plugins::document_ipp
{

namespace
{

using sdk::ErrorCode;
using sdk::failure;

constexpr const char* kUser = "banshi"; // requesting-user-name: no person's name ever
constexpr std::chrono::seconds kAnswerTime(15);
// Printers without a spool take a document only as fast as they print it: there the context's deadline decides.
constexpr std::chrono::seconds kHandoverTime(3600);

ipp_t* newRequest(ipp_op_t operation, const PrinterAddress& address)
{
    ipp_t* request = ippNewRequest(operation);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, address.uri.c_str());
    return request;
}

void addUser(ipp_t* request)
{
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, kUser);
}

ipp_t* newJobRequest(ipp_op_t operation, const PrinterAddress& address, std::int32_t job)
{
    ipp_t* request = newRequest(operation, address);
    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    addUser(request);
    return request;
}

template <std::size_t N>
void addWanted(ipp_t* request, const std::array<const char*, N>& names)
{
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", static_cast<int>(N), nullptr,
                  names.data());
}

constexpr std::array kJobAttributes{"job-id", "job-state", "job-state-reasons", "job-impressions-completed",
                                    "job-media-sheets-completed"};
constexpr std::array kListAttributes{
    "job-id", "job-name", "job-state", "job-state-reasons", "job-impressions-completed", "job-media-sheets-completed"};
// The last seven: CUPS writes marker-*, PWG 5100.13 printer-supply and printer-input-tray.
constexpr std::array kPrinterAttributes{"printer-state",
                                        "printer-state-reasons",
                                        "printer-is-accepting-jobs",
                                        "printer-make-and-model",
                                        "printer-firmware-string-version",
                                        "document-format-supported",
                                        "media-supported",
                                        "sides-supported",
                                        "color-supported",
                                        "marker-names",
                                        "marker-colors",
                                        "marker-types",
                                        "marker-levels",
                                        "printer-supply",
                                        "printer-supply-description",
                                        "printer-input-tray"};

bool isGood(const Ipp& answer)
{
    return ippGetStatusCode(answer.get()) < IPP_STATUS_REDIRECTION_OTHER_SITE;
}

// A no that rests on the head of the request, whatever stands in the document (RFC 8011, B.1.4). Every other may come
// when the first sheets are out: the job was cancelled (and forgotten) meanwhile, or page 2 cannot be read.
bool refusesUnread(ipp_status_t status)
{
    constexpr std::array kUnread{IPP_STATUS_ERROR_BAD_REQUEST,
                                 IPP_STATUS_ERROR_FORBIDDEN,
                                 IPP_STATUS_ERROR_NOT_AUTHENTICATED,
                                 IPP_STATUS_ERROR_NOT_AUTHORIZED,
                                 IPP_STATUS_ERROR_REQUEST_VALUE,
                                 IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED,
                                 IPP_STATUS_ERROR_ATTRIBUTES_OR_VALUES,
                                 IPP_STATUS_ERROR_URI_SCHEME,
                                 IPP_STATUS_ERROR_CHARSET,
                                 IPP_STATUS_ERROR_CONFLICTING,
                                 IPP_STATUS_ERROR_COMPRESSION_NOT_SUPPORTED};
    return std::ranges::find(kUnread, status) != kUnread.end();
}

sdk::Failure refusedBy(const Ipp& answer)
{
    const ipp_status_t status = ippGetStatusCode(answer.get());
    const bool notNow = status == IPP_STATUS_ERROR_BUSY || status == IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS ||
                        status == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE || status == IPP_STATUS_ERROR_TOO_MANY_JOBS;
    return failure(notNow ? ErrorCode::DeviceNotReady : ErrorCode::HardwareError, ippErrorString(status));
}

} // namespace

sdk::Outcome<PrinterAddress> parsePrinterUri(const std::string& uri)
{
    std::array<char, 32> scheme{};
    std::array<char, 256> user{};
    std::array<char, 256> host{};
    std::array<char, 1024> resource{};
    int port = 0;
    const auto status = httpSeparateURI(HTTP_URI_CODING_ALL, uri.c_str(), scheme.data(), scheme.size(), user.data(),
                                        user.size(), host.data(), host.size(), &port, resource.data(), resource.size());
    const std::string kind = scheme.data();
    if (status < HTTP_URI_STATUS_OK || (kind != "ipp" && kind != "ipps") || host[0] == '\0')
        return failure(ErrorCode::InvalidData, "not an ipp or ipps URI");
    return PrinterAddress{uri, host.data(), port, resource.data(), kind == "ipps"};
}

sdk::Outcome<PrinterFacts> IppLink::printer(const sdk::CallContext& call) const
{
    ipp_t* request = newRequest(IPP_OP_GET_PRINTER_ATTRIBUTES, m_address);
    addUser(request);
    addWanted(request, kPrinterAttributes);
    auto answer = Exchange(m_address, call, kAnswerTime).run(request);
    if (!answer)
        return answer.failure();
    if (!isGood(*answer))
        return refusedBy(*answer);
    PrinterFacts facts = printerIn(answer->get());
    if (facts.state == 0)
        return failure(ErrorCode::HardwareError, "the printer does not tell its state");
    return facts;
}

sdk::Outcome<sdk::PrintJob> IppLink::createJob(const std::string& name, const std::string& media,
                                               const sdk::CallContext& call) const
{
    ipp_t* request = newRequest(IPP_OP_CREATE_JOB, m_address);
    addUser(request);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, name.c_str());
    ippAddInteger(request, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", 1);
    if (!media.empty())
        ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr, media.c_str());
    ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", nullptr, "one-sided");
    auto answer = Exchange(m_address, call, kAnswerTime).run(request);
    if (!answer)
        return answer.failure();
    if (!isGood(*answer))
        return refusedBy(*answer);
    const int id = ippGetInteger(ippFindAttribute(answer->get(), "job-id", IPP_TAG_INTEGER), 0);
    if (id < 1)
        return failure(ErrorCode::HardwareError, "a job without an id");
    return sdk::PrintJob{id, textIn(answer->get(), "job-uri")};
}

HandoverReport IppLink::sendDocument(std::int32_t job, const std::string& format, std::span<const std::uint8_t> data,
                                     const sdk::CallContext& call) const
{
    ipp_t* request = newJobRequest(IPP_OP_SEND_DOCUMENT, m_address, job);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, format.c_str());
    ippAddBoolean(request, IPP_TAG_OPERATION, "last-document", 1);
    Exchange exchange(m_address, call, kHandoverTime);
    auto answer = exchange.run(request, data);
    if (!answer)
        return {exchange.sent() ? Handover::Unproven : Handover::NotSent, answer.failure().detail};
    const ipp_status_t status = ippGetStatusCode(answer->get());
    const Handover no = refusesUnread(status) ? Handover::Refused : Handover::Failed;
    return {isGood(*answer) ? Handover::Taken : no, ippErrorString(status)};
}

sdk::Outcome<std::optional<JobFacts>> IppLink::job(std::int32_t job, const sdk::CallContext& call) const
{
    ipp_t* request = newJobRequest(IPP_OP_GET_JOB_ATTRIBUTES, m_address, job);
    addWanted(request, kJobAttributes);
    auto answer = Exchange(m_address, call, kAnswerTime).run(request);
    if (!answer)
        return answer.failure();
    if (ippGetStatusCode(answer->get()) == IPP_STATUS_ERROR_NOT_FOUND ||
        ippGetStatusCode(answer->get()) == IPP_STATUS_ERROR_GONE)
        return std::optional<JobFacts>();
    if (!isGood(*answer))
        return refusedBy(*answer);
    const auto jobs = jobsIn(answer->get());
    if (jobs.size() != 1)
        return failure(ErrorCode::HardwareError, "no job in the answer");
    return std::optional<JobFacts>(jobs[0].facts);
}

sdk::Outcome<void> IppLink::cancelJob(std::int32_t job, const sdk::CallContext& call) const
{
    auto answer = Exchange(m_address, call, kAnswerTime).run(newJobRequest(IPP_OP_CANCEL_JOB, m_address, job));
    if (!answer)
        return answer.failure();
    const ipp_status_t status = ippGetStatusCode(answer->get());
    if (status == IPP_STATUS_ERROR_NOT_FOUND || status == IPP_STATUS_ERROR_GONE)
        return failure(ErrorCode::InvalidData, "the printer does not know this job");
    if (!isGood(*answer) && status != IPP_STATUS_ERROR_NOT_POSSIBLE)
        return refusedBy(*answer);
    return {};
}

sdk::Outcome<std::vector<ListedJob>> IppLink::jobs(WhichJobs which, const sdk::CallContext& call) const
{
    ipp_t* request = newRequest(IPP_OP_GET_JOBS, m_address);
    addUser(request);
    ippAddBoolean(request, IPP_TAG_OPERATION, "my-jobs", 1);
    if (which == WhichJobs::Ended)
        ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "limit", kMostEndedJobs);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr,
                 which == WhichJobs::Ended ? "completed" : "not-completed");
    addWanted(request, kListAttributes);
    auto answer = Exchange(m_address, call, kAnswerTime).run(request);
    if (!answer)
        return answer.failure();
    if (!isGood(*answer))
        return refusedBy(*answer);
    return jobsIn(answer->get());
}

} // namespace banshi::drivers::plugins::document_ipp
