// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls_context.h"

#include "banshi/queue/contract/formats.h"

#include <array>
#include <openssl/err.h>
#include <openssl/x509.h>

namespace banshi::queue::gateway
{

namespace
{

constexpr int kGraceDays = 30; // the contract's, for estRenew and getTime
constexpr const char* kSessions = "banshi-district";

/// How many whole days ago a certificate ended; negative when it has not.
int daysSinceEnd(const X509* certificate)
{
    int days = 0;
    int seconds = 0;
    if (ASN1_TIME_diff(&days, &seconds, X509_get0_notAfter(certificate), nullptr) != 1)
        return kGraceDays;
    return days < 0 || seconds < 0 ? -1 : days;
}

/// OpenSSL's verdict, but that a machine's own certificate may be over for a while.
int judge(int isGood, X509_STORE_CTX* chain)
{
    const bool isOver =
        X509_STORE_CTX_get_error(chain) == X509_V_ERR_CERT_HAS_EXPIRED && X509_STORE_CTX_get_error_depth(chain) == 0;
    return isGood == 1 || (isOver && daysSinceEnd(X509_STORE_CTX_get_current_cert(chain)) < kGraceDays) ? 1 : 0;
}

} // namespace

bool configureServer(SSL_CTX* context, const TlsServerOptions& options)
{
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, judge);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS); // thousands of connections are silent
    const bool isGood =
        SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1 &&
        SSL_CTX_use_certificate_chain_file(context, options.certificate.c_str()) == 1 &&
        SSL_CTX_use_PrivateKey_file(context, options.key.c_str(), SSL_FILETYPE_PEM) == 1 &&
        SSL_CTX_check_private_key(context) == 1 && SSL_CTX_load_verify_file(context, options.authority.c_str()) == 1 &&
        SSL_CTX_set_session_id_context(context, reinterpret_cast<const unsigned char*>(kSessions),
                                       static_cast<unsigned>(std::char_traits<char>::length(kSessions))) == 1;
    ERR_clear_error();
    return isGood;
}

Shown whoIsThere(SSL* connection)
{
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(connection), X509_free);
    if (!certificate)
        return {};
    std::array<char, 128> text{};
    const int length = X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, text.data(),
                                                 static_cast<int>(text.size()));
    // Also of a session that was taken up again, whose certificate OpenSSL does not judge anew.
    const int days = daysSinceEnd(certificate.get());
    std::string name(text.data(), static_cast<std::size_t>(std::max(length, 0)));
    if (days >= kGraceDays || !contract::isHandle(name))
        return {};
    return {std::move(name), days >= 0};
}

} // namespace banshi::queue::gateway
