// SPDX-License-Identifier: GPL-3.0-or-later
// Overwrites bytes of a small durable file as the input says (or replaces the whole file by the input) and opens it: it
// must be taken as it is, salvaged or put aside, and accept again. Damage never stops the service.
#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "banshi/queue/store/store.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace
{

namespace fs = std::filesystem;
using namespace banshi::queue::store;

/// A folder with a filled store, and its bytes to start every round from. Threads: one.
class Patient
{
public:
    Patient()
    {
        std::error_code error;
        std::string name = (fs::is_directory("/dev/shm", error) ? fs::path("/dev/shm") : fs::temp_directory_path()) /
                           "store-fuzz-XXXXXX";
        if (mkdtemp(name.data()) == nullptr)
            std::abort();
        m_options.dataDir = fs::path(name) / "data";
        m_options.deviceId = "FUZZ-01";
        m_options.diskReserve = 0;
        m_options.ballast = 0;
        fill();
        std::ifstream file(m_options.dataDir / "queue.db", std::ios::binary);
        m_bytes.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
        std::ifstream key(m_options.dataDir / "machine.key", std::ios::binary);
        m_key.assign(std::istreambuf_iterator<char>(key), std::istreambuf_iterator<char>());
    }
    ~Patient()
    {
        std::error_code ignored;
        fs::remove_all(m_options.dataDir.parent_path(), ignored);
    }
    Patient(const Patient&) = delete;
    Patient& operator=(const Patient&) = delete;

    void damageAndOpen(const std::uint8_t* data, std::size_t size)
    {
        constexpr std::size_t kPatch = 4; // three bytes of offset, one of content
        std::string bytes = m_bytes;
        if (size % 8 == 7)
            bytes.assign(data, data + size);
        else
            for (std::size_t at = 0; at + kPatch <= size; at += kPatch)
                bytes[(data[at] + 256U * data[at + 1] + 65536U * data[at + 2]) % bytes.size()] =
                    static_cast<char>(data[at + 3]);
        fs::remove_all(m_options.dataDir);
        fs::create_directories(m_options.dataDir);
        std::ofstream(m_options.dataDir / "machine.key", std::ios::binary) << m_key;
        std::ofstream(m_options.dataDir / "queue.db", std::ios::binary) << bytes;
        Store store(m_options, key(), m_clock);
        const auto health = store.health();
        if (!health.accepting && health.problem != "queue.store.newerFormat")
        {
            std::fprintf(stderr, "not accepting: %s: %s\n", health.problem.c_str(), health.detail.c_str());
            std::abort();
        }
        (void)store.outbox().nextBatch(100, std::size_t{1} << 20, [](std::int64_t) { return false; });
        (void)store.journal().openIntents();
        (void)store.settings().newestAudit(100);
    }

private:
    static PlatformKey key() { return *PlatformKey::parse("key-1 3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08="); }

    void fill()
    {
        constexpr int kItems = 40;
        Store store(m_options, key(), m_clock);
        for (int i = 0; i < kItems; ++i)
        {
            NewItem item;
            item.key = banshi::base::newUuid(m_clock);
            item.operation = "reports";
            item.stream = i % 4 == 0 ? "stream" : "";
            item.body = "{\"a\":\"some content that fills a row\"}";
            const std::string intent = banshi::base::newUuid(m_clock);
            if (!store.outbox().enqueue(item) || !store.journal().open({intent, "pay", "s", "{}"}) ||
                !store.journal().note(intent, "{\"order\":1}") || !store.settings().put("a.b", "1", "who", "why"))
                std::abort();
        }
    }

    banshi::base::SystemClock m_clock;
    StoreOptions m_options;
    std::string m_bytes;
    std::string m_key;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static Patient patient;
    patient.damageAndOpen(data, size);
    return 0;
}
