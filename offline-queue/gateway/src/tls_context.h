// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/tls_server.h"

#include <openssl/ssl.h>

namespace banshi::queue::gateway
{

/// TLS 1.3 with our certificate; machines may show theirs. False when the files do not fit. Threads: one.
[[nodiscard]] bool configureServer(SSL_CTX* context, const TlsServerOptions& options);

/// Who is at the other end after a handshake.
struct Shown
{
    std::string device; ///< empty without a certificate, and for a name that is no device's
    bool isExpired = false;
};
[[nodiscard]] Shown whoIsThere(SSL* connection);

} // namespace banshi::queue::gateway
