// SPDX-License-Identifier: GPL-3.0-or-later
#include "ipp_exchange.h"

#include <algorithm>

namespace banshi::drivers::plugins::document_ipp
{

namespace
{

constexpr int kConnectSlice = 250; // milliseconds
constexpr std::chrono::seconds kConnectTime(3);
constexpr double kReadSlice = 0.1; // seconds between two looks at the context

Ipp makeIpp(ipp_t* ipp)
{
    return {ipp, ippDelete};
}

int mayWaitOn(http_t*, void* data)
{
    const auto* patience = static_cast<const Patience*>(data);
    return !patience->call.stopReason() && patience->call.now() < patience->until ? 1 : 0;
}

} // namespace

Exchange::Exchange(const PrinterAddress& address, const sdk::CallContext& call, std::chrono::seconds limit)
    : m_address(address), m_patience{call, call.atMost(limit)}
{
}

sdk::Failure Exchange::broken(const std::string& where) const
{
    if (auto stop = m_patience.call.stopReason())
        return *stop;
    return sdk::failure(sdk::ErrorCode::DeviceNotReady, where);
}

sdk::Outcome<void> Exchange::connect()
{
    const auto security = m_address.encrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_NEVER;
    const sdk::TimePoint until = m_patience.call.atMost(kConnectTime);
    do
    {
        m_http.reset(httpConnect2(m_address.host.c_str(), m_address.port, nullptr, AF_UNSPEC, security, 1,
                                  kConnectSlice, nullptr));
        if (m_http)
        {
            httpSetTimeout(m_http.get(), kReadSlice, mayWaitOn, &m_patience);
            return {};
        }
    } while (m_patience.call.now() < until && m_patience.call.pause(std::chrono::milliseconds(50)));
    return broken("no connection to the printer");
}

bool Exchange::write(ipp_t* request, std::span<const std::uint8_t> document)
{
    http_t* http = m_http.get();
    httpClearFields(http);
    httpSetField(http, HTTP_FIELD_CONTENT_TYPE, "application/ipp");
    httpSetField(http, HTTP_FIELD_CONNECTION, "close");
    httpSetLength(http, ippLength(request) + document.size());
    if (httpPost(http, m_address.resource.c_str()) != 0)
        return false;
    m_sent = true;
    for (ipp_state_t state = IPP_STATE_IDLE; state != IPP_STATE_DATA;)
    {
        state = ippWrite(http, request);
        if (state == IPP_STATE_ERROR)
            return false;
    }
    constexpr std::size_t kChunk = 16 * 1024;
    while (!document.empty())
    {
        const auto part = document.first(std::min(kChunk, document.size()));
        if (m_patience.call.stopReason() || httpWrite2(http, reinterpret_cast<const char*>(part.data()), part.size()) !=
                                                static_cast<ssize_t>(part.size()))
            return false;
        document = document.subspan(part.size());
    }
    return httpFlushWrite(http) >= 0;
}

Ipp Exchange::read()
{
    http_t* http = m_http.get();
    http_status_t status = HTTP_STATUS_CONTINUE;
    while (status == HTTP_STATUS_CONTINUE)
        status = httpUpdate(http);
    if (status != HTTP_STATUS_OK)
        return makeIpp(nullptr);
    Ipp answer = makeIpp(ippNew());
    for (ipp_state_t state = IPP_STATE_IDLE; state != IPP_STATE_DATA;)
    {
        state = ippRead(http, answer.get());
        if (state == IPP_STATE_ERROR)
            return makeIpp(nullptr);
    }
    return answer;
}

sdk::Outcome<Ipp> Exchange::run(ipp_t* request, std::span<const std::uint8_t> document)
{
    const Ipp owner = makeIpp(request);
    if (auto connected = connect(); !connected)
        return connected.failure();
    if (!write(request, document))
        return broken("the connection broke while a request was sent");
    Ipp answer = read();
    if (!answer)
        return broken("no answer from the printer");
    return answer;
}

} // namespace banshi::drivers::plugins::document_ipp
