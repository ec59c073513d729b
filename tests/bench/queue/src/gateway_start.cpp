// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "banshi/queue/store/store.h"
#include "banshi/testing/queue/platform_keys.h"
#include "banshi/testing/queue/test_tls.h"
#include "contest.h"

#include <QProcess>
#include <atomic>
#include <curl/curl.h>
#include <fstream>
#include <thread>

namespace banshi::bench
{

namespace
{

std::size_t collect(char* data, std::size_t, std::size_t size, void* user)
{
    static_cast<std::string*>(user)->append(data, size);
    return size;
}

/// Whether the gateway behind the socket says that it accepts.
bool isAccepting(const std::filesystem::path& socket)
{
    constexpr long kPatienceMs = 60'000;
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle(curl_easy_init(), &curl_easy_cleanup);
    std::string answer;
    curl_easy_setopt(handle.get(), CURLOPT_UNIX_SOCKET_PATH, socket.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_URL, "http://localhost/local/health");
    curl_easy_setopt(handle.get(), CURLOPT_NOPROXY, "*");
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, kPatienceMs);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &collect);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &answer);
    return curl_easy_perform(handle.get()) == CURLE_OK && answer.find("\"accepting\":true") != std::string::npos;
}

double pssOf(qint64 process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/smaps_rollup");
    for (std::string word; file >> word;)
        if (word == "Pss:" && file >> word)
            return std::stod(word);
    throw Broken("the gateway's memory cannot be read");
}

} // namespace

QueuedMachine::QueuedMachine(std::filesystem::path folder, std::filesystem::path gateway, std::int64_t items)
    : m_folder(std::move(folder)), m_gateway(std::move(gateway))
{
    const auto tls = m_folder / "tls";
    std::filesystem::create_directories(m_folder);
    if (!testing::queue::makeTestTls(tls))
        throw Broken("no test certificates");
    const auto named = [&](const char* file) { return "\"" + (tls / file).string() + "\"\n"; };
    std::ofstream(m_folder / "machine.toml")
        << "[machine]\nmode = \"development\"\ndevice_id = \"TEST-01\"\nrun_dir = \"run\"\n"
        << "[platform]\nurl = \"https://127.0.0.1:9\"\nca = " << named("ca.pem")
        << "certificate = " << named("kiosk.pem") << "key = " << named("kiosk.key")
        << "seal_key = " << named("city-seal.pub") << "signature_key = " << named("city-sign.pub")
        << "[gateway]\ndata_dir = \"data\"\n";
    fill(items);
}

void QueuedMachine::fill(std::int64_t items) const
{
    constexpr int kThreads = 64;
    const base::SystemClock clock;
    queue::store::StoreOptions options;
    options.dataDir = m_folder / "data";
    options.deviceId = "TEST-01";
    options.syncEveryCommit = false; // nobody is promised anything here
    queue::store::Store store(options, queue::store::PlatformKey::read(m_folder / "tls" / "city-seal.pub").value(),
                              clock);
    std::atomic<std::int64_t> left = items;
    std::atomic<bool> isBroken = false;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < kThreads; ++i)
            threads.emplace_back([&] {
                while (!isBroken && left.fetch_sub(1) > 0)
                {
                    queue::store::NewItem item;
                    item.key = base::newUuid(clock);
                    item.operation = "ratings";
                    item.body = R"({"session_id":"ses-0123456789abcdef","item":"grid.report","grade":5})";
                    isBroken = isBroken || !store.outbox().enqueue(item);
                }
            });
    }
    if (isBroken || store.outbox().counts()->pending != items)
        throw Broken("the store does not take all items");
}

GatewayStart QueuedMachine::start() const
{
    constexpr auto kPatience = std::chrono::seconds(60);
    constexpr auto kWatched = std::chrono::seconds(3);
    constexpr auto kBetween = std::chrono::milliseconds(1);
    const auto socket = m_folder / "run" / "gateway.sock";
    std::filesystem::remove(socket);
    QProcess gateway;
    gateway.setStandardErrorFile(QProcess::nullDevice());
    GatewayStart found;
    const auto begin = std::chrono::steady_clock::now();
    gateway.start(QString::fromStdString(m_gateway.string()),
                  {QStringLiteral("--config"), QString::fromStdString((m_folder / "machine.toml").string())});
    while (!isAccepting(socket))
    {
        if (std::chrono::steady_clock::now() - begin > kPatience)
            throw Broken("the gateway does not accept within a minute");
        std::this_thread::sleep_for(kBetween);
    }
    const auto ready = std::chrono::steady_clock::now();
    found.milliseconds = std::chrono::duration<double, std::milli>(ready - begin).count();
    while (std::chrono::steady_clock::now() - ready < kWatched)
    {
        found.pssKib = std::max(found.pssKib, pssOf(gateway.processId()));
        std::this_thread::sleep_for(50 * kBetween);
    }
    gateway.terminate();
    gateway.waitForFinished();
    return found;
}

} // namespace banshi::bench
