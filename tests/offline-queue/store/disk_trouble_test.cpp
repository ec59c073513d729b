// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/disk_trouble.h"
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <cerrno>

using namespace banshi;
using queue::store::NewItem;
using queue::store::StoreCode;
using testing::queue::DiskTrouble;
using testing::queue::StoreFixture;

Q_DECLARE_METATYPE(StoreCode)

class DiskTroubleTest : public QObject
{
    Q_OBJECT

private:
    static void rows()
    {
        QTest::addColumn<int>("trouble");
        QTest::addColumn<StoreCode>("code");
        QTest::newRow("read-only") << EROFS << StoreCode::ReadOnly;
        QTest::newRow("full") << ENOSPC << StoreCode::Full;
        QTest::newRow("faulty") << EIO << StoreCode::Io;
    }

private Q_SLOTS:
    void losesNothingWhenTheDiskFailsWhileTheFileIsOpen_data() { rows(); }

    void losesNothingWhenTheDiskFailsWhileTheFileIsOpen()
    {
        QFETCH(int, trouble);
        QFETCH(StoreCode, code);
        DiskTrouble disk;
        StoreFixture fixture;
        fixture.reopen();
        std::vector<NewItem> accepted;
        for (int i = 0; i < 3; ++i)
        {
            accepted.push_back(fixture.item("{\"n\":" + std::to_string(i) + "}"));
            QVERIFY(fixture.store->outbox().enqueue(accepted.back()));
        }
        const std::string intent = base::newUuid(fixture.clock);
        QVERIFY(fixture.store->journal().open({intent, "pay", "s-1", "{}"}));

        disk.begin(trouble);
        const auto refused = fixture.item("{\"late\":true}");
        for (int i = 0; i < 3; ++i)
        {
            const auto answer = fixture.store->outbox().enqueue(refused);
            QVERIFY(!answer);
            QCOMPARE(answer.error().code, code);
        }
        QVERIFY(!fixture.store->journal().open({base::newUuid(fixture.clock), "pay", "s-2", "{}"}));
        QVERIFY(!fixture.store->settings().put("name", "1", "anna", ""));
        const auto health = fixture.store->health();
        QVERIFY(!health.accepting);
        QCOMPARE(health.problem, std::string(queue::store::code(code)));
        QVERIFY(DiskTrouble::refused() > 0);

        disk.mend();
        QVERIFY2(fixture.store->health().accepting, fixture.store->health().detail.c_str());
        for (const auto& item : accepted)
        {
            const auto again = fixture.store->outbox().enqueue(item);
            QVERIFY2(again, again ? "" : again.error().detail.c_str());
            QVERIFY(again->duplicate);
        }
        QVERIFY(!fixture.store->outbox().enqueue(refused)->duplicate);
        QCOMPARE(fixture.reopen().outbox().counts()->pending, 4);
        QCOMPARE(fixture.store->journal().openIntents()->size(), std::size_t{1});
        QCOMPARE(fixture.store->journal().openIntents()->front().intent.id, intent);
    }

    void settlesAgainWhatTheDiskDidNotTake_data() { rows(); }

    void settlesAgainWhatTheDiskDidNotTake()
    {
        QFETCH(int, trouble);
        DiskTrouble disk;
        StoreFixture fixture;
        QVERIFY(fixture.reopen().outbox().enqueue(fixture.item("{}")));
        const std::vector<queue::store::Settlement> arrived{{fixture.batch().items.at(0).id, false, "R-1", {}}};
        disk.begin(trouble);
        QVERIFY(!fixture.store->outbox().settle(arrived));
        disk.mend();
        QCOMPARE(fixture.batch().items.size(), std::size_t{1}); // it is sent again, and recognised by its key
        QVERIFY(fixture.store->outbox().settle(arrived));
        QCOMPARE(fixture.reopen().outbox().counts()->pending, 0);
    }

    void opensOnceTheDiskIsMended_data() { rows(); }

    void opensOnceTheDiskIsMended()
    {
        QFETCH(int, trouble);
        DiskTrouble disk;
        StoreFixture fixture;
        const auto item = fixture.item("{}");
        QVERIFY(fixture.reopen().outbox().enqueue(item));
        fixture.store.reset();
        disk.begin(trouble);
        fixture.reopen();
        QVERIFY(!fixture.store->outbox().enqueue(fixture.item("{}")));
        QVERIFY(!fixture.store->health().accepting);
        disk.mend();
        QVERIFY(fixture.store->outbox().enqueue(item)->duplicate);
        QVERIFY(fixture.store->health().accepting);
        QVERIFY(!std::filesystem::exists(fixture.options.dataDir / "quarantine"));
    }
};

BANSHI_TEST(DiskTroubleTest)
#include "disk_trouble_test.moc"
