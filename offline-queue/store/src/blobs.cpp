// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/blobs.h"

#include "blob_rows.h"
#include "chain.h"
#include "files.h"
#include "hex.h"
#include "room.h"
#include "stored_picture.h"

#include <algorithm>

namespace banshi::queue::store
{

namespace
{

bool isOnDisk(Connection& database, const Core& core, const std::string& hash)
{
    auto row = database.prepare("SELECT 1 FROM blob WHERE hash = ?1 AND state <> 2");
    std::error_code ignored;
    return row.with(hash).step() && std::filesystem::exists(core.blobFile(hash), ignored);
}

void requireBlobRoom(Connection& database, const Core& core, std::int64_t more)
{
    requireRoom(database, core);
    if (pictureFill(database, core.options(), more) >= static_cast<int>(Watermark::Stops))
        throw SqlFault{{StoreCode::Full, "the pictures' budget is used up", base::Retry::NeedsAttendant}};
}

} // namespace

void addUnsentBlobs(Connection& database, std::int64_t item, std::vector<std::string>& hashes)
{
    auto rows = database.prepare("SELECT b.hash FROM outbox_blob r JOIN blob b ON b.id = r.blob "
                                 "WHERE r.item = ?1 AND b.state = 0 ORDER BY r.id");
    rows.with(item);
    while (rows.step())
        if (std::find(hashes.begin(), hashes.end(), rows.text(0)) == hashes.end())
            hashes.push_back(rows.text(0));
}

void retireBlobsOf(Connection& database, std::int64_t item, std::vector<std::string>& hashes)
{
    std::vector<std::int64_t> retired;
    {
        auto rows = database.prepare("SELECT b.id, b.hash FROM outbox_blob r JOIN blob b ON b.id = r.blob "
                                     "WHERE r.item = ?1 AND b.state <> 2 "
                                     "AND NOT EXISTS(SELECT 1 FROM outbox_blob x JOIN outbox o ON o.id = "
                                     "x.item WHERE x.blob = b.id AND o.state "
                                     "<> 1)");
        rows.with(item);
        while (rows.step())
        {
            retired.push_back(rows.integer(0));
            hashes.push_back(rows.text(1));
        }
    }
    for (const auto blob : retired)
        database.prepare("UPDATE blob SET state = 2 WHERE id = ?1").with(blob).run();
}

StoreResult<void> removeRetiredFiles(Core& core, const std::vector<std::string>& hashes)
{
    if (hashes.empty())
        return {};
    return core.writer()
        .read([&](Connection& database) {
            for (const auto& hash : hashes)
            {
                auto row = database.prepare("SELECT 1 FROM blob WHERE hash = ?1 AND state <> 2");
                if (!row.with(hash).step())
                    core.removeBlobFile(hash);
            }
            return Done{};
        })
        .map([](Done) {});
}

StoreResult<bool> Blobs::put(const std::string& name, std::span<const std::uint8_t> content)
{
    if (content.empty() || content.size() > kMostBytes)
        return base::fail(StoreCode::Invalid, "a picture has 1 to 2097152 bytes");
    if (toHex(sha256(content)) != name)
        return base::fail(StoreCode::BlobWrongHash, "the bytes do not have the hash that names them");
    // Two sealings of one picture differ: the row must be that of the file that stays.
    const std::lock_guard alone(m_core.pictureMutex());
    auto known = m_core.writer().read([&](Connection& database) { return isOnDisk(database, m_core, name); });
    if (!known || *known)
        return known;
    const auto sealed = m_core.platformKey().seal(content);
    if (!sealed)
        return tl::unexpected(sealed.error());
    const auto size = static_cast<std::int64_t>(sealed->bytes.size());
    auto room = m_core.writer().read([&](Connection& database) {
        requireBlobRoom(database, m_core, size);
        return Done{};
    });
    if (!room)
        return tl::unexpected(room.error());
    if (auto written = writeDurably(m_core.blobFile(name), sealed->bytes); !written)
        return tl::unexpected(written.error());
    return m_core.writer().write([&](Connection& database) {
        std::error_code ignored;
        if (!std::filesystem::exists(m_core.blobFile(name), ignored))
            throw SqlFault{{StoreCode::Io, "the sealed file is gone", base::Retry::Now}};
        const Hash hash = sha256(sealed->bytes);
        database
            .prepare("INSERT INTO blob(hash, size, sealed_size, sealed_hash, suite, "
                     "key_id, made_at, state) "
                     "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, 0) ON CONFLICT(hash) DO UPDATE "
                     "SET "
                     "sealed_size = excluded.sealed_size, sealed_hash = "
                     "excluded.sealed_hash, suite = excluded.suite, "
                     "key_id = excluded.key_id, made_at = excluded.made_at, state = 0")
            .with(name, static_cast<std::int64_t>(content.size()), size, std::span<const std::uint8_t>(hash),
                  sealed->suite, m_core.platformKey().id(), m_core.nowMillis())
            .run();
        return false;
    });
}

StoreResult<SealedBlob> Blobs::read(const std::string& name) const
{
    const auto row = m_core.writer().read([&](Connection& database) { return pictureRow(database, name); });
    if (!row)
        return tl::unexpected(row.error());
    return readPictureFile(m_core.blobFile(name), *row);
}

StoreResult<void> Blobs::markSent(const std::string& name)
{
    return m_core.writer()
        .drain([&](Connection& database) {
            database.prepare("UPDATE blob SET state = 1 WHERE hash = ?1 AND state = 0").with(name).run();
            return Done{};
        })
        .map([](Done) {});
}

StoreResult<void> Blobs::forgetSent(std::int64_t item)
{
    return m_core.writer()
        .drain([&](Connection& database) {
            database
                .prepare("UPDATE blob SET state = 0 WHERE state = 1 AND id IN "
                         "(SELECT blob FROM outbox_blob WHERE item = ?1)")
                .with(item)
                .run();
            return Done{};
        })
        .map([](Done) {});
}

StoreResult<void> Blobs::parkItemsNeeding(const std::string& name, const std::string& code)
{
    return m_core.writer()
        .drain([&](Connection& database) {
            database
                .prepare("UPDATE outbox SET state = 2, settled_at = ?3, code = ?2 "
                         "WHERE state = 0 AND id IN "
                         "(SELECT r.item FROM outbox_blob r JOIN blob b ON b.id = "
                         "r.blob WHERE b.hash = ?1)")
                .with(name, code, m_core.nowMillis())
                .run();
            return Done{};
        })
        .map([](Done) {});
}

StoreResult<void> Blobs::sweep()
{
    const auto before = m_core.nowMillis() - std::chrono::duration_cast<std::chrono::milliseconds>(kUnclaimed).count();
    auto unclaimed = m_core.writer().drain([&](Connection& database) {
        std::vector<std::string> hashes;
        {
            auto rows = database.prepare("SELECT hash FROM blob b WHERE state <> 2 AND made_at <= ?1 "
                                         "AND NOT EXISTS(SELECT 1 FROM outbox_blob WHERE blob = b.id)");
            rows.with(before);
            while (rows.step())
                hashes.push_back(rows.text(0));
        }
        for (const auto& hash : hashes)
            database.prepare("UPDATE blob SET state = 2 WHERE hash = ?1").with(hash).run();
        return hashes;
    });
    if (!unclaimed)
        return tl::unexpected(unclaimed.error());
    return removeRetiredFiles(m_core, *unclaimed);
}

} // namespace banshi::queue::store
