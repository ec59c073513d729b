// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/https_client.h"

#include "banshi/queue/sync/retry_after.h"
#include "tls_hooks.h"

#include <atomic>
#include <cctype>
#include <curl/curl.h>
#include <mutex>
#include <openssl/x509_vfy.h>
#include <vector>

namespace banshi::queue::sync
{

namespace
{

constexpr long kConnectTimeoutMs = 4000;

struct HandleFree
{
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, HandleFree>;
using HeaderList = std::unique_ptr<curl_slist, HandleFree>;

struct Receiving
{
    std::vector<char> bytes;
    std::string contentType;
    std::string retryAfter;
    std::string date;
    bool tooLarge = false;
    ~Receiving() { base::wipe(bytes.data(), bytes.size()); }
};

std::size_t takeBody(char* data, std::size_t, std::size_t size, void* into)
{
    auto& receiving = *static_cast<Receiving*>(into);
    if (receiving.bytes.size() + size > HttpsClient::kMostBody)
    {
        receiving.tooLarge = true;
        return 0;
    }
    receiving.bytes.insert(receiving.bytes.end(), data, data + size);
    return size;
}

std::size_t takeHeader(char* data, std::size_t, std::size_t size, void* into)
{
    auto& receiving = *static_cast<Receiving*>(into);
    std::string line(data, size);
    const auto colon = line.find(':');
    if (colon == std::string::npos)
        return size;
    std::string name = line.substr(0, colon);
    for (char& c : name)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const auto first = line.find_first_not_of(" \t", colon + 1);
    const auto last = line.find_last_not_of(" \t\r\n");
    const std::string value =
        first == std::string::npos || last < first ? std::string() : line.substr(first, last - first + 1);
    if (name == "content-type")
        receiving.contentType = value;
    else if (name == "retry-after")
        receiving.retryAfter = value;
    else if (name == "date")
        receiving.date = value;
    return size;
}

int checkStop(void* stopping, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<std::atomic<bool>*>(stopping)->load() ? 1 : 0;
}

/// `isConnected`: the TLS handshake was done, so the platform may have seen the request. `verdict`: what OpenSSL thinks
/// of the platform's certificate.
HttpsCode codeOf(CURLcode code, bool isConnected, long verdict)
{
    if (code == CURLE_PEER_FAILED_VERIFICATION && verdict == X509_V_ERR_CERT_NOT_YET_VALID)
        return HttpsCode::ClockWrong;
    if (code == CURLE_PEER_FAILED_VERIFICATION && verdict == X509_V_ERR_CERT_HAS_EXPIRED)
        return HttpsCode::CertificateExpired;
    if (code == CURLE_OPERATION_TIMEDOUT && isConnected)
        return HttpsCode::TimedOut;
    if (code == CURLE_SSL_CONNECT_ERROR || code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CERTPROBLEM ||
        code == CURLE_SSL_CACERT_BADFILE)
        return HttpsCode::TlsRefused;
    return isConnected ? HttpsCode::Lost : HttpsCode::Unreachable;
}

} // namespace

class HttpsClient::Impl
{
public:
    Impl(TlsIdentity identity, std::string deviceId, const base::Clock& clock, std::size_t mostIdle)
        : m_identity(std::move(identity)), m_deviceId(std::move(deviceId)), m_clock(clock), m_mostIdle(mostIdle)
    {
    }

    base::Result<HttpsAnswer, HttpsError> call(const HttpsRequest& request)
    {
        if (m_stopping)
            return base::fail(HttpsCode::Unreachable, "stopping", base::Retry::Later);
        Call current{.request = request, .pem = {}, .dates = {m_clock, request.ignoresDates}, .receiving = {}};
        if (const auto fault = takeIdentity(current))
            return tl::unexpected(*fault);
        const bool isAlone = request.ignoresDates || request.asNobody;
        Handle handle = isAlone ? Handle(curl_easy_init()) : take();
        const HeaderList headers = prepare(handle.get(), current);
        const CURLcode code = curl_easy_perform(handle.get());
        auto answer = answerOf(handle.get(), code, current);
        // reset() keeps connection and session but forgets the request and its buffers.
        curl_easy_reset(handle.get());
        if (!isAlone)
            give(std::move(handle));
        return answer;
    }

    void stop() { m_stopping = true; }

private:
    struct Call
    {
        const HttpsRequest& request;
        IdentityPem pem;
        DateCheck dates;
        Receiving receiving;
    };

