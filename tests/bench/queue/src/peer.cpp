// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "contest.h"

#include <array>
#include <libpq-fe.h>
#include <vector>

namespace banshi::bench
{

namespace
{

constexpr const char* kTable =
    "CREATE TABLE items (id bigserial PRIMARY KEY, key uuid NOT NULL UNIQUE, operation text NOT NULL, body bytea, "
    "state smallint NOT NULL DEFAULT 0); "
    "ALTER TABLE items ALTER COLUMN body SET STORAGE EXTERNAL; "
    "CREATE INDEX items_pending ON items (id) WHERE state = 0";
constexpr const char* kInsert = "INSERT INTO items (key, operation, body) VALUES ($1, $2, $3)";

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

void expect(PGresult* raw, PGconn* connection)
{
    const Result result(raw, &PQclear);
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
        throw Broken(std::string("PostgreSQL: ") + PQerrorMessage(connection));
}

class Peer : public Candidate
{
public:
    Peer(std::string connection, std::uint64_t seed) : m_connection(std::move(connection)), m_body(kBody, ' ')
    {
        std::mt19937_64 random(seed);
        for (char& letter : m_body)
            letter = static_cast<char>('a' + random() % 26);
        const Connection setUp = connect();
        expect(PQexec(setUp.get(), kTable), setUp.get());
    }

    double rate(int producers, std::chrono::milliseconds slice) override
    {
        while (static_cast<int>(m_producers.size()) < producers)
        {
            m_producers.push_back(connect());
            expect(PQprepare(m_producers.back().get(), "insert", kInsert, 0, nullptr), m_producers.back().get());
        }
        return rateOf(producers, slice, [this](int producer) {
            PGconn* connection = m_producers[static_cast<std::size_t>(producer)].get();
            const std::string key = base::newUuid(m_clock);
            const std::array<const char*, 3> values{key.c_str(), "reports", m_body.data()};
            const std::array<int, 3> lengths{0, 0, static_cast<int>(m_body.size())};
            const std::array<int, 3> formats{0, 0, 1};
            expect(PQexecPrepared(connection, "insert", 3, values.data(), lengths.data(), formats.data(), 0),
                   connection);
        });
    }

private:
    [[nodiscard]] Connection connect() const
    {
        Connection connection(PQconnectdb(m_connection.c_str()), &PQfinish);
        if (PQstatus(connection.get()) != CONNECTION_OK)
            throw Broken(std::string("PostgreSQL: ") + PQerrorMessage(connection.get()));
        return connection;
    }

    const std::string m_connection;
    std::string m_body;
    const base::SystemClock m_clock;
    std::vector<Connection> m_producers;
};

} // namespace

std::unique_ptr<Candidate> makePeer(const std::string& connection, std::uint64_t seed)
{
    return std::make_unique<Peer>(connection, seed);
}

} // namespace banshi::bench
