// SPDX-License-Identifier: GPL-3.0-or-later
#include "unix_http_server.h"

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <optional>
#include <thread>
#include <utility>

namespace banshi::testing
{

namespace
{

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Local = asio::local::stream_protocol;

struct Log
{
    mutable std::mutex mutex;
    std::vector<SeenRequest> seen; // guarded by mutex
    std::atomic<int> connections = 0;
};

/// One connection, alive as long as something is pending on it.
class Connection : public std::enable_shared_from_this<Connection>
{
public:
    Connection(Local::socket socket, const UnixHttpServer::Handler& handler, Log& log)
        : m_socket(std::move(socket)), m_handler(handler), m_log(log)
    {
    }

    void read()
    {
        m_parser.emplace();
        m_parser->body_limit(std::uint64_t{64} * 1024 * 1024);
        http::async_read(m_socket, m_buffer, *m_parser,
                         [self = shared_from_this()](const beast::error_code& error, std::size_t) {
                             if (!error)
                                 self->handle();
                         });
    }

private:
    static std::string field(const http::request<http::string_body>& request, beast::string_view name)
    {
        return std::string(request[name]);
    }

    void handle()
    {
        const auto& request = m_parser->get();
        const SeenRequest seen{std::string(request.method_string()), std::string(request.target()),
                               field(request, "Content-Type"), field(request, "Idempotency-Key"), request.body()};
        {
            const std::lock_guard lock(m_log.mutex);
            m_log.seen.push_back(seen);
        }
        Reply reply = m_handler(seen);
        switch (reply.kind)
        {
        case Reply::Kind::Answer:
            return answer(std::move(reply), request.version(), request.keep_alive());
        case Reply::Kind::Silence:
            return read(); // holds the connection open until the client leaves
        case Reply::Kind::Close:
            return;
        case Reply::Kind::Raw:
            m_raw = std::move(reply.body);
            asio::async_write(m_socket, asio::buffer(m_raw),
                              [self = shared_from_this()](const beast::error_code&, std::size_t) {});
        }
    }

    void answer(Reply reply, unsigned version, bool keepAlive)
    {
        m_answer = http::response<http::string_body>(http::int_to_status(static_cast<unsigned>(reply.status)), version);
        m_answer.set(http::field::content_type, reply.media);
        m_answer.keep_alive(keepAlive);
        m_answer.body() = std::move(reply.body);
        m_answer.prepare_payload();
        http::async_write(m_socket, m_answer, [self = shared_from_this()](const beast::error_code& error, std::size_t) {
            if (!error)
                self->read();
        });
    }

    Local::socket m_socket;
    const UnixHttpServer::Handler& m_handler;
    Log& m_log;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    http::response<http::string_body> m_answer;
    std::string m_raw;
};

} // namespace

class UnixHttpServer::Impl
{
public:
    Impl(const std::string& socketPath, Handler handler)
        : m_handler(std::move(handler)), m_acceptor(m_context, Local::endpoint(socketPath))
    {
        accept();
        m_thread = std::jthread([this] { m_context.run(); });
    }

    ~Impl()
    {
        m_context.stop();
        m_thread.join();
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Log log;

private:
    void accept()
    {
        m_acceptor.async_accept([this](const beast::error_code& error, Local::socket socket) {
            if (error)
                return;
            ++log.connections;
            std::make_shared<Connection>(std::move(socket), m_handler, log)->read();
            accept();
        });
    }

    const Handler m_handler;
    asio::io_context m_context;
    Local::acceptor m_acceptor;
    std::jthread m_thread;
};

UnixHttpServer::UnixHttpServer(const std::string& socketPath, Handler handler)
    : m_impl(std::make_unique<Impl>(socketPath, std::move(handler)))
{
}

UnixHttpServer::~UnixHttpServer() = default;

std::vector<SeenRequest> UnixHttpServer::seen() const
{
    const std::lock_guard lock(m_impl->log.mutex);
    return m_impl->log.seen;
}

int UnixHttpServer::connections() const
{
    return m_impl->log.connections;
}

} // namespace banshi::testing
