// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/ssl.h>
#include <string>

namespace banshi::city
{

/// Sets a server context to TLS 1.3 with the certificates of `folder` and a client certificate required. False when
/// the files are missing or do not fit together.
[[nodiscard]] bool configureTls(SSL_CTX* context, const std::string& folder);

/// The common name of the peer's certificate; empty without one.
[[nodiscard]] std::string peerName(SSL* connection);

} // namespace banshi::city
