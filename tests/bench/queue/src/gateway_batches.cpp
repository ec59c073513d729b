// SPDX-License-Identifier: GPL-3.0-or-later
// The real banshi-gateway --store as 64 machines meet it: mutual TLS 1.3, HTTP, JSON, the contract's checks, receipts.
#include "banshi/base/system_clock.h"
#include "banshi/city/certificate_authority.h"
#include "banshi/city/city_keys.h"
#include "banshi/testing/queue/test_tls.h"
#include "contest.h"
#include "running_district.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <list>

namespace banshi::bench
{

namespace
{

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Stream = boost::beast::ssl_stream<asio::ip::tcp::socket>;

constexpr int kBatch = 100;        // items of a batch, the contract's most
constexpr std::size_t kSeal = 110; // what suite 3 adds

/// One machine: a connection, and batches that are written down with as little work as can be.
class Machine
{
public:
    Machine(asio::io_context& context, asio::ssl::context& tls, std::string device, std::uint16_t port, int number,
            const std::string& sealed)
        : m_device(std::move(device)), m_number(number), m_sealed(sealed), m_stream(context, tls)
    {
        m_stream.next_layer().connect({asio::ip::address_v4::loopback(), port});
        m_stream.next_layer().set_option(asio::ip::tcp::no_delay(true));
        m_stream.handshake(asio::ssl::stream_base::client);
        m_buffer.reserve(16 * 1024); // a TLS record
    }

    void handOver()
    {
        http::request<http::string_body> request{http::verb::post, "/v1/queue/batch", 11};
        request.set(http::field::host, "127.0.0.1");
        request.set(http::field::content_type, "application/json");
        request.set("Idempotency-Key", key(++m_seq));
        request.body() = body();
        request.prepare_payload();
        http::write(m_stream, request);
        http::response<http::string_body> answer;
        http::read(m_stream, m_buffer, answer);
        if (answer.result_int() != 200 || answer.body().find("accepted") == std::string::npos)
            throw Broken("the district's gateway: " + answer.body());
    }

private:
    [[nodiscard]] std::string key(std::int64_t number) const
    {
        char text[40];
        std::snprintf(text, sizeof text, "01900000-%04x-7000-8000-%012llx", m_number,
                      static_cast<unsigned long long>(number));
        return text;
    }
    std::string body()
    {
        std::string text = R"({"device":")" + m_device + R"(","epoch":"0123456789abcdef","items":[)";
        for (int i = 0; i < kBatch; ++i)
        {
            ++m_seq;
            text += i == 0 ? R"({"seq":)" : R"(,{"seq":)";
            text += std::to_string(++m_item) + R"(,"key":")" + key(m_seq) +
                    R"(","operation":"reports","suite":1,"key_id":"key-1","sealed":")" + m_sealed +
                    R"(","body_hmac":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",)"
                    R"("made_at":"2026-01-01T00:00:00.000Z","late":false})";
        }
        return text + "]}";
    }

    const std::string m_device;
    const int m_number;
    const std::string& m_sealed;
    Stream m_stream;
    boost::beast::flat_buffer m_buffer;
    std::int64_t m_seq = 0;
    std::int64_t m_item = 0;
};

class GatewayBatches : public Candidate
{
public:
    GatewayBatches(const std::filesystem::path& folder, const std::string& url, std::uint64_t seed)
        : m_tlsFolder(folder / "district-tls"), m_isReady(testing::queue::makeTestTls(m_tlsFolder)),
          // Nobody answers at that port: acceptance alone is measured.
          m_district(m_tlsFolder, "https://127.0.0.1:1", url, "lanes = 1\n")
    {
        std::mt19937_64 random(seed);
        std::string body(kBody + kSeal, '\0');
        for (auto& byte : body)
            byte = static_cast<char>(random());
        m_sealed = city::toBase64(body);
        if (!m_isReady || !m_district.start())
            throw Broken("the district's gateway does not start: " + m_district.errors());
    }

    double rate(int producers, std::chrono::milliseconds slice) override
    {
        while (static_cast<int>(m_machines.size()) < producers)
            connect(static_cast<int>(m_machines.size()));
        return kBatch * rateOf(producers, slice, [this](int producer) {
                   try
                   {
                       m_machines[static_cast<std::size_t>(producer)]->handOver();
                   }
                   catch (const boost::system::system_error& error)
                   {
                       throw Broken(std::string("the district's gateway: ") + error.what());
                   }
               });
    }

private:
    void connect(int number)
    {
        const std::string device = "BENCH-TLS-" + std::to_string(number);
        const auto now = base::SystemClock().wall().utc;
        const auto authority = city::CertificateAuthority::load(m_tlsFolder.string());
        std::filesystem::copy_file(m_tlsFolder / "kiosk.key", m_tlsFolder / (device + ".key"));
        if (!authority ||
            !authority->issueFile(m_tlsFolder.string(), device,
                                  {device, now - std::chrono::hours(1), now + std::chrono::hours(24), false}))
            throw Broken("no certificate for a machine");
        asio::ssl::context tls(asio::ssl::context::tls_client);
        tls.load_verify_file((m_tlsFolder / "ca.pem").string());
        tls.set_verify_mode(asio::ssl::verify_peer);
        tls.use_certificate_chain_file((m_tlsFolder / (device + ".pem")).string());
        tls.use_private_key_file((m_tlsFolder / (device + ".key")).string(), asio::ssl::context::pem);
        m_contexts.push_back(std::move(tls));
        m_machines.push_back(
            std::make_unique<Machine>(m_context, m_contexts.back(), device, m_district.port(), number, m_sealed));
    }

    const std::filesystem::path m_tlsFolder;
    const bool m_isReady;
    RunningDistrict m_district;
    std::string m_sealed;
    asio::io_context m_context;
    std::list<asio::ssl::context> m_contexts;
    std::vector<std::unique_ptr<Machine>> m_machines;
};

} // namespace

std::unique_ptr<Candidate> makeGatewayBatches(const std::filesystem::path& folder, const std::string& url,
                                              std::uint64_t seed)
{
    return std::make_unique<GatewayBatches>(folder, url, seed);
}

} // namespace banshi::bench
