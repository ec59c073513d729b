// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/unix_server.h"

#include <QLoggingCategory>
#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <list>
#include <mutex>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

Q_LOGGING_CATEGORY(lcServer, "banshi.queue.gateway.server")

namespace banshi::queue::gateway
{

namespace http = boost::beast::http;
using boost::asio::local::stream_protocol;

namespace
{

using Socket = stream_protocol::socket;

bool isOwnUser(Socket& socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    if (getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return false;
    return peer.uid == geteuid() || peer.uid == 0;
}

HttpRequest fromWire(const http::request<http::string_body>& wire)
{
    HttpRequest request;
    request.method = std::string(wire.method_string());
    request.target = std::string(wire.target());
    for (const auto& field : wire)
    {
        std::string name(field.name_string());
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        request.headers[name] = std::string(field.value());
    }
    request.body = base::SecretBytes(std::string_view(wire.body()));
    return request;
}

http::response<http::string_body> toWire(const HttpReply& reply, unsigned version, bool keepAlive)
{
    http::response<http::string_body> wire(static_cast<http::status>(reply.status), version);
    wire.set(http::field::content_type, reply.contentType);
    wire.body() = std::string(reply.body.text());
    wire.keep_alive(keepAlive);
    wire.prepare_payload();
    return wire;
}

} // namespace

class UnixServer::Impl
{
public:
    Impl(std::filesystem::path socket, Handler handler)
        : m_path(std::move(socket)), m_handler(std::move(handler)), m_acceptor(m_io)
    {
    }
    ~Impl() { stop(); }

    bool start()
    {
        boost::system::error_code error;
        ::unlink(m_path.c_str());
        const stream_protocol::endpoint endpoint(m_path.string());
        m_acceptor.open(endpoint.protocol(), error);
        if (!error)
            m_acceptor.bind(endpoint, error);
        if (!error)
            m_acceptor.listen(boost::asio::socket_base::max_listen_connections, error);
        if (error || ::chmod(m_path.c_str(), S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP) != 0)
            return false;
        m_accepting = std::jthread([this] { accept(); });
        return true;
    }

    void stop()
    {
        if (m_stopping.exchange(true))
            return;
        // Wakes the blocking accept(); closing the file alone would not.
        ::shutdown(m_acceptor.native_handle(), SHUT_RDWR);
        if (m_accepting.joinable())
            m_accepting.join();
        {
            const std::lock_guard lock(m_mutex);
            for (auto& connection : m_connections)
                ::shutdown(connection.socket.native_handle(), SHUT_RDWR);
        }
        m_connections.clear(); // joins
        boost::system::error_code ignored;
        m_acceptor.close(ignored);
        ::unlink(m_path.c_str());
    }

private:
    struct Connection
    {
        explicit Connection(Socket socket_) : socket(std::move(socket_)) {}
        Socket socket;
        std::atomic<bool> over = false;
        std::jthread thread;
    };

    void accept()
    {
        while (!m_stopping)
        {
            boost::system::error_code error;
            Socket socket(m_io);
            m_acceptor.accept(socket, error);
            if (error || m_stopping)
                continue;
            const std::lock_guard lock(m_mutex);
            m_connections.remove_if([](const Connection& connection) { return connection.over.load(); });
            if (!isOwnUser(socket) || m_connections.size() >= kMostConnections)
            {
                qCWarning(lcServer) << "a caller was refused";
                continue;
            }
            auto& connection = m_connections.emplace_back(std::move(socket));
            connection.thread = std::jthread([this, &connection] {
                serve(connection.socket);
                connection.over = true;
            });
        }
    }

    void serve(Socket& socket)
    {
        const timeval silence{kSilenceS, 0};
        setsockopt(socket.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &silence, sizeof silence);
        setsockopt(socket.native_handle(), SOL_SOCKET, SO_SNDTIMEO, &silence, sizeof silence);
        boost::system::error_code error;
        for (bool goOn = true; goOn && !error && !m_stopping;)
        {
            // A buffer of its own for each request: with zeroing free() nothing of it outlives the answer.
            boost::beast::flat_buffer buffer;
            http::request_parser<http::string_body> parser;
            parser.body_limit(kMostBody);
            http::read(socket, buffer, parser, error);
            if (error == http::error::body_limit)
                answer(socket, {413, "application/problem+json", base::SecretBytes(std::string_view(R"({"type":"about:blank","title":"too large","status":413,"code":"request.tooLarge","class":"fatal","message":{"zh":"","en":""}})"))}, 11, false);
            else if (error && error != http::error::end_of_stream && error.category() == http::make_error_code(http::error::bad_method).category())
                answer(socket, {400, "application/problem+json", base::SecretBytes(std::string_view(R"({"type":"about:blank","title":"not HTTP","status":400,"code":"request.invalid","class":"fatal","message":{"zh":"","en":""}})"))}, 11, false);
            if (error)
                break;
            goOn = parser.get().keep_alive() && buffer.size() == 0;
            const auto reply = m_handler(fromWire(parser.get()));
            base::wipe(parser.get().body().data(), parser.get().body().size());
            goOn = answer(socket, reply, parser.get().version(), goOn) && goOn;
        }
        boost::system::error_code ignored;
        socket.shutdown(Socket::shutdown_both, ignored);
    }

    static bool answer(Socket& socket, const HttpReply& reply, unsigned version, bool keepAlive)
    {
        boost::system::error_code error;
        auto wire = toWire(reply, version, keepAlive);
        http::write(socket, wire, error);
        base::wipe(wire.body().data(), wire.body().size());
        return !error;
    }

    std::filesystem::path m_path;
    Handler m_handler;
    boost::asio::io_context m_io;
    stream_protocol::acceptor m_acceptor;
    std::mutex m_mutex;
    std::list<Connection> m_connections; // guarded by m_mutex while accepting
    std::atomic<bool> m_stopping = false;
    std::jthread m_accepting;
};

UnixServer::UnixServer(std::filesystem::path socket, Handler handler)
    : m_impl(std::make_unique<Impl>(std::move(socket), std::move(handler)))
{
}

UnixServer::~UnixServer() = default;

bool UnixServer::start()
{
    return m_impl->start();
}

void UnixServer::stop()
{
    m_impl->stop();
}

} // namespace banshi::queue::gateway
