// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema.h"

#include "epochs.h"

#include <algorithm>
#include <cstdlib>

namespace banshi::queue::store
{

namespace
{

constexpr std::int64_t kApplicationId = 0x42535131; // "BSQ1"
constexpr std::int64_t kJournalLimit = 16 * 1024 * 1024;

constexpr const char* kTables = R"sql(
CREATE TABLE meta(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT;
CREATE TABLE epoch(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, device TEXT NOT NULL,
  started_at INTEGER NOT NULL) STRICT;
CREATE TABLE outbox(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  epoch INTEGER NOT NULL REFERENCES epoch(id),
  seq INTEGER NOT NULL,
  key BLOB NOT NULL UNIQUE CHECK(length(key) = 16),
  operation TEXT NOT NULL,
  stream BLOB NOT NULL,
  suite INTEGER NOT NULL,
  key_id TEXT NOT NULL,
  body BLOB,
  body_hash BLOB NOT NULL,
  body_hmac BLOB NOT NULL,
  mac_key TEXT NOT NULL,
  chain BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  made_trusted INTEGER NOT NULL,
  made_mono INTEGER NOT NULL,
  boot TEXT NOT NULL,
  late_at INTEGER,
  state INTEGER NOT NULL DEFAULT 0,
  settled_at INTEGER,
  receipt TEXT NOT NULL DEFAULT '',
  code TEXT NOT NULL DEFAULT '',
  UNIQUE(epoch, seq)) STRICT;
CREATE INDEX outbox_pending ON outbox(id) WHERE state = 0;
CREATE INDEX outbox_parked ON outbox(id) WHERE state = 2;
CREATE INDEX outbox_stream ON outbox(stream, id) WHERE state <> 1 AND length(stream) > 0;
CREATE TABLE blob(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash TEXT NOT NULL UNIQUE CHECK(length(hash) = 64),
  size INTEGER NOT NULL,
  sealed_size INTEGER NOT NULL,
  sealed_hash BLOB NOT NULL,
  suite INTEGER NOT NULL,
  key_id TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX blob_kept ON blob(id) WHERE state <> 2;
CREATE TABLE outbox_blob(id INTEGER PRIMARY KEY AUTOINCREMENT, item INTEGER NOT NULL REFERENCES outbox(id),
  blob INTEGER NOT NULL REFERENCES blob(id), UNIQUE(item, blob)) STRICT;
CREATE INDEX outbox_blob_blob ON outbox_blob(blob);
CREATE TABLE journal_intent(id INTEGER PRIMARY KEY AUTOINCREMENT, intent TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  session TEXT NOT NULL, data TEXT NOT NULL, opened_at INTEGER NOT NULL, open INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE INDEX journal_intent_open ON journal_intent(id) WHERE open = 1;
CREATE TABLE journal_note(id INTEGER PRIMARY KEY AUTOINCREMENT, intent INTEGER NOT NULL REFERENCES journal_intent(id),
  at INTEGER NOT NULL, data TEXT NOT NULL) STRICT;
CREATE INDEX journal_note_intent ON journal_note(intent);
CREATE TABLE journal_outcome(id INTEGER PRIMARY KEY AUTOINCREMENT,
  intent INTEGER NOT NULL REFERENCES journal_intent(id), at INTEGER NOT NULL, outcome TEXT NOT NULL,
  data TEXT NOT NULL) STRICT;
CREATE INDEX journal_outcome_intent ON journal_outcome(intent);
CREATE TABLE setting(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL,
  changed_at INTEGER NOT NULL) STRICT;
CREATE TABLE audit(id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
  before_value TEXT NOT NULL, after_value TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
)sql";

void hold(Connection& database, const std::string& name, const std::string& value, std::int64_t expected)
{
    database.exec("PRAGMA " + name + "=" + value);
    const std::int64_t found = database.number("PRAGMA " + name);
    if (found != expected)
        throw SqlFault{
            {StoreCode::CannotOpen, "pragma " + name + " reads " + std::to_string(found), base::Retry::NeedsAttendant}};
}

void holdText(Connection& database, const std::string& name, const std::string& value)
{
    auto statement = database.prepare("PRAGMA " + name + "=" + value);
    if (!statement.step() || statement.text(0) != value)
        throw SqlFault{
            {StoreCode::CannotOpen, "pragma " + name + " does not become " + value, base::Retry::NeedsAttendant}};
}

} // namespace

void applyPragmas(Connection& database, const Pragmas& wanted)
{
    holdText(database, "locking_mode", "exclusive");
    database.exec("PRAGMA page_size=" + std::to_string(kPageSize));
    holdText(database, "journal_mode", "wal");
    hold(database, "synchronous", wanted.syncEveryCommit ? "FULL" : "NORMAL", wanted.syncEveryCommit ? 2 : 1);
    constexpr int kCheckpointPages = 1000;
    hold(database, "wal_autocheckpoint", std::to_string(kCheckpointPages), kCheckpointPages);
    hold(database, "journal_size_limit", std::to_string(kJournalLimit), kJournalLimit);
    hold(database, "foreign_keys", "ON", 1);
    hold(database, "trusted_schema", "OFF", 0);
    hold(database, "secure_delete", "ON", 1);
    hold(database, "cell_size_check", "ON", 1);
    constexpr int kMemory = 2;
    hold(database, "temp_store", "MEMORY", kMemory);
    hold(database, "mmap_size", "0", 0);
    const std::int64_t most = std::max(wanted.fileBudget / kPageSize, database.number("PRAGMA page_count"));
    hold(database, "max_page_count", std::to_string(most), most);
    // Takes the lock now, so that a second gateway learns it at its start and not at its first request.
    database.exec("BEGIN IMMEDIATE; COMMIT");
}

void ensureTables(Connection& database)
{
    const std::int64_t format = database.number("PRAGMA user_version");
    if (format == 0)
    {
        database.exec("BEGIN IMMEDIATE");
        database.exec(kTables);
        database.exec("PRAGMA application_id=" + std::to_string(kApplicationId));
        database.exec("PRAGMA user_version=" + std::to_string(kFormat));
        setMetaValue(database, "compatible_from", std::to_string(kCompatibleFrom));
        database.exec("COMMIT");
        return;
    }
    if (database.number("PRAGMA application_id") != kApplicationId)
        throw SqlFault{{StoreCode::Damaged, "the file is another program's", base::Retry::Later}};
    if (std::atoi(metaValue(database, "compatible_from").c_str()) > kFormat)
        throw SqlFault{{StoreCode::NewerFormat, "format " + std::to_string(format) + " needs a newer program",
                        base::Retry::NeedsAttendant}};
    if (format < kFormat)
        inTransaction(database, [&] {
            noteEpochs(database);
            database.exec("PRAGMA user_version=" + std::to_string(kFormat));
        });
}

std::string metaValue(Connection& database, std::string_view name)
{
    auto statement = database.prepare("SELECT value FROM meta WHERE name = ?1");
    return statement.with(name).step() ? statement.text(0) : std::string();
}

void setMetaValue(Connection& database, std::string_view name, const std::string& value)
{
    database
        .prepare("INSERT INTO meta(name, value) VALUES(?1, ?2) "
                 "ON CONFLICT(name) DO UPDATE SET value = excluded.value")
        .with(name, value)
        .run();
}

} // namespace banshi::queue::store
