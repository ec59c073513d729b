// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace banshi::testing
{

/// A request as it arrived.
struct SeenRequest
{
    std::string method;
    std::string target;
    std::string media;
    std::string key; ///< Idempotency-Key
    std::string body;
};

/// What the server does with a request.
struct Reply
{
    enum class Kind
    {
        Answer,
        Silence, ///< never answers, keeps the connection
        Close,   ///< closes without an answer
        Raw,     ///< sends `body` as it is and closes
    };
    int status = 200;
    std::string media = "application/json";
    std::string body = "{}";
    Kind kind = Kind::Answer;
};

/// A real HTTP/1.1 server on a Unix socket in a thread of its own. Threads: any; the handler runs on the
/// server's.
class UnixHttpServer
{
public:
    using Handler = std::function<Reply(const SeenRequest&)>;

    UnixHttpServer(const std::string& socketPath, Handler handler);
    ~UnixHttpServer();
    UnixHttpServer(const UnixHttpServer&) = delete;
    UnixHttpServer& operator=(const UnixHttpServer&) = delete;

    [[nodiscard]] std::vector<SeenRequest> seen() const;
    /// How many connections were opened.
    [[nodiscard]] int connections() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace banshi::testing
