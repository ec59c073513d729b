// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_intake.h"

#include "accepting.h"
#include "banshi/queue/sync/receipts.h"

namespace banshi::queue::district
{

DistrictResult<Acceptance> PostgresIntake::accept(const IncomingBatch& batch)
{
    auto connection = m_connections.borrow();
    if (!connection)
        return tl::unexpected(connection.error());
    return Accepting(*connection->operator->(), batch).run();
}

DistrictResult<bool> PostgresIntake::keepPicture(const std::string& device, const std::string& sha256,
                                                 const store::SealedBlob& picture)
{
    const auto rows = m_connections.run(
        {{Sql::Begin},
         {Sql::AddLine, Values().text(device)},
         {Sql::LockLine, Values().text(device)},
         {Sql::AddPicture, Values().text(device).text(sha256).text(picture.keyId).bytes(picture.sealed)},
         {Sql::NoteLine, Values().text(device).number(0)},
         {Sql::Commit}});
    if (!rows)
        return tl::unexpected(rows.error());
    return (*rows)[3].isEmpty();
}

DistrictResult<std::optional<KeptItem>> PostgresIntake::find(const std::string& device, const std::string& key)
{
    const auto rows = m_connections.run({{Sql::ReadState, Values().text(device).text(key)}});
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->front().isEmpty() ? std::nullopt : std::optional(keptItem(rows->front(), 0, 0));
}

DistrictResult<Comparison> PostgresIntake::compare(const Stretch& stretch)
{
    const auto rows = m_connections.run(
        {{Sql::ReadHeld, Values().text(stretch.device).texts(stretch.keys)},
         {Sql::ReadStretch,
          Values().text(stretch.device).text(stretch.epoch).number(stretch.fromSeq).number(stretch.toSeq)},
         {Sql::ReadEpoch, Values().text(stretch.device).text(stretch.epoch)}});
    if (!rows)
        return tl::unexpected(rows.error());
    std::set<std::string> here;
    for (int row = 0; row < (*rows)[0].size(); ++row)
        here.insert((*rows)[0].text(row, 0));
    Comparison found;
    for (const auto& key : stretch.keys)
        if (!here.contains(key))
            found.missing.push_back(key);
    for (int row = 0; row < (*rows)[1].size(); ++row)
        found.held.push_back({{(*rows)[1].number(row, 0), (*rows)[1].text(row, 1)}, keptItem((*rows)[1], row, 2)});
    found.digest = sync::kFirstDigest;
    if (const Rows& epoch = (*rows)[2]; !epoch.isEmpty())
    {
        found.highWater = epoch.number(0, 0);
        found.digest = epoch.text(0, 2);
    }
    return found;
}

DistrictResult<DistrictCounts> PostgresIntake::counts()
{
    DistrictCounts sum;
    for (int partition = 0; partition < kPartitions; ++partition)
    {
        const auto rows = m_connections.run({{Sql::Count, {}, partition}});
        if (!rows)
            return tl::unexpected(rows.error());
        sum.pending += rows->front().number(0, 0);
        sum.parked += rows->front().number(0, 1);
        sum.devices += rows->front().number(0, 2);
    }
    return sum;
}

} // namespace banshi::queue::district
