// SPDX-License-Identifier: GPL-3.0-or-later
#include "hex.h"
#include "inspect_rows.h"
#include "row_check.h"
#include "row_times.h"
#include "stored_picture.h"

namespace banshi::queue::store
{

namespace
{

/// What has not arrived, whole or as much as fits into one batch; parked items too, damaged bodies not.
OutboundBatch nextUnsent(Connection& database, std::int64_t nowMillis, ExportPlace& place)
{
    OutboundBatch batch;
    std::size_t bytes = 0;
    auto rows =
        database.prepare(selectChained(", e.device, o.made_trusted FROM outbox o JOIN epoch e ON e.id = o.epoch "
                                       "WHERE o.id > ?1 AND o.body IS NOT NULL ORDER BY o.id"));
    rows.with(place.id);
    while (batch.items.size() < OutboundBatch::kMostItems && rows.step())
    {
        const CheckedRow row = readChained(rows);
        constexpr int kDevice = 15;
        constexpr int kTrusted = 16;
        const bool isFirst = batch.items.empty();
        if (!isFirst && (row.columns.epoch != batch.epoch || bytes + row.body.size() > OutboundBatch::kMostBytes))
            break;
        place.id = row.id;
        if (row.trueState() == ItemState::Acknowledged || !row.hasItsBody())
            continue;
        if (isFirst)
        {
            batch.device = rows.text(kDevice);
            batch.epoch = row.columns.epoch;
        }
        bytes += row.body.size();
        OutboundItem item;
        item.id = row.id;
        item.seq = row.columns.seq;
        item.key = uuidText(row.columns.key);
        item.operation = row.columns.operation;
        item.stream = toHex(row.columns.stream);
        item.suite = static_cast<int>(row.columns.suite);
        item.keyId = row.columns.keyId;
        item.sealed.assign(row.body.begin(), row.body.end());
        item.bodyHmac = toHex(row.columns.bodyHmac);
        item.madeAt = fromMillis(row.columns.madeAt);
        item.late = row.columns.lateAt && rows.integer(kTrusted) != 0 && *row.columns.lateAt <= nowMillis;
        batch.items.push_back(std::move(item));
    }
    return batch;
}

std::vector<std::string> picturesOf(Connection& database, const OutboundBatch& batch)
{
    std::vector<std::string> hashes;
    for (const auto& item : batch.items)
    {
        // Also those that the platform is said to have: another one may take this
        // in.
        auto rows = database.prepare("SELECT b.hash FROM outbox_blob r JOIN blob b ON b.id = r.blob "
                                     "WHERE r.item = ?1 AND b.state <> 2 ORDER BY r.id");
        rows.with(item.id);
        while (rows.step())
            hashes.push_back(rows.text(0));
    }
    return hashes;
}

} // namespace

bool exportNext(Connection& database, const std::filesystem::path& blobs, std::int64_t nowMillis,
                const ExportSink& sink, ExportPlace& place)
{
    const OutboundBatch batch = nextUnsent(database, nowMillis, place);
    if (batch.items.empty())
        return false;
    for (const auto& hash : picturesOf(database, batch))
        if (const auto picture = readPicture(database, blobs, hash); picture && !sink.picture(hash, *picture))
            return false;
    place.items += static_cast<std::int64_t>(batch.items.size());
    return sink.batch(batch);
}

} // namespace banshi::queue::store
