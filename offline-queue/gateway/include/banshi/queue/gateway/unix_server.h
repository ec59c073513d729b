// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/gateway/http.h"

#include <filesystem>
#include <memory>

namespace banshi::queue::gateway
{

/// HTTP/1.1 on a Unix socket for the programs of this machine: mode 0660, callers of the own user or root only, at most
/// kMostConnections at a time, bodies of at most kMostBody bytes, a silent connection is closed after kSilence.
/// Threads: start() and stop() from one thread; the handler runs in connection threads.
class UnixServer
{
public:
    static constexpr int kMostConnections = 64;
    static constexpr std::size_t kMostBody = std::size_t{3} * 1024 * 1024;
    static constexpr int kSilenceS = 120;

    UnixServer(std::filesystem::path socket, Handler handler);
    /// Stops.
    ~UnixServer();
    UnixServer(const UnixServer&) = delete;
    UnixServer& operator=(const UnixServer&) = delete;

    /// Takes the place of a socket that a dead process left. False when it cannot listen.
    [[nodiscard]] bool start();
    /// Closes all connections and waits for their threads.
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace banshi::queue::gateway
