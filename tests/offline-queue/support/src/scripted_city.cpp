// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/scripted_city.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <cctype>
#include <list>
#include <mutex>
#include <sys/socket.h>
#include <thread>

namespace banshi::testing::queue
{

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using TlsStream = asio::ssl::stream<tcp::socket>;

namespace
{

std::string commonName(TlsStream& stream)
{
    X509* certificate = SSL_get1_peer_certificate(stream.native_handle());
    char name[128] = "";
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof name);
    X509_free(certificate);
    return name;
}

CityAsk toAsk(const http::request<http::string_body>& wire, const std::string& peer)
{
    CityAsk ask{std::string(wire.method_string()), std::string(wire.target()), {}, wire.body(), peer};
    for (const auto& field : wire)
    {
        std::string name(field.name_string());
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        ask.headers[name] = std::string(field.value());
    }
    return ask;
}

} // namespace

class ScriptedCity::Inside
{
public:
    Inside(const std::filesystem::path& tls, Script script)
        : m_script(std::move(script)), m_context(asio::ssl::context::tls_server), m_acceptor(m_io)
    {
        SSL_CTX_set_min_proto_version(m_context.native_handle(), TLS1_3_VERSION);
        m_context.use_certificate_chain_file((tls / "city.pem").string());
        m_context.use_private_key_file((tls / "city.key").string(), asio::ssl::context::pem);
        m_context.load_verify_file((tls / "ca.pem").string());
        m_context.set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert);
        SSL_CTX_set_session_id_context(m_context.native_handle(), reinterpret_cast<const unsigned char*>("city"), 4);
        listen();
    }
    ~Inside() { close(); }

    void setNetwork(bool isUp)
    {
        close();
        if (isUp)
            listen();
    }

    std::uint16_t port = 0;
    mutable std::mutex mutex;
    std::vector<CityAsk> asks; // guarded by mutex
    std::atomic<int> handshakes = 0;
    std::atomic<int> resumptions = 0;

    void setScript(Script script)
    {
        const std::lock_guard lock(mutex);
        m_script = std::move(script);
    }

private:
    struct Connection
    {
        explicit Connection(TlsStream made) : stream(std::move(made)) {}
        TlsStream stream;
        std::jthread thread;
    };

    void listen()
    {
        m_isClosing = false;
        const tcp::endpoint endpoint(asio::ip::make_address("127.0.0.1"), port);
        m_acceptor = tcp::acceptor(m_io, endpoint, true);
        port = m_acceptor.local_endpoint().port();
        m_accepting = std::jthread([this] { accept(); });
    }

    void close()
    {
        if (m_isClosing.exchange(true))
            return;
        ::shutdown(m_acceptor.native_handle(), SHUT_RDWR);
        m_accepting.join();
        for (auto& connection : m_connections)
            ::shutdown(connection.stream.lowest_layer().native_handle(), SHUT_RDWR);
        m_connections.clear();
        m_acceptor.close();
    }

    void accept()
    {
        while (!m_isClosing)
        {
            boost::system::error_code error;
            tcp::socket socket(m_io);
            m_acceptor.accept(socket, error);
            if (error)
                continue;
            socket.set_option(tcp::no_delay(true));
            auto& connection = m_connections.emplace_back(TlsStream(std::move(socket), m_context));
            connection.thread = std::jthread([this, &connection] { serve(connection.stream); });
        }
    }

    void serve(TlsStream& stream)
    {
        boost::system::error_code error;
        stream.handshake(asio::ssl::stream_base::server, error);
        if (error)
            return;
        ++handshakes;
        if (SSL_session_reused(stream.native_handle()) == 1)
            ++resumptions;
        const std::string peer = commonName(stream);
        boost::beast::flat_buffer buffer;
        while (!error)
        {
            http::request_parser<http::string_body> parser;
            parser.body_limit(std::uint64_t{8} << 20);
            http::read(stream, buffer, parser, error);
            if (error)
                break;
            const CityReply reply = play(toAsk(parser.get(), peer));
            if (reply.isDropped)
                break;
            http::response<http::string_body> wire(static_cast<http::status>(reply.status), 11);
            wire.set(http::field::content_type, reply.contentType);
            for (const auto& [name, value] : reply.headers)
                wire.set(name, value);
            wire.body() = reply.body;
            wire.prepare_payload();
            http::write(stream, wire, error);
        }
        ::shutdown(stream.lowest_layer().native_handle(), SHUT_RDWR);
    }

    CityReply play(const CityAsk& ask)
    {
        const std::lock_guard lock(mutex);
        asks.push_back(ask);
        return m_script(ask);
    }

    Script m_script; // guarded by mutex
    asio::io_context m_io;
    asio::ssl::context m_context;
    tcp::acceptor m_acceptor;
    std::atomic<bool> m_isClosing = false;
    std::list<Connection> m_connections; // the accepting thread's; after its end the closing thread's
    std::jthread m_accepting;
};

ScriptedCity::ScriptedCity(const std::filesystem::path& tls, Script script)
    : m_inside(std::make_unique<Inside>(tls, std::move(script)))
{
}

ScriptedCity::~ScriptedCity() = default;

std::string ScriptedCity::url() const
{
    return "https://127.0.0.1:" + std::to_string(m_inside->port);
}

void ScriptedCity::setScript(Script script)
{
    m_inside->setScript(std::move(script));
}

void ScriptedCity::setNetwork(bool isUp)
{
    m_inside->setNetwork(isUp);
}

std::vector<CityAsk> ScriptedCity::asks(const std::string& path) const
{
    const std::lock_guard lock(m_inside->mutex);
    std::vector<CityAsk> found;
    for (const auto& ask : m_inside->asks)
        if (ask.target.starts_with(path))
            found.push_back(ask);
    return found;
}

int ScriptedCity::handshakes() const
{
    return m_inside->handshakes;
}

int ScriptedCity::resumptions() const
{
    return m_inside->resumptions;
}

CityReply problemReply(int status, const std::string& code, const std::string& kind,
                       std::map<std::string, std::string> headers)
{
    return {status,
            R"({"type":"about:blank","title":"no","status":)" + std::to_string(status) + R"(,"code":")" + code +
                R"(","class":")" + kind + R"("})",
            "application/problem+json", std::move(headers), false};
}

} // namespace banshi::testing::queue
