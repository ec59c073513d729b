// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility> // Boost.Asio 1.74 needs std::exchange for its coroutines

#include "banshi/queue/gateway/tls_server.h"

#include "http_wire.h"
#include "places.h"
#include "renewing_context.h"
#include "tls_context.h"

#include <QLoggingCategory>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <fcntl.h>
#include <list>
#include <thread>
#include <vector>

Q_LOGGING_CATEGORY(lcTlsServer, "banshi.queue.gateway.tls")

namespace banshi::queue::gateway
{

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using Stream = beast::ssl_stream<beast::tcp_stream>;

namespace
{

constexpr std::uint32_t kMostHeader = 16 * 1024;
constexpr std::size_t kRecord = 16 * 1024; // the most that a TLS record brings; Beast reads 512 bytes on its own
constexpr unsigned kHttp11 = 11;
constexpr int kWaitingPerWorker = 16; // requests that may wait for one that asks further; more are told to come again
// A handshake that comes too late was made for nothing: of a fleet that comes back at once so many are served, so many
// wait for less time than they have, and the rest is sent away while that costs nothing.
constexpr int kHandshakes = 32;
constexpr std::size_t kMostKnocking = 1024;

auto into(boost::system::error_code& error)
{
    return asio::redirect_error(asio::use_awaitable, error);
}

beast::tcp_stream& socketOf(Stream& stream)
{
    return beast::get_lowest_layer(stream);
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
        qCWarning(lcTlsServer) << "a request ended in an exception";
        return service.refuse("platform.unavailable");
    }
}

/// Threads that may block, and how many requests there are for them.
struct Workers
{
    Workers(int count, int mostRequests) : most(mostRequests), pool(static_cast<std::size_t>(count)) {}
    const int most;
    std::atomic<int> requests = 0;
    asio::thread_pool pool;
};

} // namespace

bool isAddress(const std::string& text)
{
    boost::system::error_code error;
    asio::ip::make_address(text, error);
    return !error;
}

class TlsServer::Impl
{
public:
    Impl(TlsServerOptions options, TlsService service)
        : m_options(std::move(options)), m_service(std::move(service)), m_tls(m_options), m_bodies(kMostBodies),
          m_handshakes(kHandshakes), m_acceptor(m_context), m_storing(m_options.storing, kMostBodies),
          m_asking(m_options.asking, std::min(m_options.asking * (1 + kWaitingPerWorker), kMostBodies / 2))
    {
    }
    ~Impl() { stop(); }

    base::Result<void, std::string> start()
    {
        if (const auto loaded = m_tls.load(); !loaded)
            return loaded;
        boost::system::error_code error;
        const tcp::endpoint endpoint(asio::ip::make_address(m_options.address, error), m_options.port);
        if (!error)
            m_acceptor.open(endpoint.protocol(), error);
        if (!error)
            m_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error)
            m_acceptor.bind(endpoint, error);
        if (!error)
            m_acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return tl::unexpected("cannot listen at " + m_options.address + ":" + std::to_string(m_options.port) +
                                  ": " + error.message());
        ::fcntl(m_acceptor.native_handle(), F_SETFD, FD_CLOEXEC);
        m_port = m_acceptor.local_endpoint().port();
        asio::co_spawn(
            m_context, [this] { return accept(); }, asio::detached);
        for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
            m_threads.emplace_back([this] { m_context.run(); });
        return {};
    }

    void stop()
    {
        m_context.stop();
        m_threads.clear(); // joins
        for (Workers* workers : {&m_storing, &m_asking})
        {
            workers->pool.stop(); // what nobody has begun is not begun any more
            workers->pool.join();
        }
    }

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::size_t machines() const { return m_machines; }
    [[nodiscard]] std::optional<base::UtcTime> certificateUntil() const { return m_tls.until(); }

