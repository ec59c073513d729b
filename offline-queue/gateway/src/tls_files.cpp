// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls_files.h"

#include "banshi/queue/gateway/gateway_config.h"

#include <ctime>
#include <memory>
#include <openssl/err.h>
#include <openssl/ssl.h>

namespace banshi::queue::gateway
{

namespace
{

struct ContextFree
{
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Context = std::unique_ptr<SSL_CTX, ContextFree>;

Context makeContext()
{
    return Context(SSL_CTX_new(TLS_client_method()));
}

std::string because(const std::string& problem)
{
    const unsigned long error = ERR_peek_last_error();
    const char* reason = ERR_reason_error_string(error);
    ERR_clear_error();
    return reason == nullptr ? problem : problem + " (" + reason + ")";
}

} // namespace

std::string faultOfAuthorities(const std::filesystem::path& file)
{
    const auto context = makeContext();
    return SSL_CTX_load_verify_file(context.get(), file.c_str()) == 1
               ? std::string()
               : because("cannot be read as certificates in PEM form");
}

std::string faultOfCertificate(const std::filesystem::path& file)
{
    const auto context = makeContext();
    return SSL_CTX_use_certificate_chain_file(context.get(), file.c_str()) == 1
               ? std::string()
               : because("cannot be read as a certificate in PEM form");
}

std::string faultOfKey(const std::filesystem::path& key, const std::filesystem::path& certificate)
{
    const auto context = makeContext();
    if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1)
        return because("cannot be read as a private key in PEM form");
    if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) == 1 &&
        SSL_CTX_check_private_key(context.get()) != 1)
        return because("does not belong to the certificate");
    ERR_clear_error();
    return {};
}

std::optional<base::UtcTime> certificateUntil(const std::filesystem::path& file)
{
    const auto context = makeContext();
    if (SSL_CTX_use_certificate_file(context.get(), file.c_str(), SSL_FILETYPE_PEM) != 1)
    {
        ERR_clear_error();
        return std::nullopt;
    }
    std::tm parts{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(SSL_CTX_get0_certificate(context.get())), &parts) != 1)
        return std::nullopt;
    return base::UtcTime(std::chrono::seconds(timegm(&parts)));
}

} // namespace banshi::queue::gateway
