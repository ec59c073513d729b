// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/ids.h"
#include "banshi/testing/queue/power_cut_vfs.h"
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <fstream>
#include <set>
#include <sqlite3.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace banshi;
using queue::store::NewItem;
using queue::store::StoreCode;
using testing::queue::PowerCutVfs;
using testing::queue::StoreFixture;

namespace
{

void overwrite(const std::filesystem::path& path, std::int64_t offset, const std::string& bytes)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(offset);
    file << bytes;
}

void runSql(const std::filesystem::path& path, const std::string& sql)
{
    sqlite3* handle = nullptr;
    const bool isDone = sqlite3_open(path.c_str(), &handle) == SQLITE_OK &&
                        sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(handle);
    if (!isDone)
        qFatal("cannot run SQL on the test's file");
}

/// Fills a store with items and an intent and closes it. Returns the items' keys.
std::vector<NewItem> fill(StoreFixture& fixture, int count)
{
    std::vector<NewItem> items;
    auto& store = fixture.reopen();
    for (int i = 0; i < count; ++i)
    {
        items.push_back(fixture.item("{\"some\":\"body\"}"));
        if (!store.outbox().enqueue(items.back()))
            qFatal("an item was not accepted");
    }
    if (!store.journal().open({base::newUuid(fixture.clock), "pay", "s-1", "{}"}))
        qFatal("an intent was not accepted");
    fixture.store.reset();
    return items;
}

int countKnown(StoreFixture& fixture, const std::vector<NewItem>& items)
{
    std::set<std::string> known;
    const auto batch =
        fixture.store->outbox().nextBatch(items.size(), 1 << 24, [](std::int64_t) { return false; }).value();
    for (const auto& item : batch.items)
        known.insert(item.key);
    int count = 0;
    for (const auto& item : items)
        count += known.contains(item.key) ? 1 : 0;
    return count;
}

} // namespace

class RecoveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAcceptedTransactionAfterPowerCut()
    {
        PowerCutVfs vfs("recovery-power-cut");
        StoreFixture fixture;
        fixture.options.vfs = vfs.name();
        QVERIFY(fixture.reopen().health().accepting);
        constexpr std::uint64_t kWrites = 300;
        vfs.cutAfter(kWrites);
        std::vector<NewItem> accepted;
        while (!vfs.isOff())
        {
            const auto item = fixture.item("{\"some\":\"body\"}");
            if (fixture.store->outbox().enqueue(item))
                accepted.push_back(item);
        }
        QVERIFY(!fixture.store->health().accepting);
        fixture.store.reset();
        vfs.restore(PowerCutVfs::Loss::All, 1);
        fixture.reopen();
        QVERIFY(accepted.size() > 3);
        for (const auto& item : accepted)
            QVERIFY(fixture.store->outbox().enqueue(item)->duplicate);
    }

    void opensTheFileAnewAfterAFailedSync()
    {
        PowerCutVfs vfs("recovery-sync");
        StoreFixture fixture;
        fixture.options.vfs = vfs.name();
        fixture.reopen();
        QVERIFY(fixture.store->health().accepting);
        const auto item = fixture.item("{}");
        vfs.failSyncs(1);
        QCOMPARE(fixture.store->outbox().enqueue(item).error().code, StoreCode::Io);
        QVERIFY(fixture.store->outbox().enqueue(item));
        QVERIFY(fixture.store->health().accepting);
        QCOMPARE(fixture.store->outbox().counts()->pending, 1);
    }

    void putsAFileThatIsNoDatabaseIntoQuarantineAndGoesOn()
    {
        StoreFixture fixture;
        std::filesystem::create_directories(fixture.options.dataDir);
        std::ofstream(fixture.options.dataDir / "queue.db") << std::string(20000, 'x');
        QVERIFY(fixture.reopen().outbox().enqueue(fixture.item("{}")));
        QVERIFY(fixture.store->health().accepting);
        QCOMPARE(fixture.store->settings().newestAudit(5)->back().what, std::string("queue.store.salvaged"));
        const auto quarantine = fixture.options.dataDir / "quarantine";
        QVERIFY(!std::filesystem::is_empty(quarantine));
    }

    void salvagesReadableRowsOfADamagedFile()
    {
        StoreFixture fixture;
        constexpr int kItems = 200;
        const auto items = fill(fixture, kItems);
        const auto path = fixture.options.dataDir / "queue.db";
        const auto pages = static_cast<std::int64_t>(std::filesystem::file_size(path)) / 4096;
        overwrite(path, (pages - 3) * 4096, std::string(4096, '\x55'));
        fixture.reopen();
        const int known = countKnown(fixture, items);
        QVERIFY2(known > kItems * 8 / 10, qPrintable(QString::number(known)));
        QVERIFY(fixture.store->outbox().enqueue(fixture.item("{}")));
        QCOMPARE(fixture.store->journal().openIntents()->size(), std::size_t{1});
        const auto again = fixture.reopen().health();
        QVERIFY(again.accepting);
        QVERIFY(countKnown(fixture, items) == known);
    }

    void findsAnIndexThatMissesItsRows()
    {
        StoreFixture fixture;
        const auto items = fill(fixture, 50);
        runSql(fixture.options.dataDir / "queue.db",
               "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = "
               "(SELECT rootpage FROM sqlite_schema WHERE name = 'outbox_parked') "
               "WHERE name = 'outbox_pending'");
        fixture.reopen();
        QCOMPARE(countKnown(fixture, items), 50);
    }

    void goesOnWhenDamageIsMetInTheMiddleOfWork()
    {
        StoreFixture fixture;
        const std::string body(8000, 'b');
        constexpr int kItems = 600; // more than SQLite keeps in memory
        for (auto& outbox = fixture.reopen().outbox(); outbox.counts()->pending < kItems;)
            QVERIFY(outbox.enqueue(fixture.item(body)));
        QVERIFY(fixture.reopen().health().accepting); // open and checked
        const auto path = fixture.options.dataDir / "queue.db";
        const auto pages = static_cast<std::int64_t>(std::filesystem::file_size(path)) / 4096;
        for (std::int64_t page = pages / 10; page < pages * 9 / 10; ++page)
            overwrite(path, page * 4096, std::string(8, '\x55'));
        const auto batch = fixture.store->outbox().nextBatch(kItems, 1 << 24, [](std::int64_t) { return false; });
        QVERIFY(batch);
        QVERIFY(!batch->items.empty());
        QVERIFY(std::filesystem::exists(fixture.options.dataDir / "quarantine"));
        QVERIFY(fixture.store->outbox().enqueue(fixture.item(body)));
        QVERIFY(fixture.store->health().accepting);
    }

    void parksARowThatDoesNotFitItsHashes()
    {
        StoreFixture fixture;
        fill(fixture, 3);
        runSql(fixture.options.dataDir / "queue.db", "UPDATE outbox SET operation = 'ratings' WHERE id = 2");
        runSql(fixture.options.dataDir / "queue.db", "UPDATE outbox SET body = zeroblob(9) WHERE id = 3");
        fixture.reopen();
        const auto counts = fixture.store->outbox().counts().value();
        QCOMPARE(counts.pending, 1);
        QCOMPARE(counts.parked, 2);
    }

    void bringsTheTimesOfADamagedRowBetween1970And2200()
    {
        StoreFixture fixture;
        QVERIFY(fixture.reopen().journal().open({base::newUuid(fixture.clock), "pay", "s-1", "{}"}));
        for (const char* time : {"9223372036854775807", "-9223372036854775807"})
        {
            fixture.store.reset();
            runSql(fixture.options.dataDir / "queue.db", std::string("UPDATE journal_intent SET opened_at = ") + time);
            const auto open = fixture.reopen().journal().openIntents();
            QCOMPARE(open->size(), std::size_t{1});
            const std::string at = base::toRfc3339(open->front().openedAt);
            QVERIFY2(at.starts_with("1970-01-01") || at.starts_with("2200-01-01"), at.c_str());
        }
    }

    void salvagesDamagedRowsAsParked()
    {
        StoreFixture fixture;
        fill(fixture, 3);
        const auto path = fixture.options.dataDir / "queue.db";
        runSql(path, "UPDATE outbox SET operation = 'ratings' WHERE id = 2");
        runSql(path, "PRAGMA application_id=7"); // another program's file: quarantine
        fixture.reopen();
        const auto counts = fixture.store->outbox().counts().value();
        QCOMPARE(counts.pending, 2);
        QCOMPARE(counts.parked, 1);
        QCOMPARE(fixture.reopen().outbox().counts()->pending, 2);
    }

    void finishesASalvageThatACrashInterrupted()
    {
        StoreFixture fixture;
        const auto items = fill(fixture, 5);
        const auto folder = fixture.options.dataDir / "quarantine" / "1700000000000";
        std::filesystem::create_directories(folder);
        std::filesystem::rename(fixture.options.dataDir / "queue.db", folder / "queue.db");
        std::ofstream(folder / "salvage-pending").flush();
        fixture.reopen();
        QCOMPARE(countKnown(fixture, items), 5);
        QVERIFY(!std::filesystem::exists(folder / "salvage-pending"));
    }

    void leavesAFileOfANewerFormatAlone()
    {
        StoreFixture fixture;
        const auto items = fill(fixture, 2);
        const auto path = fixture.options.dataDir / "queue.db";
        runSql(path, "UPDATE meta SET value = '99' WHERE name = 'compatible_from'");
        fixture.reopen();
        QCOMPARE(fixture.store->outbox().enqueue(items[0]).error().code, StoreCode::NewerFormat);
        QCOMPARE(fixture.store->health().problem, std::string("queue.store.newerFormat"));
        fixture.store.reset();
        runSql(path, "UPDATE meta SET value = '1' WHERE name = 'compatible_from'");
        fixture.reopen();
        QCOMPARE(countKnown(fixture, items), 2);
    }

    void saysThatAnotherGatewayHoldsTheFile()
    {
        StoreFixture fixture;
        fixture.reopen();
        QVERIFY(fixture.store->health().accepting);
        queue::store::Store second(fixture.options, fixture.keys.publicKey(), fixture.clock);
        QCOMPARE(second.outbox().counts().error().code, StoreCode::InUse);
        QVERIFY(!second.health().accepting);
        QVERIFY(fixture.store->outbox().enqueue(fixture.item("{}")));
    }

    void refusesNewItemsWhenTheBudgetIsUsedButStillSettles()
    {
        StoreFixture fixture;
        fixture.options.fileBudget = 512 * 1024;
        auto& outbox = fixture.reopen().outbox();
        const std::string body(8000, 'b');
        queue::store::StoreResult<queue::store::Accepted> last;
        do
            last = outbox.enqueue(fixture.item(body));
        while (last);
        QCOMPARE(last.error().code, StoreCode::Full);
        QVERIFY(!fixture.store->health().accepting);
        QCOMPARE(fixture.store->health().problem, std::string("queue.store.full"));
        std::vector<queue::store::Settlement> settled;
        for (const auto& item : fixture.batch().items)
            settled.push_back({item.id, false, "R", ""});
        QVERIFY(outbox.settle(settled));
        QVERIFY(fixture.store->health().accepting);
        QVERIFY(outbox.enqueue(fixture.item(body)));
    }

    void saysThatTheFolderIsReadOnlyAndRecovers()
    {
        StoreFixture fixture;
        QVERIFY(::chmod(fixture.folder.path().toStdString().c_str(), 0555) == 0);
        const int before = ::setfsuid(::geteuid() == 0 ? 65534 : ::geteuid());
        fixture.reopen(); // its writer thread inherits the powerless identity
        const auto refused = fixture.store->outbox().counts();
        const auto health = fixture.store->health();
        ::setfsuid(static_cast<uid_t>(before));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, StoreCode::ReadOnly);
        QVERIFY(!health.accepting);
        QVERIFY(::chmod(fixture.folder.path().toStdString().c_str(), 0777) == 0);
        QVERIFY(fixture.store->outbox().counts());
    }

    void aQuarantineThatCannotBeReadRefusesUntilItCan()
    {
        StoreFixture fixture;
        const auto items = fill(fixture, 1);
        const auto loop = fixture.options.dataDir / "quarantine" / "1";
        std::filesystem::create_directories(loop.parent_path());
        std::filesystem::create_symlink(loop, loop); // looking into it fails, and not for want of it
        fixture.reopen();
        QVERIFY(!fixture.store->outbox().enqueue(items[0]));
        const auto health = fixture.store->health();
        QVERIFY(!health.accepting);
        QCOMPARE(health.problem, std::string(queue::store::code(StoreCode::Io)));
        std::filesystem::remove(loop);
        QVERIFY(fixture.store->outbox().enqueue(items[0])->duplicate);
    }

    void acceptsRepeatsAfterTheMachineKeyWasLost()
    {
        StoreFixture fixture;
        const auto items = fill(fixture, 1);
        std::filesystem::remove(fixture.options.dataDir / "machine.key");
        QVERIFY(fixture.reopen().outbox().enqueue(items[0])->duplicate);
        QCOMPARE(fixture.store->settings().newestAudit(1)->at(0).what, std::string("queue.store.machineKeyReplaced"));
    }
};

BANSHI_TEST(RecoveryTest)
#include "recovery_test.moc"
