// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/queue_copy.h"
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <fstream>
#include <set>
#include <sqlite3.h>

using namespace banshi;
using queue::store::OutboundBatch;
using queue::store::QueueCopy;
using queue::store::SealedBlob;
using queue::store::Settlement;
using queue::store::StoreCode;
using testing::queue::StoreFixture;

namespace
{

/// What an export handed out.
struct Taken
{
    std::vector<std::string> keys;
    std::set<std::string> pictures;

    [[nodiscard]] queue::store::ExportSink sink()
    {
        return {[this](const std::string& sha256, const SealedBlob&) { return pictures.insert(sha256).second; },
                [this](const OutboundBatch& batch) {
                    for (const auto& item : batch.items)
                        keys.push_back(item.key);
                    return true;
                }};
    }
};

const std::string kPicture = "\xff\xd8\xff\xe0 a picture";

/// Four items: arrived, parked, pending, pending with a picture. Returns their keys.
std::vector<std::string> fill(StoreFixture& fixture)
{
    std::vector<std::string> keys;
    auto& store = fixture.reopen();
    const std::string hash = testing::queue::sha256Hex(kPicture);
    if (!store.blobs().put(hash, {reinterpret_cast<const std::uint8_t*>(kPicture.data()), kPicture.size()}))
        qFatal("no picture");
    for (int i = 0; i < 4; ++i)
    {
        auto item = fixture.item("{}");
        if (i == 3)
            item.blobs = {hash};
        if (!store.outbox().enqueue(item))
            qFatal("not accepted");
        keys.push_back(item.key);
    }
    if (!store.outbox().settle(std::vector<Settlement>{{1, false, "rcp-1", ""}, {2, true, "", "permit.unknown"}}))
        qFatal("not settled");
    return keys;
}

} // namespace

class InspectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfEachItemButNotWhoseItIs()
    {
        StoreFixture fixture;
        const auto keys = fill(fixture);
        auto& inspection = fixture.store->inspection();
        const auto items = inspection.list({}).value();
        QCOMPARE(items.size(), std::size_t{4});
        QCOMPARE(items[0].state, std::string("acknowledged"));
        QCOMPARE(items[0].receipt, std::string("rcp-1"));
        QCOMPARE(items[0].sealedBytes, 0);
        QCOMPARE(items[1].state, std::string("parked"));
        QCOMPARE(items[1].code, std::string("permit.unknown"));
        QCOMPARE(items[3].pictures, 1);
        QVERIFY(items[3].isIntact);
        QCOMPARE(inspection.list({"pending", 3, 10})->size(), std::size_t{1});
        for (const auto& name : {std::string("3"), keys[2], items[2].localNumber})
            QCOMPARE(inspection.show(name)->key, keys[2]);
        QCOMPARE(inspection.show("99").error().code, StoreCode::ItemUnknown);
        QCOMPARE(inspection.show("' OR 1=1").error().code, StoreCode::ItemUnknown);
        const auto stats = inspection.stats().value();
        QCOMPARE(stats.counts.pending, 2);
        QCOMPARE(stats.counts.parked, 1);
        QCOMPARE(stats.acknowledged, 1);
        QCOMPARE(stats.device, std::string("TEST-01"));
        QVERIFY(inspection.verify()->isClean());
    }

    void parksAndRetriesByHandAndWritesItDown()
    {
        StoreFixture fixture;
        const auto keys = fill(fixture);
        auto& inspection = fixture.store->inspection();
        QVERIFY(inspection.retry(keys[1], "tech-1"));
        QCOMPARE(inspection.show(keys[1])->state, std::string("pending"));
        QCOMPARE(inspection.show(keys[1])->code, std::string());
        QVERIFY(inspection.park(keys[1], "tech-1"));
        QCOMPARE(inspection.show(keys[1])->code, std::string("queue.store.parkedByHand"));
        QCOMPARE(inspection.park(keys[0], "tech-1").error().code, StoreCode::Invalid);
        QCOMPARE(inspection.retry(keys[2], "tech-1").error().code, StoreCode::Invalid);
        const auto audit = fixture.store->settings().newestAudit(2).value();
        QCOMPARE(audit[0].what, std::string("queue.item.parked"));
        QCOMPARE(audit[1].what, std::string("queue.item.retried"));
        QCOMPARE(audit[1].who, std::string("tech-1"));
    }

    void doesNotSendADamagedRowAgain()
    {
        StoreFixture fixture;
        const auto keys = fill(fixture);
        fixture.store.reset();
        sqlite3* handle = nullptr;
        QCOMPARE(sqlite3_open((fixture.options.dataDir / "queue.db").c_str(), &handle), SQLITE_OK);
        QCOMPARE(sqlite3_exec(handle, "UPDATE outbox SET operation = 'prints' WHERE id = 3", nullptr, nullptr, nullptr),
                 SQLITE_OK);
        sqlite3_close(handle);
        auto& inspection = fixture.reopen().inspection();
        QCOMPARE(inspection.show(keys[2])->code, std::string("queue.store.rowDamaged"));
        QCOMPARE(inspection.retry(keys[2], "tech-1").error().code, StoreCode::Invalid);
        QVERIFY(!inspection.verify()->isClean());
    }

    void handsOutWhatHasNotArrivedPicturesFirst()
    {
        StoreFixture fixture;
        const auto keys = fill(fixture);
        Taken taken;
        QCOMPARE(fixture.store->inspection().exportUnsent(taken.sink()).value(), 3);
        QCOMPARE(taken.keys, std::vector<std::string>(keys.begin() + 1, keys.end()));
        QCOMPARE(taken.pictures.size(), std::size_t{1});
    }

    void readsTheFolderOfADeadMachineWithoutItsKeyAndWithoutTouchingIt()
    {
        StoreFixture fixture;
        const auto keys = fill(fixture); // the store stays open: as a crash leaves
                                         // it, with commits in the log only
        const auto folder = std::filesystem::path(fixture.folder.path().toStdString()) / "copy";
        std::filesystem::copy(fixture.options.dataDir, folder, std::filesystem::copy_options::recursive);
        std::filesystem::remove(folder / "machine.key");
        const auto before = std::filesystem::last_write_time(folder / "queue.db");
        {
            const auto copy = QueueCopy::open(folder, fixture.clock);
            QVERIFY(copy);
            QVERIFY(!(*copy)->isSalvaged());
            QVERIFY((*copy)->verify()->isClean());
            QCOMPARE((*copy)->stats()->counts.pending, 2);
            Taken taken;
            QCOMPARE((*copy)->exportUnsent(taken.sink()).value(), 3);
            QCOMPARE(taken.keys, std::vector<std::string>(keys.begin() + 1, keys.end()));
            QCOMPARE(taken.pictures.size(), std::size_t{1});
        }
        QVERIFY(std::filesystem::last_write_time(folder / "queue.db") == before);
        QVERIFY(!std::filesystem::exists(folder / "machine.key"));
    }

    void readsADamagedCopyRowByRow()
    {
        StoreFixture fixture;
        constexpr int kItems = 60;
        for (auto& outbox = fixture.reopen().outbox(); outbox.counts()->pending < kItems;)
            QVERIFY(outbox.enqueue(fixture.item("{\"some\":\"body\"}")));
        fixture.store.reset();
        const auto path = fixture.options.dataDir / "queue.db";
        {
            std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(path)) - 2 * 4096);
            file << std::string(4096, '\x55');
        }
        const auto copy = QueueCopy::open(fixture.options.dataDir, fixture.clock);
        QVERIFY(copy);
        QVERIFY((*copy)->isSalvaged());
        QVERIFY(!(*copy)->verify()->isClean());
        Taken taken;
        QVERIFY((*copy)->exportUnsent(taken.sink()).value() > kItems / 2);
    }

    void saysThatThereIsNoQueue()
    {
        StoreFixture fixture;
        QCOMPARE(QueueCopy::open(fixture.folder.path().toStdString(), fixture.clock).error().code,
                 StoreCode::CannotOpen);
    }
};

BANSHI_TEST(InspectionTest)
#include "inspection_test.moc"
