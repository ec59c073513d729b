// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/result.h"
#include "banshi/queue/gateway/http.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace banshi::queue::gateway
{

/// Where machines come to, and how much is done for them at once.
struct TlsServerOptions
{
    std::string address = "127.0.0.1"; ///< of this computer
    std::uint16_t port = 0;            ///< 0: a free one
    std::filesystem::path certificate;
    std::filesystem::path key;
    std::filesystem::path authority; ///< of machines' certificates
    std::size_t mostMachines = 1000; ///< connections
    int storing = 16;                ///< requests at once that are answered here
    int asking = 64;                 ///< requests at once that wait for somebody else's answer
};

/// Who answers. Both are called in worker threads, several at once.
struct TlsService
{
    Service service;
    std::function<bool(const HttpRequest&)> asksFurther; ///< true: it waits for somebody else
};

/// True for an IPv4 or IPv6 address.
[[nodiscard]] bool isAddress(const std::string& text);

/// HTTP/1.1 over TLS 1.3 for many machines. Who asks is the common name of the certificate shown, in `device` of each
/// request; who shows none comes as nobody, and one that ended within the contract's grace as expired. A connection
/// that is silent for kSilence, or takes longer than kExchange to bring a body or take an answer, is closed (real
/// time). Certificate, key and authority are read anew when their files have been replaced, and hold for connections
/// that begin after that. At most kMostBodies are read or worked on at once; who comes later waits with its body
/// unread. Threads: start() and stop() from one thread; it has its own.
class TlsServer
{
public:
    static constexpr std::size_t kMostBody = std::size_t{3} * 1024 * 1024;
    static constexpr std::size_t kMostOfNobody = std::size_t{64} * 1024; ///< of who shows no certificate
    static constexpr int kMostBodies = 256;
    static constexpr std::chrono::seconds kHandshake{10};
    static constexpr std::chrono::seconds kSilence{120};
    static constexpr std::chrono::seconds kExchange{60};

    TlsServer(TlsServerOptions options, TlsService service);
    /// Stops.
    ~TlsServer();
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    /// Listens. Errors (text for developers): the address or the port cannot be had, the files do not fit.
    [[nodiscard]] base::Result<void, std::string> start();
    /// Closes all connections and waits for the service's calls.
    void stop();
    [[nodiscard]] std::uint16_t port() const;
    /// Connections that are open.
    [[nodiscard]] std::size_t machines() const;
    /// When the certificate that machines see now ends; nothing before start().
    [[nodiscard]] std::optional<base::UtcTime> certificateUntil() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace banshi::queue::gateway
