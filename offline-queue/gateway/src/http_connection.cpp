// SPDX-License-Identifier: GPL-3.0-or-later
#include "http_connection.h"

#include "banshi/queue/gateway/unix_server.h"
#include "http_wire.h"
#include "timed_stream.h"

#include <QLoggingCategory>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cstring>

Q_LOGGING_CATEGORY(lcConnection, "banshi.queue.gateway.connection")

namespace banshi::queue::gateway
{

namespace http = boost::beast::http;

namespace
{

constexpr unsigned kHttp11 = 11;

/// Short texts of a request (names, a few digits) live on the stack of this thread; this overwrites what the calls for
/// it have used.
[[gnu::noinline]] void clearStack()
{
    constexpr std::size_t kDepth = std::size_t{256} * 1024;
    char used[kDepth];
    explicit_bzero(used, sizeof used);
}

bool answer(TimedStream& stream, const HttpReply& reply, unsigned version, bool keepAlive)
{
    auto wire = toWire(reply, version, keepAlive);
    boost::system::error_code error;
    stream.setDeadline(UnixServer::kExchange);
    http::write(stream, wire, error);
    base::wipe(wire.body().data(), wire.body().size());
    return !error;
}

HttpReply handled(const Service& service, const HttpRequest& request)
{
    try
    {
        return service.handle(request);
    }
    catch (const std::exception&)
    {
        // The text of an exception may hold a piece of the body: only the fact is logged.
        qCWarning(lcConnection) << "a request ended in an exception";
        return service.refuse("gateway.storeFailed");
    }
}

/// Reads and answers one request; false when the connection is over.
bool exchange(TimedStream& stream, boost::beast::flat_buffer& buffer, const Service& service)
{
    http::request_parser<http::string_body> parser;
    parser.body_limit(UnixServer::kMostBody);
    boost::system::error_code error;
    stream.setDeadline(UnixServer::kExchange);
    http::read(stream, buffer, parser, error);
    if (error == http::error::body_limit)
        answer(stream, service.refuse("request.tooLarge"), kHttp11, false);
    else if (error && error != http::error::end_of_stream && error != http::error::partial_message &&
             error.category() == make_error_code(http::error::bad_method).category())
        answer(stream, service.refuse("request.invalid"), kHttp11, false);
    if (error)
        return false;
    const bool keepAlive = parser.get().keep_alive();
    const unsigned version = parser.get().version();
    const HttpReply reply = handled(service, fromWire(parser.get()));
    return answer(stream, reply, version, keepAlive) && keepAlive;
}

} // namespace

void serveConnection(int descriptor, const Service& service, const std::atomic<bool>& isStopping)
{
    TimedStream stream(descriptor);
    boost::beast::flat_buffer buffer;
    bool goOn = true;
    while (goOn && !isStopping)
    {
        stream.setDeadline(UnixServer::kSilence);
        goOn = (buffer.size() > 0 || stream.waitReadable()) && exchange(stream, buffer, service);
        if (buffer.size() == 0)
            buffer = {}; // what it held of the last request is cleared as it is released
        clearStack();
    }
}

} // namespace banshi::queue::gateway
