// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/ssl.h>
#include <string>

namespace banshi::city
{

/// Sets a server context to TLS 1.3 with the certificates of `folder`. A client certificate has to be of our authority
/// when there is one; one that ended within the last 30 days passes, to be renewed. What may be asked with such a one,
/// or without any, is the platform's to say. False when the files are missing or do not fit together.
[[nodiscard]] bool configureTls(SSL_CTX* context, const std::string& folder);

/// The common name of the peer's certificate; empty without one.
[[nodiscard]] std::string peerName(SSL* connection);
/// Whether the peer's certificate has ended.
[[nodiscard]] bool isPeerOver(SSL* connection);

/// Whether the peer's certificate is a district gateway's, which speaks for machines.
[[nodiscard]] bool isDistrictGateway(SSL* connection);

} // namespace banshi::city
