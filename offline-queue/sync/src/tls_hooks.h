// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/sync/certificate_life.h"
#include "banshi/queue/sync/https_client.h"

#include <curl/curl.h>

namespace banshi::queue::sync
{

/// Our certificate (with its chain) and key as they stand in the files. Threads: plain value.
struct IdentityPem
{
    base::SecretBytes certificate;
    base::SecretBytes key;

    [[nodiscard]] static IdentityPem read(const TlsIdentity& identity);
    [[nodiscard]] bool exists() const { return !certificate.view().empty(); }
};

/// Against which time certificates are held, if any. Threads: plain value.
struct DateCheck
{
    const base::Clock& clock;
    bool isOff = false;
};

/// Sets everything of TLS on a handle; `dates` and `pem` must live until the call has returned.
void prepareTls(CURL* handle, const TlsIdentity& identity, const IdentityPem& pem, DateCheck& dates);

} // namespace banshi::queue::sync
