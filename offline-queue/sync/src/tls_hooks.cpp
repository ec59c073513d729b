// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls_hooks.h"

#include <ctime>
#include <fstream>
#include <memory>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace banshi::queue::sync
{

namespace
{

struct Free
{
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(X509* certificate) const { X509_free(certificate); }
};

std::optional<base::UtcTime> timeOf(const ASN1_TIME* time)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return std::nullopt;
    return base::UtcTime(std::chrono::seconds(timegm(&parts)));
}

base::SecretBytes contentOf(const std::filesystem::path& file)
{
    constexpr std::uintmax_t kMost = std::uintmax_t{1} << 20; // no chain is as large
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error || size == 0 || size > kMost)
        return {};
    std::string text(size, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(text.data(), static_cast<std::streamsize>(size));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    base::SecretBytes bytes{std::string_view(text)};
    base::wipe(text.data(), text.size());
    return bytes;
}

/// Lets OpenSSL hold certificates against our clock in place of the system's, or against none.
CURLcode holdAgainstDates(CURL*, void* context, void* how)
{
    const auto& dates = *static_cast<const DateCheck*>(how);
    X509_VERIFY_PARAM* parameters = SSL_CTX_get0_param(static_cast<SSL_CTX*>(context));
    if (dates.isOff)
        X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_NO_CHECK_TIME);
    else
    {
        const auto now = std::chrono::floor<std::chrono::seconds>(dates.clock.wall().utc);
        X509_VERIFY_PARAM_set_time(parameters, now.time_since_epoch().count());
    }
    return CURLE_OK;
}

curl_blob blobOf(const base::SecretBytes& bytes)
{
    // CURL_BLOB_COPY: curl keeps it with the connection, to know which identity that belongs to.
    return {const_cast<std::uint8_t*>(bytes.view().data()), bytes.view().size(), CURL_BLOB_COPY};
}

} // namespace

std::optional<CertificateLife> lifeOfCertificate(std::string_view pem)
{
    const std::unique_ptr<BIO, Free> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const std::unique_ptr<X509, Free> certificate(bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)
                                                      : nullptr);
    if (!certificate)
        return std::nullopt;
    const auto from = timeOf(X509_get0_notBefore(certificate.get()));
    const auto until = timeOf(X509_get0_notAfter(certificate.get()));
    return from && until ? std::optional(CertificateLife{*from, *until}) : std::nullopt;
}

IdentityPem IdentityPem::read(const TlsIdentity& identity)
{
    IdentityPem pem;
    pem.certificate = contentOf(identity.certificate);
    pem.key =
        identity.key == identity.certificate ? base::SecretBytes(pem.certificate.text()) : contentOf(identity.key);
    return pem;
}

void prepareTls(CURL* handle, const TlsIdentity& identity, const IdentityPem& pem, DateCheck& dates)
{
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_3));
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_SSL_CTX_FUNCTION, holdAgainstDates);
    curl_easy_setopt(handle, CURLOPT_SSL_CTX_DATA, &dates);
    curl_easy_setopt(handle, CURLOPT_CAINFO, identity.ca.c_str());
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
    if (!identity.pin.empty())
        curl_easy_setopt(handle, CURLOPT_PINNEDPUBLICKEY, identity.pin.c_str());
    if (pem.exists())
    {
        curl_blob certificate = blobOf(pem.certificate);
        curl_blob key = blobOf(pem.key);
        curl_easy_setopt(handle, CURLOPT_SSLCERT_BLOB, &certificate);
        curl_easy_setopt(handle, CURLOPT_SSLKEY_BLOB, &key);
    }
}

} // namespace banshi::queue::sync
