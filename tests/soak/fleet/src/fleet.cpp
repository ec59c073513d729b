// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility> // Boost.Asio 1.74 needs std::exchange for its coroutines

#include "banshi/testing/fleet/fleet.h"

#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "banshi/city/certificate_authority.h"
#include "kiosk.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <mutex>
#include <openssl/x509.h>
#include <thread>

namespace banshi::testing::fleet
{

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using Stream = beast::ssl_stream<beast::tcp_stream>;

namespace
{

constexpr std::chrono::seconds kPatience(30);
constexpr std::chrono::milliseconds kShortest(20); // pause after trouble, doubled each time

struct Free
{
    void operator()(X509* one) const { X509_free(one); }
    void operator()(EVP_PKEY* one) const { EVP_PKEY_free(one); }
    void operator()(SSL_SESSION* one) const { SSL_SESSION_free(one); }
};
using Certificate = std::unique_ptr<X509, Free>;
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Session = std::unique_ptr<SSL_SESSION, Free>;

auto into(boost::system::error_code& error)
{
    return asio::redirect_error(asio::use_awaitable, error);
}

std::string derOf(EVP_PKEY* key)
{
    std::uint8_t* bytes = nullptr;
    const int size = i2d_PUBKEY(key, &bytes);
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(std::max(size, 0)));
    OPENSSL_free(bytes);
    return der;
}

/// One machine and its line.
struct Line
{
    Line(const Kiosk::Ground& ground, const std::string& device, std::uint64_t seed) : kiosk(ground, device, seed) {}
    Kiosk kiosk;
    Certificate certificate;
    std::unique_ptr<Stream> stream; // null while there is no connection
    Session session;
    int connections = 0;
};

} // namespace

double FleetReport::percentile(double part) const
{
    if (milliseconds.empty())
        return 0;
    const auto at = static_cast<std::size_t>(part * static_cast<double>(milliseconds.size() - 1));
    return milliseconds[at];
}

