// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace banshi::city
{

/// How a test client speaks.
struct ClientTls
{
    std::string folder;
    bool hasCertificate = true;
    bool isTls12 = false;
    std::string certificate = "kiosk"; ///< name of the files in the folder
    std::string kioskId{};             ///< X-Kiosk-Id; empty: none is sent
};

/// What came back. `status` 0: no answer, with the reason in `error`.
struct ClientAnswer
{
    long status = 0;
    std::string body;
    std::string error;
};

/// One request over a fresh connection (libcurl). An empty `body` is a GET.
[[nodiscard]] ClientAnswer ask(const ClientTls& tls, std::uint16_t port, const std::string& path,
                               const std::string& body = {}, const std::string& key = {});

} // namespace banshi::city
