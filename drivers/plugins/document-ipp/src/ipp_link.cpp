// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/ipp_link.h"

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

constexpr std::array<const char*, 5> kJobAttributes{"job-id", "job-state", "job-state-reasons",
                                                    "job-impressions-completed", "job-media-sheets-completed"};

bool isGood(const Ipp& answer)
{
    return ippGetStatusCode(answer.get()) < IPP_STATUS_REDIRECTION_OTHER_SITE;
}

sdk::Failure refusedBy(const Ipp& answer)
{
    const ipp_status_t status = ippGetStatusCode(answer.get());
    const bool notNow = status == IPP_STATUS_ERROR_BUSY || status == IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS ||
                        status == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE || status == IPP_STATUS_ERROR_TOO_MANY_JOBS;
    return failure(notNow ? ErrorCode::DeviceNotReady : ErrorCode::HardwareError, ippErrorString(status));
}

std::string textOf(ipp_t* ipp, const char* name)
{
    const char* text = ippGetString(ippFindAttribute(ipp, name, IPP_TAG_ZERO), 0, nullptr);
    return text != nullptr ? text : "";
}

std::vector<std::string> textsOf(ipp_attribute_t* attribute)
{
    std::vector<std::string> texts;
    for (int i = 0; i < ippGetCount(attribute); ++i)
        if (const char* text = ippGetString(attribute, i, nullptr))
            texts.emplace_back(text);
    return texts;
}

std::vector<std::string> textsOf(ipp_t* ipp, const char* name)
{
    return textsOf(ippFindAttribute(ipp, name, IPP_TAG_ZERO));
}

// Enters one attribute of a job group.
void enter(ipp_attribute_t* attribute, ListedJob& job)
{
    const std::string name = ippGetName(attribute) != nullptr ? ippGetName(attribute) : "";
    const bool number = ippGetValueTag(attribute) == IPP_TAG_INTEGER || ippGetValueTag(attribute) == IPP_TAG_ENUM;
    if (name == "job-state-reasons")
        job.facts.reasons = textsOf(attribute);
    else if (!number)
        return;
    else if (name == "job-id")
        job.id = ippGetInteger(attribute, 0);
    else if (name == "job-state")
        job.facts.state = jobStateOf(ippGetInteger(attribute, 0));
    else if (name == "job-impressions-completed" || (name == "job-media-sheets-completed" && !job.facts.impressions))
        job.facts.impressions = static_cast<std::uint32_t>(std::max(0, ippGetInteger(attribute, 0)));
}

std::vector<ListedJob> jobsOf(const Ipp& answer)
{
    std::vector<ListedJob> jobs;
    bool inside = false;
    for (ipp_attribute_t* attribute = ippFirstAttribute(answer.get()); attribute != nullptr;
         attribute = ippNextAttribute(answer.get()))
    {
        const bool ofJob = ippGetGroupTag(attribute) == IPP_TAG_JOB;
        if (ofJob && !inside)
            jobs.emplace_back();
        inside = ofJob;
        if (ofJob)
            enter(attribute, jobs.back());
    }
    return jobs;
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
    addWanted(request, std::array<const char*, 10>{
                           "printer-state", "printer-state-reasons", "printer-is-accepting-jobs",
                           "printer-make-and-model", "printer-firmware-string-version", "document-format-supported",
                           "media-supported", "media-ready", "sides-supported", "color-supported"});
    auto answer = Exchange(m_address, call, kAnswerTime).run(request);
    if (!answer)
        return answer.failure();
    if (!isGood(*answer))
        return refusedBy(*answer);
    ipp_t* ipp = answer->get();
    PrinterFacts facts;
    facts.state = ippGetInteger(ippFindAttribute(ipp, "printer-state", IPP_TAG_ENUM), 0);
    if (facts.state == 0)
        return failure(ErrorCode::HardwareError, "the printer does not tell its state");
    ipp_attribute_t* accepting = ippFindAttribute(ipp, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    facts.accepting = accepting == nullptr || ippGetBoolean(accepting, 0) != 0;
    facts.reasons = textsOf(ipp, "printer-state-reasons");
    facts.makeAndModel = textOf(ipp, "printer-make-and-model");
    facts.firmware = textOf(ipp, "printer-firmware-string-version");
    facts.formats = textsOf(ipp, "document-format-supported");
    facts.media = textsOf(ipp, "media-supported");
    facts.duplex = textsOf(ipp, "sides-supported").size() > 1;
    facts.color = ippGetBoolean(ippFindAttribute(ipp, "color-supported", IPP_TAG_BOOLEAN), 0) != 0;
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
    return sdk::PrintJob{id, textOf(answer->get(), "job-uri")};
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
    return {isGood(*answer) ? Handover::Taken : Handover::Refused, ippErrorString(ippGetStatusCode(answer->get()))};
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
    const auto jobs = jobsOf(*answer);
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

sdk::Outcome<std::vector<ListedJob>> IppLink::openJobs(const sdk::CallContext& call) const
{
    ipp_t* request = newRequest(IPP_OP_GET_JOBS, m_address);
    addUser(request);
    ippAddBoolean(request, IPP_TAG_OPERATION, "my-jobs", 1);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, "not-completed");
    addWanted(request, kJobAttributes);
    auto answer = Exchange(m_address, call, kAnswerTime).run(request);
    if (!answer)
        return answer.failure();
    if (!isGood(*answer))
        return refusedBy(*answer);
    return jobsOf(*answer);
}

} // namespace banshi::drivers::plugins::document_ipp
