// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"
#include "banshi/city/event_loop.h"
#include "banshi/city/platform.h"

#include <cstdint>
#include <memory>
#include <string>

namespace banshi::city
{

/// Why the server cannot serve.
enum class HttpsServerCode
{
    BadCertificate, ///< the files are missing or do not fit together
    CannotListen,
};
using HttpsServerError = base::KitError<HttpsServerCode>;

/// HTTPS on 127.0.0.1: TLS 1.3 only; a client certificate has to be of our authority, and the device id is its common
/// name. Without one only the time and enrolment are served. Boost.Beast stands behind it. Threads: methods from any
/// thread; requests run on the event loop.
class HttpsServer
{
public:
    /// Listens on `port` (0: a free one). `folder` holds ca.pem, city.pem and city.key of packaging/tls.
    /// Platform and clock must outlive the loop, the loop the server.
    /// Errors: BadCertificate, CannotListen.
    [[nodiscard]] static base::Result<std::unique_ptr<HttpsServer>, HttpsServerError>
    start(EventLoop& loop, Platform& platform, const base::Clock& clock, const std::string& folder, std::uint16_t port);
    ~HttpsServer();
    HttpsServer(const HttpsServer&) = delete;
    HttpsServer& operator=(const HttpsServer&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// Down: listener and connections are closed, connecting is refused. Up: the same port again. Returns when done;
    /// false when the port cannot be listened on. Must not be called from the event loop.
    bool setNetwork(bool up);

private:
    struct Inside;
    explicit HttpsServer(std::shared_ptr<Inside> inside);
    std::shared_ptr<Inside> m_inside;
};

} // namespace banshi::city
