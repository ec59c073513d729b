// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility> // Boost.Asio 1.74 needs std::exchange for its coroutines

#include "banshi/city/control_socket.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>

namespace banshi::city
{

namespace
{

namespace asio = boost::asio;
using Local = asio::local::stream_protocol;

constexpr std::size_t kLongestLine = std::size_t{64} * 1024;

} // namespace

struct ControlSocket::Inside : std::enable_shared_from_this<Inside>
{
    Inside(asio::io_context& givenContext, Handler givenHandler, std::string givenPath)
        : context(givenContext), handler(std::move(givenHandler)), path(std::move(givenPath)), acceptor(givenContext)
    {
    }

    bool listen();
    asio::awaitable<void> accept();
    asio::awaitable<void> serve(std::shared_ptr<Local::socket> socket);
    std::string answerLine(const std::string& line) const;

    asio::io_context& context;
    Handler handler;
    std::string path;
    Local::acceptor acceptor;
};

bool ControlSocket::Inside::listen()
{
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    boost::system::error_code error;
    acceptor.open(Local(), error);
    if (!error)
        acceptor.bind(Local::endpoint(path), error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return false;
    asio::co_spawn(
        context, [self = shared_from_this()] { return self->accept(); }, asio::detached);
    return true;
}

asio::awaitable<void> ControlSocket::Inside::accept()
{
    while (acceptor.is_open())
    {
        boost::system::error_code error;
        const auto socket = std::make_shared<Local::socket>(context);
        co_await acceptor.async_accept(*socket, asio::redirect_error(asio::use_awaitable, error));
        if (!error)
            asio::co_spawn(
                context, [self = shared_from_this(), socket] { return self->serve(socket); }, asio::detached);
    }
}

asio::awaitable<void> ControlSocket::Inside::serve(std::shared_ptr<Local::socket> socket)
{
    std::string text;
    boost::system::error_code error;
    while (!error)
    {
        const std::size_t length = co_await asio::async_read_until(
            *socket, asio::dynamic_buffer(text, kLongestLine), '\n', asio::redirect_error(asio::use_awaitable, error));
        if (error)
            co_return;
        const std::string reply = answerLine(text.substr(0, length)) + "\n";
        text.erase(0, length);
        co_await asio::async_write(*socket, asio::buffer(reply), asio::redirect_error(asio::use_awaitable, error));
    }
}

std::string ControlSocket::Inside::answerLine(const std::string& line) const
{
    const auto command = nlohmann::json::parse(line, nullptr, false);
    if (!command.is_object())
        return R"({"ok":false,"error":"one JSON object a line"})";
    try
    {
        return handler(command).dump();
    }
    catch (const nlohmann::json::exception&)
    {
        return R"({"ok":false,"error":"a member has the wrong type"})";
    }
}

base::Result<std::unique_ptr<ControlSocket>, ControlSocketError>
ControlSocket::start(EventLoop& loop, const std::string& path, Handler handler)
{
    auto inside = std::make_shared<Inside>(loop.context(), std::move(handler), path);
    constexpr std::size_t kLongestPath = 107; // sockaddr_un
    if (path.size() > kLongestPath || !inside->listen())
        return base::fail(ControlSocketCode::CannotListen, path, base::Retry::NeedsAttendant);
    return std::unique_ptr<ControlSocket>(new ControlSocket(std::move(inside)));
}

ControlSocket::ControlSocket(std::shared_ptr<Inside> inside) : m_inside(std::move(inside)) {}

ControlSocket::~ControlSocket()
{
    std::error_code ignored;
    std::filesystem::remove(m_inside->path, ignored);
}

} // namespace banshi::city
