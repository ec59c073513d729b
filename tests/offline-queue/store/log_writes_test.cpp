// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/power_cut_vfs.h"
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using queue::store::NewItem;
using testing::queue::PowerCutVfs;
using testing::queue::StoreFixture;

class LogWritesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsAnAcceptanceToTheDiskInOneWriteAndOneSync()
    {
        PowerCutVfs disk("log-writes-one");
        StoreFixture fixture;
        fixture.options.vfs = disk.name();
        fixture.reopen();
        QVERIFY(fixture.store->outbox().enqueue(fixture.item("{\"n\":0}"))); // begins the log
        const auto writes = disk.writes();
        const auto syncs = disk.syncs();
        QVERIFY(fixture.store->outbox().enqueue(fixture.item("{\"n\":1}")));
        QCOMPARE(disk.writes() - writes, std::uint64_t{1});
        QCOMPARE(disk.syncs() - syncs, std::uint64_t{1});
    }

    void keepsABodyThatIsLargerThanOneWriteThroughAPowerCut()
    {
        PowerCutVfs disk("log-writes-large");
        StoreFixture fixture;
        fixture.options.vfs = disk.name();
        fixture.reopen();
        const std::string body(NewItem::kMostBody, 'x');
        const auto item = fixture.item(body);
        const auto accepted = fixture.store->outbox().enqueue(item);
        QVERIFY(accepted);
        disk.cutAfter(0);
        fixture.store.reset();
        disk.restore(PowerCutVfs::Loss::All, 1);
        fixture.reopen();
        const auto again = fixture.store->outbox().enqueue(item);
        QVERIFY(again);
        QVERIFY(again->duplicate);
        QCOMPARE(again->localNumber, accepted->localNumber);
    }

    void refusesWhatTheDiskTakesOnlyHalfOfAndKeepsWhatWasThere()
    {
        PowerCutVfs disk("log-writes-short");
        StoreFixture fixture;
        fixture.options.vfs = disk.name();
        fixture.reopen();
        const auto kept = fixture.item("{\"n\":0}");
        QVERIFY(fixture.store->outbox().enqueue(kept));
        disk.failAfter(0, PowerCutVfs::Fault::ShortWrite, 1);
        const auto refused = fixture.item("{\"n\":1}");
        QVERIFY(!fixture.store->outbox().enqueue(refused));
        QVERIFY(fixture.store->outbox().enqueue(kept)->duplicate);
        QVERIFY(!fixture.store->outbox().enqueue(refused)->duplicate);
    }
};

BANSHI_TEST(LogWritesTest)
#include "log_writes_test.moc"
