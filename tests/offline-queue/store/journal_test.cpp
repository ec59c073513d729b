// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/queue/store_fixture.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using queue::store::NewIntent;
using queue::store::StoreCode;
using testing::queue::StoreFixture;

class JournalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remembersOpenIntentsWithTheirNotesOverARestart()
    {
        StoreFixture fixture;
        auto* journal = &fixture.reopen().journal();
        const NewIntent pay{base::newUuid(fixture.clock), "pay", "s-1", "{\"quote\":\"q\"}"};
        QVERIFY(!journal->open(pay).value());
        QVERIFY(journal->open(pay).value());
        QVERIFY(!journal->note(pay.id, "{\"order\":\"o\"}").value());
        QVERIFY(journal->note(pay.id, "{\"order\":\"o\"}").value());
        journal = &fixture.reopen().journal();
        const auto open = journal->openIntents().value();
        QCOMPARE(open.size(), std::size_t{1});
        QCOMPARE(open[0].intent.id, pay.id);
        QCOMPARE(open[0].intent.kind, std::string("pay"));
        QCOMPARE(open[0].notes, std::vector<std::string>{"{\"order\":\"o\"}"});
        QVERIFY(open[0].openedAt == fixture.clock.wall().utc);
        QVERIFY(!journal->close({pay.id, "done", "{}"}).value());
        QVERIFY(journal->openIntents()->empty());
    }

    void refusesAnotherPromiseUnderAKnownId()
    {
        StoreFixture fixture;
        auto& journal = fixture.reopen().journal();
        NewIntent intent{base::newUuid(fixture.clock), "print", "s-1", "{}"};
        QVERIFY(journal.open(intent));
        intent.kind = "slip";
        QCOMPARE(journal.open(intent).error().code, StoreCode::IntentReused);
        intent.id = "7";
        QCOMPARE(journal.open(intent).error().code, StoreCode::Invalid);
    }

    void letsDoubtBecomeCertaintyButNotTheReverse()
    {
        StoreFixture fixture;
        auto& journal = fixture.reopen().journal();
        const std::string id = base::newUuid(fixture.clock);
        QCOMPARE(journal.close({id, "done", "{}"}).error().code, StoreCode::IntentUnknown);
        QCOMPARE(journal.note(id, "{}").error().code, StoreCode::IntentUnknown);
        QVERIFY(journal.open({id, "pay", "s-1", "{}"}));
        QVERIFY(!journal.close({id, "inDoubt", "{}"}).value());
        QVERIFY(journal.openIntents()->empty());
        QVERIFY(journal.note(id, "{\"asked\":true}"));
        QVERIFY(!journal.close({id, "failed", "{}"}).value());
        QVERIFY(journal.close({id, "failed", "{}"}).value());
        QCOMPARE(journal.close({id, "done", "{}"}).error().code, StoreCode::IntentClosed);
        QCOMPARE(journal.close({id, "perhaps", "{}"}).error().code, StoreCode::Invalid);
        QCOMPARE(journal.note(id, "{}").error().code, StoreCode::IntentClosed);
        QCOMPARE(journal.recent(10)->at(0).outcome, std::string("failed"));
    }

    void listsTheNewestFirst()
    {
        StoreFixture fixture;
        auto& journal = fixture.reopen().journal();
        for (int i = 0; i < 3; ++i)
            QVERIFY(journal.open({base::newUuid(fixture.clock), "slip", "s-" + std::to_string(i), "{}"}));
        const auto recent = journal.recent(2).value();
        QCOMPARE(recent.size(), std::size_t{2});
        QCOMPARE(recent[0].intent.session, std::string("s-2"));
    }
};

BANSHI_TEST(JournalTest)
#include "journal_test.moc"
