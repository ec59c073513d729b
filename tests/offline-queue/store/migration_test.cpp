// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"

#include <QByteArray>
#include <QTest>
#include <fstream>
#include <sqlite3.h>

using namespace banshi;
using queue::store::StoreCode;
using testing::queue::StoreFixture;

namespace
{

std::string formatOne()
{
    std::ifstream file(qEnvironmentVariable("BANSHI_SOURCE").toStdString() + "/tests/offline-queue/store/format-1.sql");
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The bytes behind `-- <name> ` in hex.
std::string bytesBehind(const std::string& text, const std::string& name)
{
    const auto at = text.find("-- " + name + " ");
    const auto from = at + name.size() + 4;
    return QByteArray::fromHex(QByteArray::fromStdString(text.substr(from, text.find('\n', at) - from))).toStdString();
}

int answerInt(void* into, int /*columns*/, char** values, char** /*names*/)
{
    *static_cast<std::string*>(into) = values[0] == nullptr ? "" : values[0];
    return 0;
}

/// Runs SQL on the closed file; the last value of the last row.
std::string sql(const std::filesystem::path& path, const std::string& text)
{
    sqlite3* handle = nullptr;
    std::string value;
    const bool isDone = sqlite3_open(path.c_str(), &handle) == SQLITE_OK &&
                        sqlite3_exec(handle, text.c_str(), answerInt, &value, nullptr) == SQLITE_OK;
    sqlite3_close(handle);
    if (!isDone)
        qFatal("cannot run SQL on the test's file");
    return value;
}

/// The data folder as a program of format 1 left it.
void layFormatOne(const StoreFixture& fixture)
{
    const std::string dump = formatOne();
    const auto& folder = fixture.options.dataDir;
    std::filesystem::create_directories(folder / "blobs");
    sql(folder / "queue.db", dump);
    std::ofstream(folder / "machine.key", std::ios::binary) << bytesBehind(dump, "machine.key");
    const std::string name = "99e3da308f4130cccd5b2a43b8065c57225754310ac1b577769d354aa3637859";
    const std::filesystem::path picture = folder.string() + "/blobs/" + name + ".sealed";
    std::ofstream(picture, std::ios::binary) << bytesBehind(dump, "picture");
}

} // namespace

class MigrationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAFileOfFormatOneWithItsWholeBacklog()
    {
        StoreFixture fixture;
        layFormatOne(fixture);
        auto& store = fixture.reopen();
        const auto counts = store.outbox().counts().value();
        QCOMPARE(counts.pending, 3);
        QCOMPARE(counts.parked, 1);
        QVERIFY(store.inspection().verify()->isClean());
        QCOMPARE(store.inspection().stats()->format, 2);
        const auto batch = fixture.batch();
        QCOMPARE(batch.items.size(), std::size_t{2}); // the third stands behind another of its order
        QCOMPARE(batch.device, std::string("TEST-01"));
        QCOMPARE(batch.blobs.size(), std::size_t{1});
        QVERIFY(store.blobs().read(batch.blobs[0]));
        QCOMPARE(*store.settings().get("sound.volume").value(), std::string("7"));
        const auto open = store.journal().openIntents().value();
        QCOMPARE(open.size(), std::size_t{1});
        QCOMPARE(open[0].intent.data, std::string("{\"quote\":\"q-1\"}"));
        QCOMPARE(open[0].notes, std::vector<std::string>{"{\"order\":\"o-1\"}"});
    }

    void knowsTheRepeatsOfFormatOneAndCountsOn()
    {
        StoreFixture fixture;
        layFormatOne(fixture);
        auto& outbox = fixture.reopen().outbox();
        auto item = fixture.item("{\"n\":4}");
        item.key = "01930000-0000-7000-8000-000000000004";
        const auto again = outbox.enqueue(item).value();
        QVERIFY(again.duplicate);
        QCOMPARE(again.seq, 4);
        item.body = "{\"n\":5}";
        QCOMPARE(outbox.enqueue(item).error().code, StoreCode::KeyReused);
        QCOMPARE(outbox.enqueue(fixture.item("{}"))->seq, 6);
        const queue::store::NewIntent known{"01930000-0000-7000-8000-0000000000a1", "pay", "s-1",
                                            "{\"quote\":\"q-1\"}"};
        QVERIFY(fixture.store->journal().open(known).value());
        QVERIFY(!fixture.store->journal().close({known.id, "done", "{}"}).value());
    }

    void leavesTheFileFitForTheProgramOfFormatOne()
    {
        StoreFixture fixture;
        layFormatOne(fixture);
        QVERIFY(fixture.reopen().outbox().enqueue(fixture.item("{}")));
        QVERIFY(fixture.store->journal().open({base::newUuid(fixture.clock), "pay", "s-1", "{}"}));
        fixture.store.reset();
        const auto path = fixture.options.dataDir / "queue.db";
        QCOMPARE(sql(path, "SELECT value FROM meta WHERE name = 'compatible_from'"), std::string("1"));
        // What that program writes: each column of its insert, and journal data that is JSON.
        QCOMPARE(sql(path, "INSERT INTO outbox(epoch, seq, key, operation, stream, "
                           "suite, key_id, body, body_hash, "
                           "body_hmac, mac_key, chain, made_at, made_trusted, "
                           "made_mono, boot, late_at) "
                           "SELECT epoch, 99, randomblob(16), operation, stream, "
                           "suite, key_id, body, body_hash, "
                           "body_hmac, mac_key, chain, made_at, made_trusted, "
                           "made_mono, boot, late_at FROM outbox "
                           "WHERE id = 3; SELECT count(*) FROM outbox"),
                 std::string("7"));
        QCOMPARE(sql(path, "SELECT count(*) FROM journal_intent WHERE NOT json_valid(data)"), std::string("0"));
    }

    void sealsWhatRecoveryNeedsUnderTheMachineKey()
    {
        StoreFixture fixture;
        const std::string secret = "order-4711";
        const queue::store::NewIntent intent{base::newUuid(fixture.clock), "pay", "s-1",
                                             "{\"order\":\"" + secret + "\"}"};
        auto& journal = fixture.reopen().journal();
        QVERIFY(journal.open(intent));
        QVERIFY(journal.note(intent.id, "{\"job\":\"" + secret + "\"}"));
        fixture.store.reset();
        const auto path = fixture.options.dataDir / "queue.db";
        QCOMPARE(sql(path, "SELECT (SELECT count(*) FROM journal_intent WHERE data LIKE "
                           "'%4711%') + "
                           "(SELECT count(*) FROM journal_note WHERE data LIKE '%4711%')"),
                 std::string("0"));
        QCOMPARE(fixture.reopen().journal().openIntents()->at(0).intent.data, intent.data);
        fixture.store.reset();
        sql(path, "UPDATE journal_intent SET kind = 'slip'"); // data does not open
                                                              // in another row
        QCOMPARE(fixture.reopen().journal().openIntents()->at(0).intent.data, std::string("{\"unreadable\":true}"));
        fixture.store.reset();
        std::filesystem::remove(fixture.options.dataDir / "machine.key");
        QCOMPARE(fixture.reopen().journal().openIntents()->at(0).notes,
                 std::vector<std::string>{"{\"unreadable\":true}"});
    }
};

BANSHI_TEST(MigrationTest)
#include "migration_test.moc"
