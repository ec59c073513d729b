// SPDX-License-Identifier: GPL-3.0-or-later
#include "campaign.h"

#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "banshi/testing/queue/wire_item.h"
#include "unix_http.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

namespace banshi::testing::lines
{

using nlohmann::json;
using namespace std::chrono_literals;

namespace
{

constexpr int kActions = 60;
constexpr int kStreams = 4;
constexpr base::Nanoseconds kTenYears = std::chrono::hours(24 * 3652);
/// What stands in every body and picture, and must never stand in a file. Region 440399 is nobody's.
constexpr const char* kIdNumber = "440399199001010018";
constexpr const char* kPictureMark = "planted-in-a-picture";
/// The longest pause of the sender is five minutes; a step of six ends every one.
constexpr auto kBeyondPauses = 6min;

std::string opened(const queue::PlatformKeys& keys, const json& item)
{
    return keys.openBody(queue::wireItem(item)).value_or("");
}

} // namespace

struct Campaign::Run
{
    Run(const Folders& folders, std::uint64_t seed)
        : random(seed), keys(city::CityKeys::load(folders.tls.string()).value()),
          book(keys, [this](const json& item) { return std::optional(opened(gateway->keys(), item)); }),
          liar(folders.tls, book, seed + 1),
          gateway(std::make_unique<RunningGateway>(folders.tls, liar.url(),
                                                   RunningGateway::Settings{{}, "test_clock = \"clock\"\n"}))
    {
    }