    /// Reads who we are; an error when nothing can be sent as that.
    std::optional<HttpsError> takeIdentity(Call& call) const
    {
        if (m_identity.certificate.empty() || call.request.asNobody)
            return std::nullopt;
        call.pem = IdentityPem::read(m_identity);
        if (!call.pem.exists())
            return HttpsError{HttpsCode::NotEnrolled, "no certificate", base::Retry::NeedsAttendant};
        if (!call.request.evenExpired && m_clock.wall().trusted && isOver(call.pem))
            return HttpsError{HttpsCode::OwnCertificateExpired, "by a trusted clock", base::Retry::NeedsAttendant};
        return std::nullopt;
    }

    [[nodiscard]] bool isOver(const IdentityPem& pem) const
    {
        const auto life = lifeOfCertificate(pem.certificate.text());
        return life && life->until <= m_clock.wall().utc;
    }

    base::Result<HttpsAnswer, HttpsError> answerOf(CURL* handle, CURLcode code, Call& call) const
    {
        long status = 0;
        long verdict = X509_V_OK;
        curl_off_t connected = 0; // microseconds until the request could be sent; 0 when it never could
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(handle, CURLINFO_PRETRANSFER_TIME_T, &connected);
        curl_easy_getinfo(handle, CURLINFO_SSL_VERIFYRESULT, &verdict);
        if (call.receiving.tooLarge)
            return base::fail(HttpsCode::TooLarge, "answer", base::Retry::Later);
        if (code != CURLE_OK)
        {
            HttpsCode cause = codeOf(code, connected > 0, verdict);
            if ((cause == HttpsCode::Lost || cause == HttpsCode::TlsRefused) && call.pem.exists() && isOver(call.pem))
                cause = HttpsCode::OwnCertificateExpired;
            return base::fail(cause, curl_easy_strerror(code), base::Retry::Later);
        }
        HttpsAnswer answer;
        answer.status = static_cast<int>(status);
        answer.contentType = call.receiving.contentType;
        answer.retryAfter = retryAfterOf(call.receiving.retryAfter, call.receiving.date, m_clock.wall().utc);
        answer.body = base::SecretBytes(std::string_view(call.receiving.bytes.data(), call.receiving.bytes.size()));
        return answer;
    }

    Handle take()
    {
        const std::lock_guard lock(m_mutex);
        if (m_idle.empty())
            return Handle(curl_easy_init());
        Handle handle = std::move(m_idle.back());
        m_idle.pop_back();
        return handle;
    }

    void give(Handle handle)
    {
        const std::lock_guard lock(m_mutex);
        if (m_idle.size() < m_mostIdle)
            m_idle.push_back(std::move(handle));
    }

    HeaderList prepare(CURL* handle, Call& call)
    {
        const HttpsRequest& request = call.request;
        const std::string url = m_identity.url + request.target;
        curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https");
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
        curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        prepareTls(handle, m_identity, call.pem, call.dates);
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, kConnectTimeoutMs);
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(request.deadline.count()));
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, takeBody);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &call.receiving);
        curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, takeHeader);
        curl_easy_setopt(handle, CURLOPT_HEADERDATA, &call.receiving);
        curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, checkStop);
        curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &m_stopping);
        if (request.method != "GET")
        {
            curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
            curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
            curl_easy_setopt(handle, CURLOPT_POSTFIELDS,
                             request.body.empty() ? "" : reinterpret_cast<const char*>(request.body.data()));
        }
        HeaderList headers(curl_slist_append(nullptr, "Expect:")); // no round trip before the body
        if (!request.headers.contains("X-Kiosk-Id"))
            headers.reset(curl_slist_append(headers.release(), ("X-Kiosk-Id: " + m_deviceId).c_str()));
        for (const auto& [name, value] : request.headers)
            headers.reset(curl_slist_append(headers.release(), (name + ": " + value).c_str()));
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
        return headers;
    }

    TlsIdentity m_identity;
    std::string m_deviceId;
    const base::Clock& m_clock;
    const std::size_t m_mostIdle;
    std::atomic<bool> m_stopping = false;
    std::mutex m_mutex;
    std::vector<Handle> m_idle; // guarded by m_mutex
};

HttpsClient::HttpsClient(TlsIdentity identity, std::string deviceId, const base::Clock& clock, std::size_t mostIdle)
    : m_impl(std::make_unique<Impl>(std::move(identity), std::move(deviceId), clock, mostIdle))
{
}

HttpsClient::~HttpsClient() = default;

base::Result<HttpsAnswer, HttpsError> HttpsClient::call(const HttpsRequest& request)
{
    return m_impl->call(request);
}

void HttpsClient::stop()
{
    m_impl->stop();
}

} // namespace banshi::queue::sync
