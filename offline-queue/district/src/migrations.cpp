// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration_run.h"

namespace banshi::queue::district
{

namespace
{

constexpr const char* kSchema = "CREATE SCHEMA IF NOT EXISTS district";

struct Version
{
    std::int64_t number = 0;
    std::int64_t compatibleFrom = 0;
};

DistrictResult<Version> readVersion(Connection& connection)
{
    const auto rows = connection.run({{Sql::ReadVersion}});
    if (!rows)
        return tl::unexpected(rows.error());
    return Version{rows->front().number(0, 0), rows->front().number(0, 1)};
}

/// The steps behind `found`, in the transaction that is open.
DistrictResult<void> addSteps(Connection& connection, const SchemaPlan& plan, std::int64_t found)
{
    const auto newest = static_cast<std::int64_t>(plan.steps.size());
    for (auto version = found; version < newest; ++version)
    {
        if (const auto run = connection.runScript(plan.steps[static_cast<std::size_t>(version)]); !run)
            return tl::unexpected(run.error());
        const auto noted =
            connection.run({{Sql::NoteVersion, Values().number(version + 1).number(plan.compatibleFrom)}});
        if (!noted)
            return tl::unexpected(noted.error());
    }
    return {};
}

} // namespace

DistrictResult<void> migrate(Connection& connection, const SchemaPlan& plan)
{
    const auto own = static_cast<std::int64_t>(plan.steps.size());
    const auto begun = connection.run({{Sql::Begin}, {Sql::LockMigrations}});
    if (!begun)
        return tl::unexpected(begun.error());
    if (auto made = connection.runScript(kSchema); !made)
        return made;
    if (const auto home = connection.run({{Sql::CreateHome}}); !home)
        return tl::unexpected(home.error());
    const auto found = readVersion(connection);
    if (!found)
        return tl::unexpected(found.error());
    if (found->compatibleFrom > own)
        return base::fail(DistrictCode::NewerSchema,
                          "the schema is of version " + std::to_string(found->number) + " and wants programs from " +
                              std::to_string(found->compatibleFrom) + " on; this one is " + std::to_string(own),
                          base::Retry::NeedsAttendant);
    if (auto added = addSteps(connection, plan, found->number); !added)
        return added;
    const auto committed = connection.run({{Sql::Commit}});
    return committed ? DistrictResult<void>() : tl::unexpected(committed.error());
}

} // namespace banshi::queue::district
