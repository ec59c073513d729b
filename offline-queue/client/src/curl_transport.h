// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/result.h"
#include "banshi/base/secret_bytes.h"
#include "reply_buffer.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace banshi::queue::client
{

/// One HTTP request as it goes over the wire.
struct WireRequest
{
    std::string method;
    std::string target;
    std::vector<std::string> headers; ///< `Name: value`
    base::SecretBytes body;
    base::MonoTime deadline;
    std::size_t mostAnswer; ///< bytes
};

/// An HTTP answer, whatever it says.
struct WireAnswer
{
    int status;
    std::string media; ///< as sent, may be empty
    ReplyBuffer body;
};

/// Why there is no answer.
enum class WireFault
{
    CannotConnect,
    Lost,
    TimedOut,
    NotHttp,
    TooLarge,
};

/// HTTP/1.1 over a Unix socket with libcurl's multi interface in one thread. libcurl is seen in the .cpp
/// only. Threads: start() and drop() from any; `done` is called on the wire's thread.
class CurlTransport
{
public:
    using Outcome = base::Result<WireAnswer, WireFault>;
    using Done = std::function<void(std::uint64_t id, Outcome outcome)>;

    CurlTransport(std::string socketPath, const base::Clock& clock, Done done);
    /// Ends the thread; requests under way are dropped without `done`.
    ~CurlTransport();
    CurlTransport(const CurlTransport&) = delete;
    CurlTransport& operator=(const CurlTransport&) = delete;

    void start(std::uint64_t id, WireRequest request);
    /// Drops a request; `done` may still come when it is on its way already.
    void drop(std::uint64_t id);

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace banshi::queue::client
