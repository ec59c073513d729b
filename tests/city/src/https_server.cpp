// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that sees Boost.Beast.
#include <utility> // Boost.Asio 1.74 needs std::exchange for its coroutines

#include "banshi/city/https_server.h"

#include "banshi/city/problem.h"
#include "banshi/queue/contract/target.h"
#include "tls_setup.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <fcntl.h>
#include <future>
#include <list>

namespace banshi::city
{

namespace
{

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using Stream = beast::ssl_stream<beast::tcp_stream>;
using Wire = http::request<http::string_body>;

constexpr std::uint64_t kMostBytes = std::uint64_t{8} * 1024 * 1024;
constexpr std::chrono::seconds kPatience(60);

/// Who has shown which certificate.
/// A program that is started meanwhile must not hold the port open.
template <class Socket>
void keepFromChildren(Socket& socket)
{
    if (socket.is_open())
        ::fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC);
}

struct Peer
{
    std::string name;
    bool isDistrict = false; // speaks for the machine that X-Kiosk-Id names
};

std::optional<Request> read(const Wire& wire, const Peer& peer)
{
    const auto target = queue::contract::parseTarget({wire.target().data(), wire.target().size()});
    if (!target)
        return std::nullopt;
    Request request{.method = std::string(wire.method_string()),
                    .path = target->path,
                    .query = target->query,
                    .headers = {},
                    .body = wire.body(),
                    .device = peer.name};
    for (const auto& field : wire)
    {
        std::string name(field.name_string());
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        request.headers[name] = std::string(field.value());
    }
    if (const auto kiosk = request.headers.find("x-kiosk-id"); peer.isDistrict && kiosk != request.headers.end())
        request.device = kiosk->second;
    return request;
}

http::response<http::string_body> write(Response response, const Wire& wire)
{
    http::response<http::string_body> out{static_cast<http::status>(response.status), wire.version()};
    out.set(http::field::content_type, response.type);
    for (const auto& [name, value] : response.headers)
        out.set(name, value);
    out.keep_alive(wire.keep_alive());
    out.body() = std::move(response.body);
    out.prepare_payload();
    return out;
}

} // namespace

struct HttpsServer::Inside : std::enable_shared_from_this<Inside>
{
    Inside(asio::io_context& givenContext, Platform& givenPlatform, const base::Clock& givenClock,
           asio::ssl::context givenTls)
        : context(givenContext), platform(givenPlatform), clock(givenClock), tls(std::move(givenTls)),
          holder(givenContext), acceptor(givenContext)
    {
    }

    bool listen(std::uint16_t wanted);
    void close();
    asio::awaitable<void> accept();
    asio::awaitable<void> serve(std::shared_ptr<Stream> stream);
    asio::awaitable<bool> answerOne(Stream& stream, beast::flat_buffer& buffer, const Peer& peer);
    asio::awaitable<void> wait(base::MonoTime until);

    asio::io_context& context;
    Platform& platform;
    const base::Clock& clock;
    asio::ssl::context tls;
    tcp::socket holder; // bound but never listening: keeps the port ours while the network is down
    tcp::acceptor acceptor;
    std::list<std::weak_ptr<Stream>> streams;
    std::uint16_t port = 0;
};

bool HttpsServer::Inside::listen(std::uint16_t wanted)
{
    boost::system::error_code error;
    const auto open = [&](auto& socket, std::uint16_t at) {
        socket.open(tcp::v4(), error);
        keepFromChildren(socket);
        if (!error)
            socket.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error)
            socket.bind({asio::ip::address_v4::loopback(), at}, error);
        return !error;
    };
    if (!holder.is_open() && !open(holder, wanted))
        return false;
    port = holder.local_endpoint().port();
    if (!open(acceptor, port) || acceptor.listen(asio::socket_base::max_listen_connections, error))
        return false;
    asio::co_spawn(
        context, [self = shared_from_this()] { return self->accept(); }, asio::detached);
    return true;
}

void HttpsServer::Inside::close()
{
    boost::system::error_code ignored;
    acceptor.close(ignored);
    for (const auto& weak : streams)
        if (const auto stream = weak.lock())
            beast::get_lowest_layer(*stream).socket().close(ignored);
    streams.clear();
}

