// SPDX-License-Identifier: GPL-3.0-or-later
#include "liar.h"

#include "banshi/base/system_clock.h"
#include "wire.h"

#include <list>
#include <sys/socket.h>
#include <thread>

namespace banshi::testing::lines
{

using nlohmann::json;

const char* name(Lie lie)
{
    constexpr std::array<const char*, static_cast<std::size_t>(Lie::Count)> kNames{
        "none", "lostRequest", "lostAnswer", "halfAnswer", "resetInBody", "slowAnswer",  "html",
        "409",  "429",         "503",        "422",        "oneByOne",    "wrongReceipt"};
    return kNames.at(static_cast<std::size_t>(lie));
}

class Liar::Inside
{
public:
    Inside(const std::filesystem::path& tls, Book& book, std::uint64_t seed)
        : m_shown(tls), m_authority(tls / "ca.pem"), m_book(book), m_random(seed), m_acceptor(m_io)
    {
        listen();
    }
    ~Inside() { close(); }

    void restart(bool isUp)
    {
        close();
        if (isUp)
            listen();
    }
    void show(const std::filesystem::path& folder)
    {
        close();
        m_shown = folder;
        listen();
    }

    std::uint16_t port = 0;
    std::atomic<bool> isHonest = false;
    mutable std::mutex mutex;
    std::map<std::string, int> told; // guarded by mutex

private:
    struct Connection
    {
        Connection(tcp::socket socket, asio::ssl::context& context) : stream(std::move(socket), context) {}
        TlsStream stream;
        std::jthread thread;
    };

    void listen()
    {
        m_context = serverContext(m_shown, m_authority);
        m_isClosing = false;
        m_acceptor = tcp::acceptor(m_io, tcp::endpoint(asio::ip::make_address("127.0.0.1"), port), true);
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
            auto& connection = m_connections.emplace_back(std::move(socket), *m_context);
            connection.thread = std::jthread([this, &connection] {
                serve(connection.stream);
                ::shutdown(connection.stream.lowest_layer().native_handle(), SHUT_RDWR);
            });
        }
    }

    void serve(TlsStream& stream)
    {
        boost::system::error_code error;
        stream.handshake(asio::ssl::stream_base::server, error);
        boost::beast::flat_buffer buffer;
        while (!error)
        {
            http::request_parser<http::string_body> parser;
            parser.body_limit(std::uint64_t{8} << 20);
            http::read_header(stream, buffer, parser, error);
            if (error)
                return;
            const Lie lie = choose(std::string(parser.get().target()));
            if (lie == Lie::ResetInBody)
                return reset(stream);
            http::read(stream, buffer, parser, error);
            if (error || lie == Lie::LostRequest || !answer(stream, parser.get(), lie))
                return;
        }
    }

    Lie choose(const std::string& target)
    {
        const std::lock_guard lock(mutex);
        if (isHonest || !target.starts_with("/v1/queue/") || m_random() % 3 == 0)
            return Lie::None;
        const auto lie = static_cast<Lie>(m_random() % static_cast<unsigned>(Lie::Count));
        ++told[name(lie)];
        return lie;
    }

    bool answer(TlsStream& stream, const Wire& request, Lie lie)
    {
        const std::string text = respond(request, lie);
        if (lie == Lie::LostAnswer)
            return false;
        boost::system::error_code error;
        if (lie == Lie::SlowAnswer)
            for (std::size_t at = 0; at < text.size() && !error; ++at)
                asio::write(stream, asio::buffer(text.data() + at, 1), error);
        else
            asio::write(stream, asio::buffer(text.data(), lie == Lie::HalfAnswer ? text.size() / 2 : text.size()),
                        error);
        return !error && lie != Lie::HalfAnswer;
    }

    std::string respond(const Wire& request, Lie lie)
    {
        constexpr std::string_view kTime = "/v1/time?nonce=";
        const std::string target(request.target());
        if (target.starts_with(kTime))
            return whole(200, m_book.time(base::toRfc3339(m_clock.wall().utc), target.substr(kTime.size())));
        const bool isPicture = target.starts_with("/v1/queue/blobs/");
        if (target != "/v1/queue/batch" && !isPicture)
            return problem(404, "request.unknownOperation", "fatal");
        switch (lie)
        {
        case Lie::Html:
            return page();
        case Lie::Running:
            return problem(409, "request.running", "retry");
        case Lie::TooMany:
            return problem(429, "platform.unavailable", "retry", 1);
        case Lie::Unavailable:
            return problem(503, "platform.unavailable", "retry", 1);
        case Lie::Refused:
            if (!isPicture && request.body().find("\"fulfilments\"") == std::string::npos)
            {
                const json batch = json::parse(request.body());
                if (batch.at("items").size() == 1)
                    m_book.refuseAll(batch);
                return problem(422, "queue.unreadable", "fatal");
            }
            break;
        case Lie::None:
        case Lie::LostRequest:
        case Lie::LostAnswer:
        case Lie::HalfAnswer:
        case Lie::ResetInBody:
        case Lie::SlowAnswer:
        case Lie::OneByOne:
        case Lie::WrongReceipt:
        case Lie::Count:
            break;
        }
        if (isPicture && request.method() != boost::beast::http::verb::put)
            return problem(404, "request.unknownOperation", "fatal"); // an older platform: pictures come whole
        if (isPicture)
            return whole(200, json{{"accepted", true}, {"duplicate", false}});
        return judged(json::parse(request.body()), lie);
    }

    std::string judged(const json& batch, Lie lie)
    {
        const auto sometimes = [&](const std::string& operation) {
            const std::lock_guard lock(mutex);
            return lie == Lie::OneByOne && operation == "reports" && m_random() % 4 == 0;
        };
        json said = m_book.take(batch, sometimes, sometimes);
        if (lie == Lie::WrongReceipt)
            said["high_water"] = said.at("high_water").get<int>() + 1;
        return whole(200, said);
    }

    std::filesystem::path m_shown; // the folder of the certificate that is shown
    std::filesystem::path m_authority;
    Book& m_book;
    base::SystemClock m_clock;
    std::mt19937_64 m_random; // guarded by mutex
    asio::io_context m_io;
    std::unique_ptr<asio::ssl::context> m_context;
    tcp::acceptor m_acceptor;
    std::atomic<bool> m_isClosing = true;
    std::list<Connection> m_connections; // the accepting thread's; after its end the closing thread's
    std::jthread m_accepting;
};

Liar::Liar(const std::filesystem::path& tls, Book& book, std::uint64_t seed)
    : m_inside(std::make_unique<Inside>(tls, book, seed))
{
}

Liar::~Liar() = default;

std::string Liar::url() const
{
    return "https://127.0.0.1:" + std::to_string(m_inside->port);
}

void Liar::setHonest(bool isHonest)
{
    m_inside->isHonest = isHonest;
}

void Liar::showCertificate(const std::filesystem::path& folder)
{
    m_inside->show(folder);
}

void Liar::setNetwork(bool isUp)
{
    m_inside->restart(isUp);
}

std::map<std::string, int> Liar::told() const
{
    const std::lock_guard lock(m_inside->mutex);
    return m_inside->told;
}

} // namespace banshi::testing::lines