class Fleet::Inside
{
public:
    explicit Inside(FleetOptions options)
        : m_options(std::move(options)),
          m_seal(queue::store::PlatformKey::read(m_options.tls / "city-seal.pub").value()),
          m_receipts(queue::sync::SignatureKey::read(m_options.tls / "district-sign.pub").value()),
          m_tls(asio::ssl::context::tls_client), m_key(EVP_EC_gen("P-256"))
    {
        SSL_CTX_set_min_proto_version(m_tls.native_handle(), TLS1_3_VERSION);
        m_tls.load_verify_file((m_options.tls / "ca.pem").string());
        m_tls.set_verify_mode(asio::ssl::verify_peer);
        const auto authority = city::CertificateAuthority::load(m_options.tls.string());
        const auto now = m_clock.wall().utc;
        const std::string publicKey = derOf(m_key.get());
        const Kiosk::Ground ground{m_options, m_seal, m_receipts, m_clock};
        for (int i = 0; i < m_options.kiosks; ++i)
        {
            const std::string device = "FLEET-" + std::to_string(m_options.seed) + "-" + std::to_string(i);
            auto& line = m_lines.emplace_back(
                std::make_unique<Line>(ground, device, m_options.seed * 1'000'003 + static_cast<std::uint64_t>(i)));
            const std::string der =
                authority->issue(publicKey, {device, now - std::chrono::hours(1), now + std::chrono::hours(24), false});
            const auto* bytes = reinterpret_cast<const std::uint8_t*>(der.data());
            line->certificate.reset(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
        }
    }
    ~Inside()
    {
        m_context.stop();
        m_threads.clear(); // joins
    }

    void start()
    {
        m_began = m_clock.now();
        for (auto& line : m_lines)
            asio::co_spawn(
                asio::make_strand(m_context), [this, one = line.get()] { return live(*one); }, asio::detached);
        for (int i = 0; i < m_options.threads; ++i)
            m_threads.emplace_back([this] { m_context.run(); });
    }

    [[nodiscard]] std::int64_t acknowledged() const { return m_acknowledged; }
    [[nodiscard]] bool isDone() const { return m_done == static_cast<int>(m_lines.size()); }
    [[nodiscard]] FleetReport report() const
    {
        const std::lock_guard lock(m_mutex);
        FleetReport report = m_report;
        report.items = m_acknowledged;
        std::sort(report.milliseconds.begin(), report.milliseconds.end());
        report.seconds = std::chrono::duration<double>(m_ended - m_began).count();
        return report;
    }
    [[nodiscard]] std::vector<Acknowledged> all() const
    {
        std::vector<Acknowledged> all;
        for (const auto& line : m_lines)
            all.insert(all.end(), line->kiosk.acknowledged().begin(), line->kiosk.acknowledged().end());
        return all;
    }

private:
    asio::awaitable<void> live(Line& line)
    {
        co_await rest(line.kiosk.part(m_options.spread));
        while (!line.kiosk.isDone())
        {
            const auto began = m_clock.now();
            (void)line.kiosk.body(); // made once, not in the time of a try
            auto pause = kShortest;
            while (!co_await handOver(line))
            {
                hangUp(line);
                co_await rest(pause / 2 + line.kiosk.part(pause));
                pause = std::min(pause * 2, m_options.longestPause);
            }
            note(began);
        }
        hangUp(line);
        ++m_done;
    }

    /// True when the batch is acknowledged.
    asio::awaitable<bool> handOver(Line& line)
    {
        if (!line.stream && !co_await connect(line))
            co_return false;
        const bool hangsUp = line.kiosk.chance(m_options.hangUps);
        http::request<http::string_body> request{http::verb::post, "/v1/queue/batch", 11};
        request.set(http::field::host, "127.0.0.1");
        request.set(http::field::content_type, "application/json");
        request.set("Idempotency-Key", base::newUuid(m_clock));
        request.set("X-Kiosk-Id", line.kiosk.device());
        request.body() = line.kiosk.body();
        request.prepare_payload();
        boost::system::error_code error;
        beast::get_lowest_layer(*line.stream).expires_after(kPatience);
        co_await http::async_write(*line.stream, request, into(error));
        count([](FleetReport& report) { ++report.tries; });
        if (error || hangsUp)
            co_return trouble(error ? "write" : "hung up");
        http::response<http::string_body> answer;
        beast::flat_buffer buffer;
        co_await http::async_read(*line.stream, buffer, answer, into(error));
        if (error)
            co_return trouble("read");
        if (answer.result_int() != 200)
            co_return trouble("status " + std::to_string(answer.result_int()));
        keepSession(line);
        const bool isRight = line.kiosk.take(answer.body());
        if (isRight)
            m_acknowledged += m_options.items;
        else
            count([](FleetReport& report) { ++report.wrong; });
        co_return isRight;
    }

    asio::awaitable<bool> connect(Line& line)
    {
        boost::system::error_code error;
        auto stream = std::make_unique<Stream>(co_await asio::this_coro::executor, m_tls);
        SSL* tls = stream->native_handle();
        SSL_use_certificate(tls, line.certificate.get());
        SSL_use_PrivateKey(tls, m_key.get());
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls), "127.0.0.1");
        if (line.session)
            SSL_set_session(tls, line.session.get());
        auto& socket = beast::get_lowest_layer(*stream);
        socket.expires_after(kPatience);
        co_await socket.async_connect(
            tcp::endpoint(asio::ip::address_v4::loopback(), m_options.port(line.connections++)), into(error));
        if (error)
            co_return trouble("connect");
        co_await stream->async_handshake(asio::ssl::stream_base::client, into(error));
        if (error)
            co_return trouble("handshake");
        const bool isResumed = SSL_session_reused(tls) == 1;
        count([isResumed](FleetReport& report) {
            ++report.handshakes;
            report.resumed += isResumed ? 1 : 0;
        });
        line.stream = std::move(stream);
        co_return true;
    }

    static void keepSession(Line& line)
    {
        Session session(SSL_get1_session(line.stream->native_handle()));
        if (session && SSL_SESSION_is_resumable(session.get()) == 1)
            line.session = std::move(session);
    }

    static void hangUp(Line& line)
    {
        boost::system::error_code ignored;
        if (line.stream)
            beast::get_lowest_layer(*line.stream).socket().close(ignored);
        line.stream.reset();
    }

    static asio::awaitable<void> rest(std::chrono::milliseconds span)
    {
        boost::system::error_code ignored;
        asio::steady_timer timer(co_await asio::this_coro::executor, span);
        co_await timer.async_wait(into(ignored));
    }

    template <class Change>
    void count(Change change)
    {
        const std::lock_guard lock(m_mutex);
        change(m_report);
    }

    bool trouble(const std::string& what)
    {
        count([&](FleetReport& report) { ++report.troubles[what]; });
        return false;
    }

    void note(base::MonoTime began)
    {
        const auto now = m_clock.now();
        const std::lock_guard lock(m_mutex);
        m_report.milliseconds.push_back(std::chrono::duration<double, std::milli>(now - began).count());
        m_ended = now;
    }

    const FleetOptions m_options;
    const base::SystemClock m_clock;
    const queue::store::PlatformKey m_seal;
    const queue::sync::SignatureKey m_receipts;
    asio::ssl::context m_tls;
    const Key m_key; // of all machines: only names differ
    std::vector<std::unique_ptr<Line>> m_lines;
    asio::io_context m_context;
    std::atomic<std::int64_t> m_acknowledged = 0;
    std::atomic<int> m_done = 0;
    mutable std::mutex m_mutex;
    FleetReport m_report;   // guarded by m_mutex
    base::MonoTime m_began; // before the threads
    base::MonoTime m_ended; // guarded by m_mutex
    std::vector<std::jthread> m_threads;
};

Fleet::Fleet(FleetOptions options) : m_inside(std::make_unique<Inside>(std::move(options))) {}

Fleet::~Fleet() = default;

void Fleet::start()
{
    m_inside->start();
}

std::int64_t Fleet::acknowledged() const
{
    return m_inside->acknowledged();
}

bool Fleet::isDone() const
{
    return m_inside->isDone();
}

FleetReport Fleet::report() const
{
    return m_inside->report();
}

std::vector<Acknowledged> Fleet::all() const
{
    return m_inside->all();
}

} // namespace banshi::testing::fleet