asio::awaitable<void> HttpsServer::Inside::accept()
{
    while (acceptor.is_open())
    {
        boost::system::error_code error;
        auto socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (error == asio::error::operation_aborted)
            co_return; // listen() starts anew
        if (error)
            continue;
        keepFromChildren(socket);
        streams.remove_if([](const auto& weak) { return weak.expired(); });
        const auto stream = std::make_shared<Stream>(std::move(socket), tls);
        streams.push_back(stream);
        asio::co_spawn(
            context, [self = shared_from_this(), stream] { return self->serve(stream); }, asio::detached);
    }
}

asio::awaitable<void> HttpsServer::Inside::serve(std::shared_ptr<Stream> stream)
{
    boost::system::error_code error;
    beast::get_lowest_layer(*stream).expires_after(kPatience);
    co_await stream->async_handshake(asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, error));
    if (error)
        co_return;
    const Peer peer{peerName(stream->native_handle()), isDistrictGateway(stream->native_handle())};
    beast::flat_buffer buffer;
    while (co_await answerOne(*stream, buffer, peer))
    {
    }
    boost::system::error_code ignored;
    beast::get_lowest_layer(*stream).socket().close(ignored);
}

/// Reads one request and answers it; false when the connection is to be closed.
asio::awaitable<bool> HttpsServer::Inside::answerOne(Stream& stream, beast::flat_buffer& buffer, const Peer& peer)
{
    boost::system::error_code error;
    http::request_parser<http::string_body> parser;
    parser.body_limit(kMostBytes);
    beast::get_lowest_layer(stream).expires_after(kPatience);
    co_await http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
    const bool isTooLarge = error == http::error::body_limit;
    if (error && !isTooLarge)
        co_return false;
    const Wire wire = parser.release();
    const auto request = isTooLarge ? std::nullopt : read(wire, peer);
    Outcome outcome{problem(isTooLarge ? "request.tooLarge" : "request.invalid"), false};
    if (request)
    {
        const Admission admission = platform.admit(*request);
        if (admission.delay > base::Nanoseconds::zero())
        {
            beast::get_lowest_layer(stream).expires_never();
            co_await wait(clock.now() + admission.delay);
        }
        outcome = platform.finish(*request, admission);
    }
    if (outcome.drop)
        co_return false;
    auto out = write(std::move(outcome.response), wire);
    if (isTooLarge)
        out.keep_alive(false);
    beast::get_lowest_layer(stream).expires_after(kPatience);
    co_await http::async_write(stream, out, asio::redirect_error(asio::use_awaitable, error));
    co_return !error && out.keep_alive();
}

/// Waits by the stand-in's clock, so that a test clock's jump ends a delay at once.
asio::awaitable<void> HttpsServer::Inside::wait(base::MonoTime until)
{
    constexpr std::chrono::minutes kUnknown(1);
    const auto timer = std::make_shared<asio::steady_timer>(context);
    const auto token = clock.onJump([&loop = context, weak = std::weak_ptr(timer)] {
        asio::post(loop, [weak] {
            if (const auto living = weak.lock())
                living->cancel();
        });
    });
    while (clock.now() < until)
    {
        boost::system::error_code ignored;
        timer->expires_after(clock.realUntil(until).value_or(kUnknown));
        co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
}

base::Result<std::unique_ptr<HttpsServer>, HttpsServerError> HttpsServer::start(EventLoop& loop, Platform& platform,
                                                                                const base::Clock& clock,
                                                                                const std::string& folder,
                                                                                std::uint16_t port)
{
    asio::ssl::context tls(asio::ssl::context::tls_server);
    if (!configureTls(tls.native_handle(), folder))
        return base::fail(HttpsServerCode::BadCertificate, folder, base::Retry::NeedsAttendant);
    auto inside = std::make_shared<Inside>(loop.context(), platform, clock, std::move(tls));
    if (!inside->listen(port))
        return base::fail(HttpsServerCode::CannotListen, std::to_string(port), base::Retry::Later);
    return std::unique_ptr<HttpsServer>(new HttpsServer(std::move(inside)));
}

HttpsServer::HttpsServer(std::shared_ptr<Inside> inside) : m_inside(std::move(inside)) {}

HttpsServer::~HttpsServer() = default;

std::uint16_t HttpsServer::port() const
{
    return m_inside->port;
}

bool HttpsServer::setNetwork(bool up)
{
    std::promise<bool> done;
    asio::post(m_inside->context, [&] {
        if (up == m_inside->acceptor.is_open())
            done.set_value(true);
        else if (up)
            done.set_value(m_inside->listen(m_inside->port));
        else
        {
            m_inside->close();
            done.set_value(true);
        }
    });
    return done.get_future().get();
}

} // namespace banshi::city
