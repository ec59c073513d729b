// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls_setup.h"

#include <array>
#include <memory>
#include <openssl/x509.h>

namespace banshi::city
{

bool configureTls(SSL_CTX* context, const std::string& folder)
{
    const std::string certificate = folder + "/city.pem";
    const std::string key = folder + "/city.key";
    const std::string authority = folder + "/ca.pem";
    const std::string name = "banshi-city";
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    return SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1 &&
           SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) == 1 &&
           SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) == 1 &&
           SSL_CTX_check_private_key(context) == 1 &&
           SSL_CTX_load_verify_locations(context, authority.c_str(), nullptr) == 1 &&
           SSL_CTX_set_session_id_context(context, reinterpret_cast<const unsigned char*>(name.data()),
                                          static_cast<unsigned>(name.size())) == 1;
}

std::string peerName(SSL* connection)
{
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(connection), X509_free);
    std::array<char, 128> name{};
    if (certificate)
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name.data(),
                                  static_cast<int>(name.size()));
    return name.data();
}

} // namespace banshi::city
