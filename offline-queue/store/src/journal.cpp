// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/journal.h"

#include "core.h"
#include "hex.h"
#include "journal_rows.h"
#include "room.h"
#include "row_seal.h"
#include "row_times.h"

namespace banshi::queue::store
{

namespace
{

constexpr const char* kInDoubt = "inDoubt";

struct Found
{
    std::int64_t id = 0;
    std::string outcome; ///< the newest; empty while open
};

/// Throws SqlFault: KeyUnusable, ….
const KeyRing& keysOf(Core& core)
{
    const auto keys = core.machineKeys();
    if (!keys)
        throw SqlFault{keys.error()};
    return **keys;
}

std::string intentPlace(const std::string& id, const std::string& kind, const std::string& session)
{
    return placeOf({"intent", id, kind, session});
}

std::string notePlace(const std::string& intent)
{
    return placeOf({"note", intent});
}

std::string outcomePlace(const std::string& intent, const std::string& outcome)
{
    return placeOf({"outcome", intent, outcome});
}

/// What stands in place of data that cannot be opened: the machine key was lost, or a bit has flipped.
constexpr const char* kUnreadable = "{\"unreadable\":true}";

std::string readable(const KeyRing& keys, const std::string& place, const std::string& text)
{
    return openText(keys, place, text).value_or(kUnreadable);
}

Found find(Connection& database, const std::string& intent)
{
    Found found;
    {
        auto row = database.prepare("SELECT id FROM journal_intent WHERE intent = ?1");
        if (!row.with(intent).step())
            throw SqlFault{{StoreCode::IntentUnknown, "no such intent", base::Retry::Never}};
        found.id = row.integer(0);
    }
    auto last = database.prepare("SELECT outcome FROM journal_outcome WHERE "
                                 "intent = ?1 ORDER BY id DESC LIMIT 1");
    if (last.with(found.id).step())
        found.outcome = last.text(0);
    return found;
}

bool isFinal(const std::string& outcome)
{
    return !outcome.empty() && outcome != kInDoubt;
}

/// `sql` selects the rows of journal_intent.
std::vector<IntentRecord> collect(Connection& database, const KeyRing& keys, std::string_view sql, int most)
{
    std::vector<IntentRecord> records;
    auto rows = database.prepare(sql);
    rows.with(most);
    while (rows.step())
    {
        const std::string intent = rows.text(1);
        IntentRecord record{{intent, rows.text(2), rows.text(3),
                             readable(keys, intentPlace(intent, rows.text(2), rows.text(3)), rows.text(4))},
                            fromMillis(rows.integer(5)),
                            {},
                            {},
                            {}};
        auto notes = database.prepare("SELECT data FROM journal_note WHERE intent = ?1 ORDER BY id");
        notes.with(rows.integer(0));
        while (notes.step())
            record.notes.push_back(readable(keys, notePlace(intent), notes.text(0)));
        auto outcomes = database.prepare("SELECT outcome, data, at FROM journal_outcome WHERE "
                                         "intent = ?1 ORDER BY id");
        outcomes.with(rows.integer(0));
        while (outcomes.step())
        {
            record.outcome = outcomes.text(0);
            record.notes.push_back(readable(keys, outcomePlace(intent, record.outcome), outcomes.text(1)));
            record.closedAt = fromMillis(outcomes.integer(2));
        }
        records.push_back(std::move(record));
    }
    return records;
}

} // namespace

bool closeIntent(Core& core, Connection& database, const NewOutcome& outcome, std::int64_t nowMillis)
{
    if (outcome.outcome != "done" && outcome.outcome != "failed" && outcome.outcome != kInDoubt)
        throw SqlFault{{StoreCode::Invalid, "no such outcome", base::Retry::Never}};
    const Found found = find(database, outcome.intent);
    if (found.outcome == outcome.outcome)
        return true;
    if (isFinal(found.outcome))
        throw SqlFault{{StoreCode::IntentClosed, "the intent is " + found.outcome, base::Retry::Never}};
    database
        .prepare("INSERT INTO journal_outcome(intent, at, outcome, data) "
                 "VALUES(?1, ?2, ?3, ?4)")
        .with(found.id, nowMillis, outcome.outcome,
              sealText(keysOf(core).current(), outcomePlace(outcome.intent, outcome.outcome), outcome.data))
        .run();
    database.prepare("UPDATE journal_intent SET open = 0 WHERE id = ?1").with(found.id).run();
    return false;
}

StoreResult<bool> Journal::open(const NewIntent& intent)
{
    if (!uuidBytes(intent.id))
        return base::fail(StoreCode::Invalid, "an intent's id is a UUID");
    return m_core.writer().write([&](Connection& database) {
        const KeyRing& keys = keysOf(m_core);
        const std::string place = intentPlace(intent.id, intent.kind, intent.session);
        {
            auto row = database.prepare("SELECT kind, session, data FROM journal_intent WHERE intent = ?1");
            if (row.with(intent.id).step())
            {
                // Data that cannot be read any more cannot be compared; the id was
                // minted once.
                if (row.text(0) != intent.kind || row.text(1) != intent.session ||
                    openText(keys, place, row.text(2)).value_or(intent.data) != intent.data)
                    throw SqlFault{{StoreCode::IntentReused, "the id belongs to another intent", base::Retry::Never}};
                return true;
            }
        }
        requireRoom(database, m_core);
        database
            .prepare("INSERT INTO journal_intent(intent, kind, session, data, "
                     "opened_at) VALUES(?1, ?2, ?3, ?4, ?5)")
            .with(intent.id, intent.kind, intent.session, sealText(keys.current(), place, intent.data),
                  m_core.nowMillis())
            .run();
        return false;
    });
}

StoreResult<bool> Journal::note(const std::string& intent, const std::string& data)
{
    return m_core.writer().drain([&](Connection& database) {
        const KeyRing& keys = keysOf(m_core);
        const Found found = find(database, intent);
        if (isFinal(found.outcome))
            throw SqlFault{{StoreCode::IntentClosed, "the intent is " + found.outcome, base::Retry::Never}};
        {
            auto last = database.prepare("SELECT data FROM journal_note WHERE intent "
                                         "= ?1 ORDER BY id DESC LIMIT 1");
            if (last.with(found.id).step() && openText(keys, notePlace(intent), last.text(0)) == data)
                return true;
        }
        database.prepare("INSERT INTO journal_note(intent, at, data) VALUES(?1, ?2, ?3)")
            .with(found.id, m_core.nowMillis(), sealText(keys.current(), notePlace(intent), data))
            .run();
        return false;
    });
}

StoreResult<bool> Journal::close(const NewOutcome& outcome)
{
    return m_core.writer().drain(
        [&](Connection& database) { return closeIntent(m_core, database, outcome, m_core.nowMillis()); });
}

StoreResult<std::vector<IntentRecord>> Journal::openIntents() const
{
    constexpr int kMost = 500;
    return m_core.writer().read([&](Connection& database) {
        return collect(database, keysOf(m_core),
                       "SELECT id, intent, kind, session, data, opened_at FROM "
                       "journal_intent WHERE open = 1 "
                       "ORDER BY id LIMIT ?1",
                       kMost);
    });
}

StoreResult<std::vector<IntentRecord>> Journal::recent(int most) const
{
    return m_core.writer().read([&](Connection& database) {
        return collect(database, keysOf(m_core),
                       "SELECT id, intent, kind, session, data, opened_at FROM "
                       "journal_intent ORDER BY id DESC LIMIT ?1",
                       most);
    });
}

} // namespace banshi::queue::store