    std::mt19937_64 random;
    base::SystemClock real;
    city::CityKeys keys;
    Book book;
    Liar liar;
    std::unique_ptr<RunningGateway> gateway;
    std::unique_ptr<base::FileClock> clock;
    std::map<std::string, Sent> sent;      // by key
    std::vector<std::string> acknowledged; // keys in the order of their first 202
    int moment = 0;                        // counts what is sent and acknowledged
    base::Nanoseconds shift{0};            // of the gateway's clock
    [[nodiscard]] bool chance(unsigned percent) { return random() % 100 < percent; }
};

bool Campaign::run(std::uint64_t seed)
{
    ++m_tally.runs;
    Run run(m_folders, seed);
    if (!run.gateway->start())
    {
        std::fprintf(stderr, "the gateway does not start: %s\n", run.gateway->errors().c_str());
        return false;
    }
    auto clock = base::FileClock::open((run.gateway->socket().parent_path() / "clock").string());
    if (!clock)
        return false;
    run.clock = std::move(*clock);
    for (int i = 0; i < kActions; ++i)
        act(run);
    run.liar.setHonest(true);
    run.liar.showCertificate(m_folders.tls);
    m_tally.stuck += settle(run) ? 0 : 1;
    weigh(run);
    run.gateway->kill();
    search(run); // everything is acknowledged
    return true;
}

void Campaign::act(Run& run)
{
    if (run.chance(55))
        return post(run);
    if (run.chance(30))
        return repeat(run);
    if (run.chance(35))
        return kill(run);
    switch (run.random() % 6)
    {
    case 0:
        return run.liar.setNetwork(false);
    case 1:
        return run.liar.setNetwork(true);
    case 2:
        return run.liar.showCertificate(run.chance(50) ? m_folders.strange : m_folders.expired);
    case 3:
        return run.liar.showCertificate(m_folders.tls);
    case 4:
        return misplaceClock(run);
    default:
        return run.clock->advance(kBeyondPauses);
    }
}

void Campaign::post(Run& run)
{
    const std::string key = base::newUuid(run.real);
    const std::string number = std::to_string(run.sent.size());
    Sent made;
    if (run.chance(40))
    {
        made.stream = "ORDER-" + std::to_string(run.random() % kStreams);
        made.body = json{{"order_id", made.stream},
                         {"slip", "printed"},
                         {"at", base::toRfc3339(base::UtcTime(std::chrono::seconds(run.sent.size())))}}
                        .dump();
    }
    else
        made.body = json{
            {"item", "grid.report"},
            {"def_version", 1},
            {"form", {{"text", number}, {"number", kIdNumber}}},
            {"photos", run.chance(20) ? json::array({picture(run, number)}) : json::array()},
            {"grid_code", "440399"},
            {"made_at", "2026-01-01T00:00:00.000Z"},
            {"ttl_h",
             720}}.dump();
    made.sentAt = ++run.moment;
    run.sent[key] = made;
    send(run, key);
}

/// Gives the gateway a picture; returns its name.
std::string Campaign::picture(Run& run, const std::string& number)
{
    const std::string bytes = std::string("\xFF\xD8\xFF\xE0") + kPictureMark + number;
    std::string name = queue::sha256Hex(bytes);
    (void)unixCall(run.gateway->socket(), "PUT", "/v1/blobs/" + name, bytes, {{"Content-Type", "image/jpeg"}});
    return name;
}

/// Ten years behind, ten years ahead, or right again.
void Campaign::misplaceClock(Run& run)
{
    ++m_tally.wrongClocks;
    const auto shift = (static_cast<int>(run.random() % 3) - 1) * kTenYears;
    run.clock->shiftWall(shift - run.shift);
    run.shift = shift;
}

/// Looks through every file of the dead gateway for what must never be readable there.
void Campaign::search(Run& run)
{
    ++m_tally.searches;
    bool isThere = false; // the search itself has to find what is there: the device id
    for (const auto& entry : std::filesystem::recursive_directory_iterator(run.gateway->dataDir()))
    {
        if (!entry.is_regular_file() || entry.path().filename() == "ballast")
            continue;
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string content{std::istreambuf_iterator<char>(stream), {}};
        m_tally.leaked += content.find(kIdNumber) != std::string::npos ? 1 : 0;
        m_tally.leaked += content.find(kPictureMark) != std::string::npos ? 1 : 0;
        isThere = isThere || content.find("TEST-01") != std::string::npos;
    }
    m_tally.leaked += isThere ? 0 : 1;
}

void Campaign::repeat(Run& run)
{
    if (run.sent.empty())
        return;
    auto one = run.sent.begin();
    std::advance(one, static_cast<std::ptrdiff_t>(run.random() % run.sent.size()));
    send(run, one->first);
}

void Campaign::send(Run& run, const std::string& key)
{
    Sent& item = run.sent.at(key);
    const std::string target = item.stream.empty() ? "/v1/reports" : "/v1/fulfilments";
    const auto answer = unixCall(run.gateway->socket(), "POST", target, item.body,
                                 {{"Content-Type", "application/json"}, {"Idempotency-Key", key}});
    if (answer.status == 202 && !item.acknowledgedAt)
    {
        item.acknowledgedAt = ++run.moment;
        run.acknowledged.push_back(key);
    }
}

/// Kills the gateway while requests come, at a moment that nobody chose, and starts it again.
void Campaign::kill(Run& run)
{
    ++m_tally.kills;
    const auto wait = std::chrono::microseconds(run.random() % 8000);
    const auto process = static_cast<pid_t>(run.gateway->processId());
    const std::jthread killer([&run, wait, process] {
        (void)run.real.waitFor(wait, {});
        ::kill(process, SIGKILL);
    });
    for (int i = 0; i < 3; ++i)
        post(run);
    run.gateway->kill();
    search(run); // between acceptance and acknowledgement
    (void)run.gateway->start();
}

bool Campaign::settle(Run& run) const
{
    const auto end = run.real.now() + 60s;
    while (run.real.now() < end)
    {
        run.clock->advance(kBeyondPauses);
        const auto health = unixCall(run.gateway->socket(), "GET", "/local/health").json();
        if (health.is_object() && health["queue"]["pending"] == 0)
            return true;
        (void)run.real.waitFor(5ms, {});
    }
    return false;
}

void Campaign::weigh(const Run& run)
{
    const auto taken = run.book.taken();
    const auto refused = run.book.refused();
    const auto health = unixCall(run.gateway->socket(), "GET", "/local/health").json();
    const int parked = health.is_object() ? health["queue"].value("parked", -1) : -1;
    int missing = 0; // acknowledged and not taken
    for (const auto& key : run.acknowledged)
    {
        const auto found = taken.find(key);
        if (found == taken.end())
        {
            ++missing;
            m_tally.lost += refused.contains(key) ? 0 : 1;
        }
        else
            m_tally.doubled +=
                json::parse(found->second.body, nullptr, false) == json::parse(run.sent.at(key).body) ? 0 : 1;
    }
    // What was refused is not lost only if it is shown; an item without an answer to its sender may be parked too.
    m_tally.lost += std::max(0, missing - parked);
    for (const auto& [key, one] : taken)
        m_tally.invented += run.sent.contains(key) ? 0 : 1;
    m_tally.doubled += run.book.conflicts();
    m_tally.disordered += disordered(run, taken);
    m_tally.acknowledged += static_cast<int>(run.acknowledged.size());
    m_tally.arrived += static_cast<int>(taken.size());
    m_tally.parked += std::max(0, parked);
    for (const auto& [lie, count] : run.liar.told())
        m_tally.lies[lie] += count;
}

// What was first sent after another was acknowledged has to arrive after it; between two that were on their way at once
// (the answer to the first was lost in a kill) there is no order.
int Campaign::disordered(const Run& run, const std::map<std::string, Taken>& taken)
{
    int wrong = 0;
    for (const auto& [firstKey, first] : run.sent)
    {
        const auto before = taken.find(firstKey);
        if (first.stream.empty() || !first.acknowledgedAt || before == taken.end())
            continue;
        for (const auto& [secondKey, second] : run.sent)
        {
            const auto after = taken.find(secondKey);
            const bool isLater = second.stream == first.stream && second.sentAt > *first.acknowledgedAt;
            wrong += isLater && after != taken.end() && after->second.order < before->second.order ? 1 : 0;
        }
    }
    return wrong;
}

} // namespace banshi::testing::lines