private:
    asio::awaitable<void> accept()
    {
        for (;;)
        {
            boost::system::error_code error;
            tcp::socket socket = co_await m_acceptor.async_accept(asio::make_strand(m_context), into(error));
            if (error)
            {
                qCWarning(lcTlsServer) << "a connection cannot be taken:" << error.message().c_str();
                co_await pauseShortly(); // out of descriptors: others have to end first
                continue;
            }
            ::fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC);
            if (m_machines >= m_options.mostMachines || m_knocking >= kMostKnocking)
                continue; // closes it
            const auto executor = socket.get_executor();
            const auto stream = std::make_shared<Stream>(beast::tcp_stream(std::move(socket)), m_tls.current());
            asio::co_spawn(
                executor, [this, stream] { return serve(stream); }, asio::detached);
        }
    }

    asio::awaitable<void> pauseShortly()
    {
        constexpr std::chrono::milliseconds kPause(100);
        boost::system::error_code ignored;
        asio::steady_timer timer(m_context, kPause);
        co_await timer.async_wait(into(ignored));
    }

    asio::awaitable<void> serve(std::shared_ptr<Stream> stream)
    {
        struct Counted
        {
            explicit Counted(std::atomic<std::size_t>& of) : count(of) { ++count; }
            ~Counted() { --count; }
            std::atomic<std::size_t>& count;
        };
        const Counted counted(m_machines);
        boost::system::error_code error;
        {
            const Counted knocking(m_knocking);
            const auto place = co_await m_handshakes.take();
            socketOf(*stream).socket().set_option(tcp::no_delay(true), error);
            socketOf(*stream).expires_after(kHandshake);
            co_await stream->async_handshake(asio::ssl::stream_base::server, into(error));
        }
        if (error)
            co_return;
        const Shown shown = whoIsThere(stream->native_handle());
        beast::flat_buffer buffer;
        while (co_await exchange(*stream, buffer, shown))
            if (buffer.size() == 0)
                buffer = {}; // most machines are silent most of the time: nothing is held for them
        socketOf(*stream).expires_after(kHandshake);
        co_await stream->async_shutdown(into(error));
    }

    /// Reads and answers one request; false when the connection is over.
    asio::awaitable<bool> exchange(Stream& stream, beast::flat_buffer& buffer, const Shown& shown)
    {
        boost::system::error_code error;
        http::request_parser<http::string_body> parser;
        parser.header_limit(kMostHeader);
        parser.body_limit(shown.device.empty() ? kMostOfNobody : kMostBody);
        socketOf(stream).expires_after(kSilence);
        co_await http::async_read_header(stream, buffer, parser, into(error));
        const auto place = co_await m_bodies.take();
        if (!error && !parser.is_done())
        {
            buffer.reserve(kRecord);
            socketOf(stream).expires_after(kExchange);
            co_await http::async_read(stream, buffer, parser, into(error));
        }
        if (error)
        {
            if (const char* refusal = refusalOf(error); refusal != nullptr)
            {
                co_await write(stream, m_service.service.refuse(refusal), kHttp11, false);
                co_await forgetTheRest(stream, buffer);
            }
            co_return false;
        }
        const bool keepAlive = parser.get().keep_alive();
        const unsigned version = parser.get().version();
        HttpRequest request = fromWire(parser.get());
        request.device = shown.device;
        request.isExpired = shown.isExpired;
        socketOf(stream).expires_never();
        HttpReply reply;
        co_await work(request, reply);
        co_return co_await write(stream, std::move(reply), version, keepAlive) && keepAlive;
    }

    /// Has the request answered by a worker; the connection's own thread never blocks.
    asio::awaitable<void> work(const HttpRequest& request, HttpReply& reply)
    {
        Workers& workers = m_service.asksFurther(request) ? m_asking : m_storing;
        if (++workers.requests > workers.most)
            reply = m_service.service.refuse("platform.unavailable");
        else
            co_await asio::co_spawn(
                workers.pool,
                [this, &request, &reply]() -> asio::awaitable<void> {
                    reply = handled(m_service.service, request);
                    co_return;
                },
                asio::use_awaitable);
        --workers.requests;
    }

    /// The problem of a request that is wrong as HTTP; null when there is nobody left to answer.
    static const char* refusalOf(const boost::system::error_code& error)
    {
        if (error == http::error::body_limit)
            return "request.tooLarge";
        const bool isHttp = error.category() == make_error_code(http::error::bad_method).category();
        const bool isOver = error == http::error::end_of_stream || error == http::error::partial_message;
        return isHttp && !isOver ? "request.invalid" : nullptr;
    }

    /// Closing over what was not read would reset the connection, and the answer that is on its way with it. Source:
    /// RFC 9112, 9.6.
    static asio::awaitable<void> forgetTheRest(Stream& stream, beast::flat_buffer& buffer)
    {
        constexpr std::chrono::seconds kPatience(2);
        constexpr std::size_t kMost = 4 * kMostBody;
        buffer.consume(buffer.size());
        socketOf(stream).expires_after(kPatience);
        boost::system::error_code error;
        for (std::size_t forgotten = 0; !error && forgotten < kMost;)
            forgotten += co_await stream.async_read_some(buffer.prepare(kRecord), into(error));
    }

    static asio::awaitable<bool> write(Stream& stream, HttpReply reply, unsigned version, bool keepAlive)
    {
        auto wire = toWire(reply, version, keepAlive);
        boost::system::error_code error;
        socketOf(stream).expires_after(kExchange);
        co_await http::async_write(stream, wire, into(error));
        base::wipe(wire.body().data(), wire.body().size());
        co_return !error;
    }

    const TlsServerOptions m_options;
    const TlsService m_service;
    RenewingContext m_tls; // accept() alone asks it for a context
    Places m_bodies;       // outlives the coroutines that the context holds; so do the next four
    Places m_handshakes;
    std::atomic<std::size_t> m_knocking = 0;
    std::atomic<std::size_t> m_machines = 0;
    asio::io_context m_context;
    tcp::acceptor m_acceptor;
    std::uint16_t m_port = 0;
    Workers m_storing;
    Workers m_asking;
    std::vector<std::jthread> m_threads;
};

TlsServer::TlsServer(TlsServerOptions options, TlsService service)
    : m_impl(std::make_unique<Impl>(std::move(options), std::move(service)))
{
}

TlsServer::~TlsServer() = default;

base::Result<void, std::string> TlsServer::start()
{
    return m_impl->start();
}

void TlsServer::stop()
{
    m_impl->stop();
}

std::uint16_t TlsServer::port() const
{
    return m_impl->port();
}

std::size_t TlsServer::machines() const
{
    return m_impl->machines();
}

std::optional<base::UtcTime> TlsServer::certificateUntil() const
{
    return m_impl->certificateUntil();
}

} // namespace banshi::queue::gateway
