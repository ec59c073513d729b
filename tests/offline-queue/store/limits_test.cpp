// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/power_cut_vfs.h"
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;
using queue::store::Settlement;
using queue::store::StoreCode;
using queue::store::Watermark;
using testing::queue::PowerCutVfs;
using testing::queue::StoreFixture;

namespace
{

constexpr std::int64_t kSmallBallast = 256 * 1024;

/// Accepts until the file reaches a mark; false when it never does.
bool fillUpTo(StoreFixture& fixture, Watermark mark)
{
    constexpr int kEnough = 10'000;
    const std::string body(8000, 'b');
    for (int i = 0; i < kEnough && fixture.store->health().watermark < mark; ++i)
        if (!fixture.store->outbox().enqueue(fixture.item(body)))
            return false;
    return fixture.store->health().watermark >= mark;
}

std::vector<Settlement> arrivedOf(const StoreFixture& fixture)
{
    std::vector<Settlement> settlements;
    for (const auto& item : fixture.batch().items)
        settlements.push_back({item.id, false, "R", ""});
    return settlements;
}

} // namespace

class LimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksSeventyPercentAndStopsLowPriorityAtEightyFive()
    {
        StoreFixture fixture;
        fixture.options.fileBudget = 1024 * 1024;
        QCOMPARE(fixture.reopen().health().watermark, Watermark::None);
        QVERIFY(fillUpTo(fixture, Watermark::Warns));
        auto rating = fixture.item("{}");
        rating.isLowPriority = true;
        QVERIFY(fixture.store->outbox().enqueue(rating));
        QVERIFY(fillUpTo(fixture, Watermark::LowPriorityStops));
        QVERIFY(fixture.store->health().fillPercent >= 85);
        rating.key = base::newUuid(fixture.clock);
        QCOMPARE(fixture.store->outbox().enqueue(rating).error().code, StoreCode::Full);
        QVERIFY(fixture.store->health().accepting);
        QVERIFY(fixture.store->outbox().enqueue(fixture.item("{}")));
        QVERIFY(fillUpTo(fixture, Watermark::Stops));
        QVERIFY(!fixture.store->health().accepting);
        QCOMPARE(fixture.store->outbox().enqueue(fixture.item("{}")).error().code, StoreCode::Full);
    }

    void stopsWhenNothingHasArrivedForTheAgeBudget()
    {
        StoreFixture fixture;
        fixture.options.ageBudget = 100h;
        auto& outbox = fixture.reopen().outbox();
        QVERIFY(outbox.enqueue(fixture.item("{\"n\":1}")));
        QVERIFY(outbox.enqueue(fixture.item("{\"n\":2}")));
        fixture.clock.advance(71h);
        QCOMPARE(fixture.store->health().watermark, Watermark::Warns);
        fixture.clock.advance(25h);
        QCOMPARE(fixture.store->health().watermark, Watermark::Stops);
        QCOMPARE(outbox.enqueue(fixture.item("{}")).error().code, StoreCode::Full);
        // One that the platform puts off does not stop the machine as long as others arrive.
        QVERIFY(outbox.settle(std::vector<Settlement>{{fixture.batch().items[1].id, false, "R", ""}}));
        QCOMPARE(fixture.store->health().watermark, Watermark::None);
        QVERIFY(outbox.enqueue(fixture.item("{}")));
    }

    void doesNotAgeByAClockThatNobodyTrusts()
    {
        StoreFixture fixture;
        fixture.options.ageBudget = 100h;
        fixture.clock.setWall(base::UtcTime(), false);
        QVERIFY(fixture.reopen().outbox().enqueue(fixture.item("{}")));
        fixture.clock.setWall(base::UtcTime(std::chrono::hours(24 * 365 * 56)), true);
        QCOMPARE(fixture.store->health().watermark, Watermark::None);
    }

    void aFullDiskDrainsWithTheBallast()
    {
        PowerCutVfs vfs("limits-ballast");
        StoreFixture fixture;
        fixture.options.vfs = vfs.name();
        fixture.options.ballast = kSmallBallast;
        const auto ballast = fixture.options.dataDir / "ballast";
        auto& outbox = fixture.reopen().outbox();
        QVERIFY(outbox.enqueue(fixture.item("{}")));
        QVERIFY(fixture.store->health().hasBallast);
        QCOMPARE(std::filesystem::file_size(ballast), std::uintmax_t(kSmallBallast));
        vfs.setFull([&] { return std::filesystem::exists(ballast); });
        QCOMPARE(outbox.enqueue(fixture.item("{}")).error().code, StoreCode::Full);
        QVERIFY(std::filesystem::exists(ballast)); // not for something new
        QVERIFY(outbox.settle(arrivedOf(fixture)));
        QVERIFY(!std::filesystem::exists(ballast));
        QCOMPARE(outbox.counts()->pending, 0);
    }

    void aFullDiskWithoutBallastSaysSoAndKeepsEverything()
    {
        PowerCutVfs vfs("limits-no-ballast");
        StoreFixture fixture;
        fixture.options.vfs = vfs.name();
        auto& outbox = fixture.reopen().outbox();
        const auto item = fixture.item("{}");
        QVERIFY(outbox.enqueue(item));
        vfs.setFull([] { return true; });
        QCOMPARE(outbox.settle(arrivedOf(fixture)).error().code, StoreCode::Full);
        QVERIFY(!fixture.store->health().accepting);
        vfs.setFull({});
        QVERIFY(fixture.store->health().accepting);
        QCOMPARE(outbox.counts()->pending, 1);
        QVERIFY(outbox.enqueue(item)->duplicate);
    }

    void laysTheBallastDownAgainAndRefusesUntilThen()
    {
        StoreFixture fixture;
        fixture.options.ballast = kSmallBallast;
        fixture.options.diskReserve = std::int64_t{1} << 60; // no disk has that
        QVERIFY(!fixture.reopen().health().hasBallast);
        QVERIFY(!fixture.store->health().accepting);
        QCOMPARE(fixture.store->outbox().enqueue(fixture.item("{}")).error().code, StoreCode::Full);
        fixture.options.diskReserve = 0;
        QVERIFY(fixture.reopen().health().hasBallast);
        QVERIFY(fixture.store->outbox().enqueue(fixture.item("{}")));
    }

    void keepsTheLogBounded()
    {
        StoreFixture fixture;
        auto& outbox = fixture.reopen().outbox();
        const std::string body(8000, 'b');
        constexpr int kItems = 1500;
        for (int i = 0; i < kItems; ++i)
            QVERIFY(outbox.enqueue(fixture.item(body)));
        constexpr std::uintmax_t kLimit = 16 * 1024 * 1024;
        QVERIFY(std::filesystem::file_size(fixture.options.dataDir / "queue.db-wal") <= kLimit);
    }
};

BANSHI_TEST(LimitsTest)
#include "limits_test.moc"
