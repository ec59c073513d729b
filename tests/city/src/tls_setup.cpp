// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls_setup.h"

#include <array>
#include <memory>
#include <openssl/x509.h>

namespace banshi::city
{

namespace
{

constexpr int kGraceDays = 30; // the contract's, for estRenew

/// How many whole days ago a certificate ended; negative when it has not.
int daysSinceEnd(const X509* certificate)
{
    int days = 0;
    int seconds = 0;
    if (ASN1_TIME_diff(&days, &seconds, X509_get0_notAfter(certificate), nullptr) != 1)
        return kGraceDays + 1;
    return days < 0 || seconds < 0 ? -1 : days;
}

int judge(int isGood, X509_STORE_CTX* chain)
{
    const bool isOver =
        X509_STORE_CTX_get_error(chain) == X509_V_ERR_CERT_HAS_EXPIRED && X509_STORE_CTX_get_error_depth(chain) == 0;
    return isGood == 1 || (isOver && daysSinceEnd(X509_STORE_CTX_get_current_cert(chain)) < kGraceDays) ? 1 : 0;
}

} // namespace

bool configureTls(SSL_CTX* context, const std::string& folder)
{
    const std::string certificate = folder + "/city.pem";
    const std::string key = folder + "/city.key";
    const std::string authority = folder + "/ca.pem";
    const std::string name = "banshi-city";
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, judge);
    return SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1 &&
           SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) == 1 &&
           SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) == 1 &&
           SSL_CTX_check_private_key(context) == 1 &&
           SSL_CTX_load_verify_locations(context, authority.c_str(), nullptr) == 1 &&
           SSL_CTX_set_session_id_context(context, reinterpret_cast<const unsigned char*>(name.data()),
                                          static_cast<unsigned>(name.size())) == 1;
}

namespace
{

std::string subjectEntry(SSL* connection, int entry)
{
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(connection), X509_free);
    std::array<char, 128> text{};
    if (certificate)
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), entry, text.data(),
                                  static_cast<int>(text.size()));
    return text.data();
}

} // namespace

std::string peerName(SSL* connection)
{
    return subjectEntry(connection, NID_commonName);
}

bool isDistrictGateway(SSL* connection)
{
    return subjectEntry(connection, NID_organizationalUnitName) == "district-gateway";
}

} // namespace banshi::city
