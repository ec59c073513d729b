// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/district/database.h"

#include "migration_run.h"
#include "postgres_intake.h"
#include "postgres_outgoing.h"

namespace banshi::queue::district
{

struct Database::Parts
{
    explicit Parts(DatabaseOptions given)
        : options(std::move(given)), connections(options.url, options.connections, options.patience),
          intake(connections), outgoing(connections, options.instance, options.lease)
    {
    }

    const DatabaseOptions options;
    Connections connections;
    PostgresIntake intake;
    PostgresOutgoing outgoing;
};

Database::Database(DatabaseOptions options) : m_parts(std::make_unique<Parts>(std::move(options))) {}

Database::~Database() = default;

DistrictResult<void> Database::prepare()
{
    // Not one of the shared connections: a refused migration leaves a transaction open.
    const auto connection = Connection::open(m_parts->options.url, m_parts->options.patience);
    if (!connection)
        return tl::unexpected(connection.error());
    return migrate(**connection, m_parts->options.schema);
}

Intake& Database::intake()
{
    return m_parts->intake;
}

Outgoing& Database::outgoing()
{
    return m_parts->outgoing;
}

} // namespace banshi::queue::district
