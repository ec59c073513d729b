// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "banshi/queue/district/database.h"
#include "contest.h"
#include "values.h"

#include <libpq-fe.h>
#include <vector>

namespace banshi::bench
{

namespace
{

using namespace queue::district;
namespace store = queue::store;

constexpr int kBatch = 100;        // items of a batch, the contract's most
constexpr int kConnections = 8;    // to the database, on both sides
constexpr std::size_t kSeal = 110; // what suite 3 adds
constexpr const char* kInsert = "INSERT INTO items (key, operation, body) SELECT k::uuid, 'reports', b "
                                "FROM unnest($1::text[], $2::bytea[]) AS s (k, b)";

store::Bytes randomBody(std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    store::Bytes body(kBody + kSeal);
    for (auto& byte : body)
        byte = static_cast<std::uint8_t>(random());
    return body;
}

class DistrictBatches : public Candidate
{
public:
    DistrictBatches(const std::string& connection, std::uint64_t seed)
        : m_body(randomBody(seed)), m_database(optionsFor(connection))
    {
        if (const auto prepared = m_database.prepare(); !prepared)
            throw Broken("the district's database: " + prepared.error().detail);
    }

    double rate(int producers, std::chrono::milliseconds slice) override
    {
        m_next.resize(static_cast<std::size_t>(producers), 1);
        return kBatch * rateOf(producers, slice, [this](int producer) {
                   auto& next = m_next[static_cast<std::size_t>(producer)];
                   IncomingBatch batch{"BENCH-" + std::to_string(producer), "0123456789abcdef", {}};
                   for (int i = 0; i < kBatch; ++i)
                       batch.items.push_back({next++,
                                              base::newUuid(m_clock),
                                              "reports",
                                              {},
                                              1,
                                              "key-1",
                                              m_body,
                                              std::string(64, 'a'),
                                              "2026-01-01T00:00:00.000Z",
                                              false});
                   const auto accepted = m_database.intake().accept(batch);
                   if (!accepted)
                       throw Broken("the district's database: " + accepted.error().detail);
               });
    }

private:
    static DatabaseOptions optionsFor(const std::string& connection)
    {
        DatabaseOptions options;
        options.url = connection;
        options.connections = kConnections;
        options.instance = "bench";
        return options;
    }

    const store::Bytes m_body;
    const base::SystemClock m_clock;
    Database m_database;
    std::vector<std::int64_t> m_next; // per producer: its machine's next number
};

class BatchPeer : public Candidate
{
public:
    BatchPeer(const std::string& connection, std::uint64_t seed) : m_body(randomBody(seed))
    {
        for (int i = 0; i < kConnections; ++i)
        {
            m_connections.emplace_back(PQconnectdb(connection.c_str()), &PQfinish);
            expect(PQprepare(m_connections.back().get(), "batch", kInsert, 0, nullptr), m_connections.back().get());
        }
    }

    /// As many producers as connections: more of them do not make it faster.
    double rate(int, std::chrono::milliseconds slice) override
    {
        return kBatch * rateOf(kConnections, slice, [this](int producer) {
                   std::vector<std::string> keys;
                   for (int i = 0; i < kBatch; ++i)
                       keys.push_back(base::newUuid(m_clock));
                   Values values;
                   values.texts(keys).bytesOf(std::vector<std::span<const std::uint8_t>>(kBatch, m_body));
                   const char* bytes[] = {values.all()[0].data(), values.all()[1].data()};
                   const int lengths[] = {static_cast<int>(values.all()[0].size()),
                                          static_cast<int>(values.all()[1].size())};
                   const int formats[] = {1, 1};
                   PGconn* connection = m_connections[static_cast<std::size_t>(producer)].get();
                   expect(PQexecPrepared(connection, "batch", 2, bytes, lengths, formats, 0), connection);
               });
    }

private:
    static void expect(PGresult* raw, PGconn* connection)
    {
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(raw, &PQclear);
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
            throw Broken(std::string("PostgreSQL: ") + PQerrorMessage(connection));
    }

    const store::Bytes m_body;
    const base::SystemClock m_clock;
    std::vector<std::unique_ptr<PGconn, decltype(&PQfinish)>> m_connections;
};

} // namespace

std::unique_ptr<Candidate> makeDistrictBatches(const std::string& connection, std::uint64_t seed)
{
    return std::make_unique<DistrictBatches>(connection, seed);
}

std::unique_ptr<Candidate> makeBatchPeer(const std::string& connection, std::uint64_t seed)
{
    return std::make_unique<BatchPeer>(connection, seed);
}

} // namespace banshi::bench
