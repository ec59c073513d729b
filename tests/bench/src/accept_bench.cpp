// SPDX-License-Identifier: GPL-3.0-or-later
// queue.accept: a report of 1,024 bytes handed to the store until it is on disk (sealed, numbered, committed with
// synchronous=FULL). Against: the same bytes in one bare SQLite commit with the same pragmas in the same folder.
#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "banshi/queue/store/store.h"
#include "banshi/testing/queue/platform_keys.h"
#include "bench.h"
#include "stopwatch.h"

#include <memory>
#include <sqlite3.h>

namespace banshi::bench
{

namespace
{

constexpr std::size_t kBody = 1024;

/// The least that could keep bytes: one table, one prepared INSERT, one commit each.
class BareFile
{
public:
    explicit BareFile(const std::filesystem::path& file)
    {
        sqlite3* raw = nullptr;
        const int opened = sqlite3_open(file.c_str(), &raw);
        m_file.reset(raw);
        if (opened != SQLITE_OK)
            throw Broken("SQLite cannot open " + file.string());
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("CREATE TABLE items (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(raw, "INSERT INTO items (body) VALUES (?)", -1, &statement, nullptr);
        m_insert.reset(statement);
    }
    void keep(const std::string& body)
    {
        sqlite3_bind_blob(m_insert.get(), 1, body.data(), static_cast<int>(body.size()), SQLITE_STATIC);
        if (sqlite3_step(m_insert.get()) != SQLITE_DONE)
            throw Broken("SQLite does not commit");
        sqlite3_reset(m_insert.get());
    }

private:
    void run(const char* sql)
    {
        if (sqlite3_exec(m_file.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            throw Broken(sqlite3_errmsg(m_file.get()));
    }
    std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)> m_file{nullptr, &sqlite3_close_v2};
    std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> m_insert{nullptr, &sqlite3_finalize};
};

std::string bodyOf(std::mt19937_64& random)
{
    std::string body(kBody, ' ');
    for (char& letter : body)
        letter = static_cast<char>('a' + random() % 26);
    return body;
}

} // namespace

Row acceptBench(const Order& order)
{
    Row row{"queue",
            "queue.accept",
            "us",
            {},
            "one bare SQLite commit of the same bytes, WAL and synchronous=FULL",
            "tests/bench/run.sh queue.accept --only-against",
            {}};
    const base::SystemClock clock;
    const testing::queue::PlatformKeys keys;
    queue::store::StoreOptions options;
    options.dataDir = order.folder / "store";
    options.deviceId = "BENCH-01";
    options.diskReserve = 0;
    options.ballast = 0;
    queue::store::Store store(options, keys.publicKey(), clock);
    BareFile bare(order.folder / "bare.db");
    std::mt19937_64 random(order.seed);
    for (int run = 0; run < order.runs; ++run)
    {
        const std::string body = bodyOf(random);
        queue::store::NewItem item;
        item.key = base::newUuid(clock);
        item.operation = "reports";
        item.body = body;
        const auto accept = [&] {
            if (!store.outbox().enqueue(item))
                throw Broken("the store does not accept");
        };
        if (!order.onlyAgainst)
            row.samples.push_back(timeOf<std::micro>(accept));
        row.againstSamples.push_back(timeOf<std::micro>([&] { bare.keep(body); }));
    }
    return row;
}

} // namespace banshi::bench
