// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/a4/printer_remote.h"

#include <array>
#include <cups/cups.h>
#include <memory>

namespace banshi::drivers::virtual_a4
{

namespace
{

using Http = std::unique_ptr<http_t, void (*)(http_t*)>;
using Ipp = std::unique_ptr<ipp_t, void (*)(ipp_t*)>;

constexpr int kConnectMillis = 2000;
constexpr const char* kResource = "/ipp/print";

Http connectTo(int port)
{
    return {httpConnect2("localhost", port, nullptr, AF_UNSPEC, HTTP_ENCRYPTION_NEVER, 1, kConnectMillis, nullptr),
            httpClose};
}

ipp_t* newRequest(ipp_op_t operation, const std::string& uri)
{
    ipp_t* request = ippNewRequest(operation);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.c_str());
    return request;
}

Ipp run(int port, ipp_t* request)
{
    const Http http = connectTo(port);
    if (!http)
    {
        ippDelete(request);
        return {nullptr, ippDelete};
    }
    return {cupsDoRequest(http.get(), request, kResource), ippDelete};
}

std::vector<std::string> textsOf(const Ipp& answer, const char* name)
{
    std::vector<std::string> texts;
    ipp_attribute_t* attribute = answer ? ippFindAttribute(answer.get(), name, IPP_TAG_KEYWORD) : nullptr;
    for (int i = 0; attribute != nullptr && i < ippGetCount(attribute); ++i)
        texts.emplace_back(ippGetString(attribute, i, nullptr));
    return texts;
}

} // namespace

std::string PrinterRemote::uri() const
{
    return "ipp://localhost:" + std::to_string(m_port) + kResource;
}

bool PrinterRemote::answers() const
{
    return connectTo(m_port) != nullptr;
}

bool PrinterRemote::get(const std::string& path) const
{
    const Http http = connectTo(m_port);
    if (!http)
        return false;
    httpClearFields(http.get()); // also enters the Host field
    if (httpGet(http.get(), path.c_str()) != 0)
        return false;
    http_status_t status = HTTP_STATUS_CONTINUE;
    while (status == HTTP_STATUS_CONTINUE)
        status = httpUpdate(http.get());
    std::array<char, 4096> page{};
    while (status == HTTP_STATUS_OK && httpRead2(http.get(), page.data(), page.size()) > 0)
        ;
    return status == HTTP_STATUS_OK;
}

bool PrinterRemote::load(int sheets) const
{
    // Tray 1 is "main", tray 3 the by-pass tray, whose level of -2 means "not known".
    return get("/media?size1=iso_a4_210x297mm&type1=stationery&level1=" + std::to_string(sheets) +
               "&size3=iso_dl_110x220mm&type3=envelope&level3=-2");
}

bool PrinterRemote::setToner(int percent) const
{
    return get("/supplies?supply0=25&supply1=" + std::to_string(percent));
}

bool PrinterRemote::say(const std::string& line) const
{
    const Http http = connectTo(m_port);
    if (!http)
        return false;
    ipp_t* request = newRequest(IPP_OP_PRINT_JOB, uri());
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, "attendant");
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, "state");
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
                 "application/vnd.banshi.state");
    const std::string document = line + "\n";
    const std::size_t size = ippLength(request) + document.size();
    const Ipp owner(request, ippDelete);
    if (cupsSendRequest(http.get(), request, kResource, size) != HTTP_STATUS_CONTINUE ||
        cupsWriteRequestData(http.get(), document.data(), document.size()) != HTTP_STATUS_CONTINUE)
        return false;
    const Ipp answer(cupsGetResponse(http.get(), kResource), ippDelete);
    return answer && ippGetStatusCode(answer.get()) < IPP_STATUS_REDIRECTION_OTHER_SITE;
}

std::optional<std::vector<std::string>> PrinterRemote::reasons() const
{
    const Ipp answer = run(m_port, newRequest(IPP_OP_GET_PRINTER_ATTRIBUTES, uri()));
    if (!answer)
        return std::nullopt;
    return textsOf(answer, "printer-state-reasons");
}

std::optional<int> PrinterRemote::queuedJobs() const
{
    const Ipp answer = run(m_port, newRequest(IPP_OP_GET_PRINTER_ATTRIBUTES, uri()));
    ipp_attribute_t* count = answer ? ippFindAttribute(answer.get(), "queued-job-count", IPP_TAG_INTEGER) : nullptr;
    return count != nullptr ? std::optional(ippGetInteger(count, 0)) : std::nullopt;
}

bool PrinterRemote::isStopping(int job) const
{
    ipp_t* request = newRequest(IPP_OP_GET_JOB_ATTRIBUTES, uri());
    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    for (const auto& reason : textsOf(run(m_port, request), "job-state-reasons"))
        if (reason == "processing-to-stop-point" || reason == "job-canceled-by-user")
            return true;
    return false;
}

} // namespace banshi::drivers::virtual_a4
