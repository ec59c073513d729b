// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbox_insert.h"

#include "chain.h"
#include "hex.h"
#include "journal_rows.h"
#include "room.h"
#include "row_check.h"

#include <algorithm>

namespace banshi::queue::store
{

namespace
{

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// The first answer, when the key is known.
std::optional<Accepted> findTwin(Connection& database, const NewItem& item, const SealedItem& sealed)
{
    auto row = database.prepare("SELECT e.device, e.name, o.seq, o.operation, "
                                "o.body_hmac, o.mac_key FROM outbox o "
                                "JOIN epoch e ON e.id = o.epoch WHERE o.key = ?1");
    if (!row.with(sealed.key).step())
        return std::nullopt;
    // A row of an earlier machine key cannot be compared; its key was minted once with the resident's action.
    const bool isComparable = row.text(5) == sealed.macKey;
    const bool isSame =
        row.text(3) == item.operation && (!isComparable || std::ranges::equal(row.blob(4), sealed.bodyHmac));
    if (!isSame)
        throw SqlFault{{StoreCode::KeyReused, "the key belongs to another request", base::Retry::Never}};
    return Accepted{localNumber(row.text(0), row.text(1), row.integer(2)), row.integer(2), true};
}

void referToBlobs(Connection& database, std::int64_t item, const std::vector<std::string>& blobs)
{
    for (const auto& hash : blobs)
    {
        std::int64_t blob = 0;
        {
            auto row = database.prepare("SELECT id FROM blob WHERE hash = ?1 AND state <> 2");
            if (!row.with(hash).step())
                throw SqlFault{
                    {StoreCode::BlobMissing, "a picture that the item refers to is not on disk", base::Retry::Never}};
            blob = row.integer(0);
        }
        database.prepare("INSERT OR IGNORE INTO outbox_blob(item, blob) VALUES(?1, ?2)").with(item, blob).run();
    }
}

/// The row before the next one.
struct Tail
{
    std::int64_t seq = 0; ///< 0 when the epoch has none
    Bytes link;
};

Tail findTail(Connection& database, std::int64_t epoch)
{
    Tail tail{0, Bytes(Hash{}.size(), 0)};
    {
        auto last = database.prepare("SELECT epoch, seq, chain FROM outbox ORDER BY id DESC LIMIT 1");
        if (!last.step())
            return tail;
        tail.link.assign(last.blob(2).begin(), last.blob(2).end());
        if (last.integer(0) == epoch)
        {
            tail.seq = last.integer(1);
            return tail;
        }
    }
    auto earlier = database.prepare("SELECT coalesce(max(seq), 0) FROM outbox WHERE epoch = ?1");
    if (earlier.with(epoch).step())
        tail.seq = earlier.integer(0);
    return tail;
}

/// The first answer, when it was accepted before: a repeat needs no room.
std::optional<Accepted> findTwinOrRoom(Core& core, Connection& database, const NewItem& item, const SealedItem& sealed)
{
    try
    {
        requireRoomFor(database, core, item.body.size(), item.isLowPriority);
    }
    catch (const SqlFault& fault)
    {
        if (fault.error.code != StoreCode::Full)
            throw;
        if (auto twin = findTwin(database, item, sealed))
            return twin;
        throw;
    }
    return std::nullopt;
}

/// What a row has beside its chained columns.
struct RowPlace
{
    Hash chain;
    std::int64_t epoch = 0;
    bool isTrusted = false;
};

/// False when a row with this key is there.
bool insertRow(const Core& core, Connection& database, const ChainedRow& row, const SealedItem& sealed,
               const RowPlace& place)
{
    const std::int64_t mono =
        std::chrono::duration_cast<std::chrono::milliseconds>(core.clock().now().time_since_epoch()).count();
    database
        .prepare("INSERT INTO outbox(epoch, seq, key, operation, stream, suite, "
                 "key_id, body, body_hash, body_hmac, "
                 "mac_key, chain, made_at, made_trusted, made_mono, boot, late_at) "
                 "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
                 "?15, ?16, ?17) ON CONFLICT(key) DO NOTHING")
        .with(place.epoch, row.seq, row.key, row.operation, row.stream, row.suite, row.keyId, sealed.sealed.bytes,
              row.bodyHash, row.bodyHmac, sealed.macKey, std::span<const std::uint8_t>(place.chain), row.madeAt,
              place.isTrusted, mono, core.bootId(), row.lateAt)
        .run();
    return database.changes() == 1;
}

} // namespace

StoreResult<SealedItem> sealItem(Core& core, const NewItem& item)
{
    auto key = uuidBytes(item.key);
    const bool hasBlobNames = std::all_of(item.blobs.begin(), item.blobs.end(), isSha256Text);
    if (!key || item.operation.empty() || item.body.size() > NewItem::kMostBody || !hasBlobNames)
        return base::fail(StoreCode::Invalid, "key, operation, length of the body or name of a picture");
    const auto keys = core.machineKeys();
    if (!keys)
        return tl::unexpected(keys.error());
    const MachineKey& machineKey = (*keys)->current();
    auto body = core.platformKey().sealBody(bytesOf(item.body), item.operation, uuidText(*key));
    if (!body)
        return tl::unexpected(body.error());
    SealedItem sealed;
    sealed.key = std::move(*key);
    sealed.sealed = std::move(*body);
    sealed.bodyHash = sha256(sealed.sealed.bytes);
    sealed.bodyHmac = machineKey.mac("banshi-body-v1", item.operation, item.body);
    sealed.macKey = machineKey.id();
    if (!item.stream.empty())
    {
        const Hash named = machineKey.mac("banshi-stream-v1", "", item.stream);
        sealed.stream.assign(named.begin(), named.begin() + SealedItem::kStreamBytes);
    }
    return sealed;
}

Accepted insertItem(Core& core, Connection& database, const NewItem& item, const SealedItem& sealed)
{
    if (auto twin = findTwinOrRoom(core, database, item, sealed))
        return *twin;
    const Epoch& epoch = core.epoch();
    const Tail tail = findTail(database, epoch.id);
    const base::WallTime wall = core.clock().wall();
    ChainedRow row{.epoch = epoch.name,
                   .seq = tail.seq + 1,
                   .key = sealed.key,
                   .operation = item.operation,
                   .stream = sealed.stream,
                   .suite = sealed.sealed.suite,
                   .keyId = core.platformKey().id(),
                   .bodyHash = sealed.bodyHash,
                   .bodyHmac = sealed.bodyHmac,
                   .madeAt = base::toUnixMillis(wall.utc),
                   .lateAt = std::nullopt};
    if (item.ttl)
        row.lateAt = row.madeAt + std::chrono::duration_cast<std::chrono::milliseconds>(*item.ttl).count();
    if (!insertRow(core, database, row, sealed, {chainOf(tail.link, row), epoch.id, wall.trusted}))
        return findTwin(database, item, sealed).value(); // its key is what the row collided with
    referToBlobs(database, database.lastId(), item.blobs);
    Accepted accepted{localNumber(epoch.device, epoch.name, row.seq), row.seq, false};
    if (!item.closesIntent.empty())
        closeIntent(core, database, {item.closesIntent, "done", "{\"local_number\":\"" + accepted.localNumber + "\"}"},
                    row.madeAt);
    return accepted;
}

} // namespace banshi::queue::store
