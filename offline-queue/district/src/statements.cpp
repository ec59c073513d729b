// SPDX-License-Identifier: GPL-3.0-or-later
#include "statements.h"

#include <array>

namespace banshi::queue::district
{

namespace
{

constexpr std::array kAll = {
    Statement{Sql::Begin, "begin", Reach::NoTable, "BEGIN"},
    Statement{Sql::Commit, "commit", Reach::NoTable, "COMMIT"},
    Statement{Sql::Rollback, "rollback", Reach::NoTable, "ROLLBACK"},
    Statement{Sql::ReadSettings, "read_settings", Reach::NoTable,
              "SELECT current_setting('fsync'), current_setting('full_page_writes'), "
              "current_setting('synchronous_commit'), pg_is_in_recovery()"},
    Statement{Sql::SyncCommits, "sync_commits", Reach::NoTable, "SET synchronous_commit = on"},
    // Taken by whoever adds or removes work of a device: a machine's batches come one after the other.
    Statement{Sql::LockLine, "lock_line", Reach::OneDevice,
              "SELECT accepted FROM district.line WHERE device = $1 FOR UPDATE"},
    Statement{Sql::AddLine, "add_line", Reach::OneDevice,
              "INSERT INTO district.line (device) VALUES ($1) ON CONFLICT DO NOTHING"},
    Statement{Sql::ReadEpoch, "read_epoch", Reach::OneDevice,
              "SELECT high_water, highest, digest FROM district.epoch WHERE device = $1 AND epoch = $2"},
    // All of them or an error: no look at each key before and no second look at each row, as ON CONFLICT takes.
    Statement{Sql::AddNewItems, "add_new_items", Reach::OneDevice,
              "INSERT INTO district.item (device, epoch, seq, key, ordinal, operation, stream, suite, key_id, sealed, "
              "body_hmac, made_at, late) "
              "SELECT $1, $2, i.seq, i.key::uuid, $13::bigint + i.place, i.operation, i.stream, i.suite, i.key_id, "
              "i.sealed, i.body_hmac, i.made_at, i.late FROM unnest($3::bigint[], $4::text[], "
              "$5::text[], $6::text[], $7::bigint[], $8::text[], $9::bytea[], $10::bytea[], $11::text[], $12::bool[]) "
              "WITH ORDINALITY AS i (seq, key, operation, stream, suite, key_id, sealed, body_hmac, made_at, late, "
              "place)"},
    Statement{Sql::AddItems, "add_items", Reach::OneDevice,
              "INSERT INTO district.item (device, epoch, seq, key, ordinal, operation, stream, suite, key_id, sealed, "
              "body_hmac, made_at, late) "
              "SELECT $1, $2, i.seq, i.key::uuid, l.accepted + i.place, i.operation, i.stream, i.suite, i.key_id, "
              "i.sealed, i.body_hmac, i.made_at, i.late FROM district.line l, unnest($3::bigint[], $4::text[], "
              "$5::text[], $6::text[], $7::bigint[], $8::text[], $9::bytea[], $10::bytea[], $11::text[], $12::bool[]) "
              "WITH ORDINALITY AS i (seq, key, operation, stream, suite, key_id, sealed, body_hmac, made_at, late, "
              "place) WHERE l.device = $1 ON CONFLICT DO NOTHING RETURNING seq, key"},
    Statement{Sql::ReadKnown, "read_known", Reach::OneDevice,
              "SELECT key, epoch, seq, encode(body_hmac, 'hex'), operation, state, receipt, code FROM district.item "
              "WHERE device = $1 AND key = ANY($2::text[]::uuid[])"},
    Statement{Sql::AddMoved, "add_moved", Reach::OneDevice,
              "INSERT INTO district.moved (device, epoch, seq, key) SELECT $1, $2, m.seq, m.key::uuid "
              "FROM unnest($3::bigint[], $4::text[]) AS m (seq, key) ON CONFLICT DO NOTHING"},
    Statement{Sql::ReadNumbers, "read_numbers", Reach::OneDevice,
              "SELECT seq, key FROM district.item WHERE device = $1 AND epoch = $2 AND seq > $3::bigint UNION ALL "
              "SELECT seq, key FROM district.moved WHERE device = $1 AND epoch = $2 AND seq > $3::bigint "
              "ORDER BY seq LIMIT 10000"},
    Statement{Sql::NoteEpoch, "note_epoch", Reach::OneDevice,
              "INSERT INTO district.epoch (device, epoch, high_water, highest, digest) "
              "VALUES ($1, $2, $3::bigint, $4::bigint, $5) ON CONFLICT (device, epoch) DO UPDATE "
              "SET high_water = excluded.high_water, highest = excluded.highest, digest = excluded.digest"},
    // Also written when all were repeats: so this answer, too, waits until the standby has what it speaks of. Devices
    // are served in the order in which they came to have something.
    Statement{Sql::NoteLine, "note_line", Reach::OneDevice,
              "UPDATE district.line SET accepted = accepted + $2::bigint, waiting = true, leased_until = "
              "CASE leased_by WHEN '' THEN least(leased_until, now()) ELSE leased_until END WHERE device = $1"},
    Statement{Sql::ReadAnswer, "read_answer", Reach::OneDevice,
              "SELECT body_hash, words, high_water, digest, at FROM district.answer "
              "WHERE device = $1 AND key = $2::text::uuid"},
    // With those that are older than 30 days: a UUIDv7 begins with its time.
    Statement{Sql::AddAnswer, "add_answer", Reach::OneDevice,
              "WITH old AS (DELETE FROM district.answer WHERE device = $1 AND key < (lpad(to_hex((1000 * "
              "extract(epoch FROM now() - interval '30 days'))::bigint), 12, '0') || repeat('0', 20))::uuid) "
              "INSERT INTO district.answer (device, key, body_hash, words, high_water, digest, at) "
              "VALUES ($1, $2::text::uuid, $3, $4, $5::bigint, $6, $7) ON CONFLICT DO NOTHING"},
    Statement{Sql::AddPicture, "add_picture", Reach::OneDevice,
              "INSERT INTO district.picture (device, sha256, key_id, sealed) VALUES ($1, $2, $3, $4::bytea) "
              "ON CONFLICT (device, sha256) DO UPDATE SET key_id = excluded.key_id, sealed = excluded.sealed, "
              "state = 0, code = '' WHERE picture.state = 3 RETURNING 1"},
    Statement{Sql::HeldPicture, "held_picture", Reach::OneDevice,
              "SELECT 1 FROM district.picture WHERE device = $1 AND sha256 = $2 AND state <> 3"},
    Statement{
        Sql::HeldParts, "held_parts", Reach::OneDevice,
        "SELECT max(sealed_hash), sum(length(bytes)) FROM district.picture_part WHERE device = $1 AND sha256 = $2 "
        "HAVING count(*) > 0"},
    // With those that a machine has begun long ago and never went on with.
    Statement{Sql::DropParts, "drop_parts", Reach::OneDevice,
              "DELETE FROM district.picture_part WHERE device = $1 AND "
              "(sha256 = $2 OR taken_at < now() - interval '7 days')"},
    Statement{Sql::AddPart, "add_part", Reach::OneDevice,
              "INSERT INTO district.picture_part (device, sha256, starts, sealed_hash, bytes) "
              "VALUES ($1, $2, $3::bigint, $4, $5::bytea)"},
    Statement{Sql::HashParts, "hash_parts", Reach::OneDevice,
              "SELECT encode(sha256(string_agg(bytes, ''::bytea ORDER BY starts)), 'hex') "
              "FROM district.picture_part WHERE device = $1 AND sha256 = $2"},
    Statement{
        Sql::JoinParts, "join_parts", Reach::OneDevice,
        "INSERT INTO district.picture (device, sha256, key_id, sealed) SELECT $1, $2, $3, "
        "string_agg(bytes, ''::bytea ORDER BY starts) FROM district.picture_part WHERE device = $1 AND sha256 = $2 "
        "ON CONFLICT (device, sha256) DO UPDATE SET key_id = excluded.key_id, sealed = excluded.sealed, "
        "state = 0, code = '' WHERE picture.state = 3"},
    Statement{Sql::ReadState, "read_state", Reach::OneDevice,
              "SELECT operation, state, receipt, code FROM district.item WHERE device = $1 AND key = $2::text::uuid"},
    // Key by key: a table that was not analysed yet gets no scan over all that the device ever sent.
    Statement{Sql::ReadHeld, "read_held", Reach::OneDevice,
              "SELECT h.key FROM unnest($2::text[]::uuid[]) AS k (key), LATERAL "
              "(SELECT key FROM district.item WHERE device = $1 AND key = k.key OFFSET 0) AS h"},
    Statement{Sql::ReadStretch, "read_stretch", Reach::OneDevice,
              "SELECT seq, key, operation, state, receipt, code FROM district.item WHERE device = $1 AND epoch = $2 "
              "AND seq >= $3::bigint AND seq <= $4::bigint UNION ALL SELECT m.seq, m.key, i.operation, i.state, "
              "i.receipt, i.code FROM district.moved m JOIN district.item i ON i.device = $1 AND i.key = m.key "
              "WHERE m.device = $1 AND m.epoch = $2 AND m.seq >= $3::bigint AND m.seq <= $4::bigint "
              "ORDER BY seq LIMIT 1000"},
    Statement{Sql::FindWaiting, "find_waiting", Reach::OnePartition,
              "SELECT device FROM district.line_p{p} WHERE waiting AND leased_until <= now() ORDER BY leased_until "
              "LIMIT $1::bigint FOR UPDATE SKIP LOCKED"},
    Statement{Sql::Lease, "lease", Reach::OneDevice,
              "UPDATE district.line SET leased_by = $2, leased_until = now() + $3::bigint * interval '1 ms' "
              "WHERE device = $1"},
    Statement{Sql::Renew, "renew", Reach::OneDevice,
              "UPDATE district.line SET leased_until = now() + $3::bigint * interval '1 ms' "
              "WHERE device = $1 AND leased_by = $2 RETURNING 1"},
    Statement{Sql::NextPicture, "next_picture", Reach::OneDevice,
              "SELECT sha256, key_id, sealed FROM district.picture WHERE device = $1 AND state = 0 LIMIT 1"},
    Statement{Sql::SettlePicture, "settle_picture", Reach::OneDevice,
              "UPDATE district.picture SET state = CASE $3::text WHEN '' THEN 1 ELSE 2 END, code = $3 "
              "WHERE device = $1 AND sha256 = $2"},
    Statement{Sql::PicturesAgain, "pictures_again", Reach::OneDevice,
              "UPDATE district.picture SET state = 0 WHERE device = $1 AND state = 1 RETURNING 1"},
    // Of a stream only the head: what stands behind something that waits or is parked stays.
    Statement{Sql::NextItems, "next_items", Reach::OneDevice,
              "SELECT epoch, seq, key, operation, stream, suite, key_id, sealed, encode(body_hmac, 'hex'), made_at, "
              "late FROM district.item i WHERE device = $1 AND state = 0 AND rest_until <= now() AND (stream = '' OR "
              "NOT EXISTS (SELECT 1 FROM district.item e WHERE e.device = $1 AND e.stream = i.stream AND "
              "e.stream <> '' AND e.state <> 1 AND e.ordinal < i.ordinal)) ORDER BY ordinal LIMIT $2::bigint"},
    Statement{Sql::Settle, "settle", Reach::OneDevice,
              "UPDATE district.item SET state = s.state, receipt = s.receipt, code = s.code, settled_at = now(), "
              "sealed = CASE s.state WHEN 1 THEN NULL ELSE sealed END FROM unnest($2::text[], $3::bigint[], "
              "$4::text[], $5::text[]) AS s (key, state, receipt, code) "
              "WHERE item.device = $1 AND item.key = s.key::uuid AND item.state = 0"},
    Statement{Sql::PutOff, "put_off", Reach::OneDevice,
              "UPDATE district.item SET rest_until = now() + "
              "greatest(s.rest, least(300000, 1000 * (1 << least(item.rests, 9)))) * interval '1 ms', "
              "rests = least(item.rests + 1, 30000) FROM unnest($2::text[], $3::bigint[]) AS s (key, rest) "
              "WHERE item.device = $1 AND item.key = s.key::uuid AND item.state = 0"},
    Statement{Sql::ErasePictures, "erase_pictures", Reach::OneDevice,
              "UPDATE district.picture SET state = 3, sealed = NULL WHERE device = $1 AND state = 1 AND NOT EXISTS "
              "(SELECT 1 FROM district.item WHERE device = $1 AND state = 0)"},
    Statement{Sql::Release, "release", Reach::OneDevice,
              "UPDATE district.line SET leased_by = '', leased_until = now() + $3::bigint * interval '1 ms', waiting = "
              "EXISTS (SELECT 1 FROM district.item WHERE device = $1 AND state = 0) OR "
              "EXISTS (SELECT 1 FROM district.picture WHERE device = $1 AND state = 0) "
              "WHERE device = $1 AND leased_by = $2"},
    Statement{Sql::Count, "count", Reach::OnePartition,
              "SELECT (SELECT count(*) FROM district.item_p{p} WHERE state = 0), "
              "(SELECT count(*) FROM district.item_p{p} WHERE state = 2), "
              "(SELECT count(*) FROM district.line_p{p} WHERE waiting)"},
    Statement{Sql::CreateHome, "create_home", Reach::WholeSchema,
              "CREATE TABLE IF NOT EXISTS district.version (version integer PRIMARY KEY, compatible_from integer NOT "
              "NULL, applied_at timestamptz NOT NULL DEFAULT now())"},
    Statement{Sql::LockMigrations, "lock_migrations", Reach::WholeSchema,
              "SELECT pg_advisory_xact_lock(4702111234474983745)"}, // any number that is ours: one instance migrates
    Statement{Sql::ReadVersion, "read_version", Reach::WholeSchema,
              "SELECT coalesce(max(version), 0), coalesce(max(compatible_from), 0) FROM district.version"},
    Statement{Sql::NoteVersion, "note_version", Reach::WholeSchema,
              "INSERT INTO district.version (version, compatible_from) VALUES ($1::bigint, $2::bigint)"},
};

} // namespace

std::span<const Statement> statements()
{
    return kAll;
}

const Statement& statement(Sql sql)
{
    return kAll[static_cast<std::size_t>(sql)];
}

std::string forPartition(const Statement& statement, int partition)
{
    const std::string digits = {static_cast<char>('0' + partition / 10), static_cast<char>('0' + partition % 10)};
    std::string text(statement.text);
    for (auto at = text.find("{p}"); at != std::string::npos; at = text.find("{p}"))
        text.replace(at, 3, digits);
    return text;
}

} // namespace banshi::queue::district
