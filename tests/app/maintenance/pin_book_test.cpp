// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/pin_book.h"

#include "banshi/app/fakes/fake_machine_records.h"
#include "banshi/app/fakes/fake_pin_hasher.h"
#include "banshi/app/maintenance/codes.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace banshi::app::maintenance;
using namespace std::chrono_literals;
using Verdict = PinBook::Verdict;

namespace
{

/// A machine whose book can be opened again, as after a restart.
struct Shelf
{
    testing::ManualClock clock;
    fakes::FakeMachineRecords records{clock};
    fakes::FakePinHasher hasher;
    std::unique_ptr<PinBook> book;

    static void settle()
    {
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
    }
    std::optional<ports::Recorded<bool>> restart()
    {
        std::optional<ports::Recorded<bool>> isSet;
        book = std::make_unique<PinBook>(clock, records, hasher);
        book->open([&](auto answer) { isSet = answer; });
        settle();
        return isSet;
    }
    std::optional<Verdict> enter(std::string_view pin)
    {
        std::optional<Verdict> verdict;
        book->check(base::SecretBytes(pin), [&](Verdict answer) { verdict = answer; });
        settle();
        return verdict;
    }
    std::string set(std::string_view pin)
    {
        std::string fault = "no answer";
        book->setFirst(base::SecretBytes(pin), "1234", [&](auto kept) { fault = kept ? std::string() : kept.error(); });
        settle();
        return fault;
    }
};

} // namespace

class PinBookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasNoPinByDefault()
    {
        Shelf shelf;
        QCOMPARE(shelf.restart()->value(), false);
        QCOMPARE(shelf.enter(""), std::optional(Verdict::Wrong));
    }
    void setsThePinOnlyOnce()
    {
        Shelf shelf;
        shelf.restart();
        QCOMPARE(shelf.set("730482"), std::string());
        QCOMPARE(shelf.set("995301"), std::string(code::kPinAlreadySet));
        QCOMPARE(shelf.restart()->value(), true);
        QCOMPARE(shelf.enter("995301"), std::optional(Verdict::Wrong));
        QCOMPARE(shelf.enter("730482"), std::optional(Verdict::Right));
    }
    void locksLongerWithEveryWrongPinAndOpensWithTheRightOne()
    {
        Shelf shelf;
        shelf.restart();
        shelf.set("730482");
        shelf.restart();
        for (int wrong = 1; wrong <= 3; ++wrong)
            QCOMPARE(shelf.enter("111222"), std::optional(Verdict::Wrong));
        QVERIFY(shelf.book->lockedFor() == 30s);
        QCOMPARE(shelf.enter("730482"), std::optional(Verdict::Locked));
        QCOMPARE(shelf.hasher.verified, 3);
        shelf.clock.advance(30s);
        QCOMPARE(shelf.enter("111222"), std::optional(Verdict::Wrong));
        QVERIFY(shelf.book->lockedFor() == 60s);
        shelf.clock.advance(60s);
        QCOMPARE(shelf.enter("111222"), std::optional(Verdict::Wrong));
        QVERIFY(shelf.book->lockedFor() == 120s);
        shelf.clock.advance(120s);
        QCOMPARE(shelf.enter("730482"), std::optional(Verdict::Right));
        QVERIFY(shelf.book->lockedFor() == 0s);
        QCOMPARE(shelf.enter("111222"), std::optional(Verdict::Wrong));
        QVERIFY(shelf.book->lockedFor() == 0s);
    }
    void staysLockedOverARestart()
    {
        Shelf shelf;
        shelf.restart();
        shelf.set("730482");
        shelf.restart();
        for (int wrong = 1; wrong <= 3; ++wrong)
            shelf.enter("111222");
        shelf.clock.advance(10s);
        shelf.restart();
        QVERIFY(shelf.book->lockedFor() == 20s);
        QCOMPARE(shelf.enter("730482"), std::optional(Verdict::Locked));
        shelf.clock.advance(20s);
        QCOMPARE(shelf.enter("111222"), std::optional(Verdict::Wrong));
        QVERIFY(shelf.book->lockedFor() == 60s);
    }
    void countsATryBeforeItIsJudged()
    {
        Shelf shelf;
        shelf.restart();
        shelf.set("730482");
        for (int pulled = 1; pulled <= 3; ++pulled)
        {
            shelf.restart();
            shelf.book->check(base::SecretBytes(std::string_view("111222")), [](Verdict) {});
            while (!shelf.records.settings.contains("maintenance.lockout") ||
                   shelf.records.settings["maintenance.lockout"]["failures"] != pulled)
                QCoreApplication::processEvents(QEventLoop::AllEvents);
            shelf.book.reset(); // the plug is pulled before the verdict
        }
        shelf.restart();
        QCOMPARE(shelf.enter("730482"), std::optional(Verdict::Locked));
    }
    void judgesNothingThatCannotBeCounted()
    {
        Shelf shelf;
        shelf.restart();
        shelf.set("730482");
        shelf.restart();
        shelf.records.refusesWrites = true;
        QCOMPARE(shelf.enter("730482"), std::optional(Verdict::Unavailable));
        QCOMPARE(shelf.hasher.verified, 0);
        shelf.records.refusesReads = true;
        QVERIFY(!shelf.restart()->has_value());
    }
    void aMachineWithoutMemoryForTheHashSetsNoPin()
    {
        Shelf shelf;
        shelf.restart();
        shelf.hasher.hasNoMemory = true;
        QCOMPARE(shelf.set("730482"), std::string(code::kNotRecorded));
        QCOMPARE(shelf.restart()->value(), false);
    }
    void neitherPinNorHashStandsInTheAudit()
    {
        Shelf shelf;
        shelf.restart();
        shelf.set("730482");
        shelf.restart();
        shelf.enter("995301");
        shelf.enter("730482");
        const auto audit = shelf.records.auditText();
        for (const char* secret : {"730482", "995301"})
        {
            QVERIFY(audit.find(secret) == std::string::npos);
            QVERIFY(audit.find(fakes::FakePinHasher::digest(base::SecretBytes(std::string_view(secret)))) ==
                    std::string::npos);
        }
        QCOMPARE(shelf.records.last("setting.secret.maintenance.pin").who, std::string("1234"));
        QVERIFY(shelf.records.last("maintenance.pinRefused").after == 1);
    }
};

BANSHI_TEST(PinBookTest)
#include "pin_book_test.moc"
