// SPDX-License-Identifier: GPL-3.0-or-later
#include "https_client.h"

#include <curl/curl.h>
#include <fmt/core.h>
#include <memory>

namespace banshi::city
{

namespace
{

std::size_t collect(const char* data, std::size_t size, std::size_t count, void* target)
{
    static_cast<std::string*>(target)->append(data, size * count);
    return size * count;
}

} // namespace

ClientAnswer ask(const ClientTls& tls, std::uint16_t port, const std::string& path, const std::string& body,
                 const std::string& key)
{
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    const std::string url = fmt::format("https://127.0.0.1:{}{}", port, path);
    const std::string authority = tls.folder + "/ca.pem";
    const std::string certificate = tls.folder + "/" + tls.certificate + ".pem";
    const std::string secret = tls.folder + "/" + tls.certificate + ".key";
    const std::string keyHeader = "Idempotency-Key: " + key;
    curl_slist* headers = curl_slist_append(nullptr, "Content-Type: application/json");
    headers = key.empty() ? headers : curl_slist_append(headers, keyHeader.c_str());
    const std::string kioskHeader = "X-Kiosk-Id: " + tls.kioskId;
    headers = tls.kioskId.empty() ? headers : curl_slist_append(headers, kioskHeader.c_str());
    ClientAnswer answer;
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_CAINFO, authority.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, 20000L);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer.body);
    if (tls.hasCertificate)
    {
        curl_easy_setopt(curl.get(), CURLOPT_SSLCERT, certificate.c_str());
        curl_easy_setopt(curl.get(), CURLOPT_SSLKEY, secret.c_str());
    }
    if (tls.isTls12)
        curl_easy_setopt(curl.get(), CURLOPT_SSLVERSION,
                         long{CURL_SSLVERSION_TLSv1_2} | long{CURL_SSLVERSION_MAX_TLSv1_2});
    if (!body.empty())
        curl_easy_setopt(curl.get(), CURLOPT_COPYPOSTFIELDS, body.c_str());
    const CURLcode code = curl_easy_perform(curl.get());
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer.status);
    curl_slist_free_all(headers);
    if (code != CURLE_OK)
        answer = {0, {}, curl_easy_strerror(code)};
    return answer;
}

} // namespace banshi::city
