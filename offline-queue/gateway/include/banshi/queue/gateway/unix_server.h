// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"
#include "banshi/base/urgency.h"
#include "banshi/queue/gateway/http.h"

#include <chrono>
#include <filesystem>
#include <memory>

namespace banshi::queue::gateway
{

/// HTTP/1.1 on a Unix socket for the programs of this machine: mode 0660, callers of the own user or root only, at most
/// kMostConnections at a time, bodies of at most kMostBody bytes. A connection that is silent for kSilence, or takes
/// longer than kExchange to bring one request or to take one answer, is closed (real time).
/// Threads: start() and stop() from one thread; the service is called in connection threads.
class UnixServer
{
public:
    static constexpr int kMostConnections = 64;
    static constexpr std::size_t kMostBody = std::size_t{3} * 1024 * 1024;
    static constexpr std::chrono::seconds kSilence{120};
    static constexpr std::chrono::seconds kExchange{20};

    /// `urgency` is that of the connection threads, where the kernel lets us.
    UnixServer(std::filesystem::path socket, Service service, base::Urgency urgency = base::Urgency::Usual);
    /// Stops.
    ~UnixServer();
    UnixServer(const UnixServer&) = delete;
    UnixServer& operator=(const UnixServer&) = delete;

    /// Listens; takes the place of a socket that a dead process left. Errors (text for developers): somebody else
    /// listens there, or the socket cannot be made.
    [[nodiscard]] base::Result<void, std::string> start();
    /// Closes all connections and waits for their threads.
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace banshi::queue::gateway
