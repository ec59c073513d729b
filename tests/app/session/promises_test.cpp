// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace banshi::app::session;

namespace
{

const ports::PlatformFault kLineDown{"gateway.upstreamUnreachable", ports::FaultClass::Retry, {}, {}, {}};
const ports::PlatformFault kNoAnswer{"queue.client.timedOut", ports::FaultClass::Retry, {}, {}, {}};

/// Up to the page with the payment's code.
void walkToPayment(Scene& stage)
{
    stage.start("utl.water", Flow::Kind::Bill);
    stage.give(Kind::Next, "4403992271");
    stage.on<BillState>();
    stage.give(Kind::Next);
    stage.settle();
}

/// Up to the end of the report, without a picture.
void walkToReport(Scene& stage)
{
    stage.start("grid.report", Flow::Kind::Report);
    stage.give(Kind::Choose, "fire");
    stage.give(Kind::Next);
    stage.give(Kind::Next, "消防通道被堵");
    stage.give(Kind::Next);
    stage.give(Kind::Next);
    stage.give(Kind::Next);
    stage.settle();
}

} // namespace

/// What is promised, asked again and let go when lines and answers are lost.
class PromisesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repeatsAReportUnderTheSameKeyAndWithTheSameTime()
    {
        Scene stage;
        stage.platform.forget("POST /v1/reports");
        stage.platform.refuse("POST /v1/reports", kNoAnswer);
        stage.platform.answer("POST /v1/reports", {{"local_number", "TEST-1-00000000-1"}});
        walkToReport(stage);
        const auto* fault = stage.on<FaultState>();
        QVERIFY(fault && fault->canRetry && !fault->canGoBack);
        const auto first = stage.platform.last("POST /v1/reports");
        stage.clock.advance(7s);
        stage.give(Kind::Retry);
        QVERIFY(stage.on<DoneState>());
        const auto second = stage.platform.last("POST /v1/reports");
        QCOMPARE(second.key, first.key);
        QVERIFY(second.body == first.body);
        QCOMPARE(stage.journal.outcomeOf(IntentKind::Submit), IntentOutcome::Done);
    }

    void leavesAReportWithoutAnswerToRecovery()
    {
        Scene stage;
        stage.platform.forget("POST /v1/reports");
        stage.platform.refuse("POST /v1/reports", kNoAnswer);
        walkToReport(stage);
        stage.give(Kind::Finish);
        QVERIFY(stage.end == SessionEnd::Abandoned);
        QVERIFY(!stage.journal.outcomeOf(IntentKind::Submit));
    }

    void letsAResidentLeaveWhenNoOrderCanBeMade()
    {
        Scene stage;
        stage.platform.forget("POST /v1/payments");
        stage.platform.refuse("POST /v1/payments", kLineDown);
        walkToPayment(stage);
        QVERIFY(stage.on<FaultState>());
        QVERIFY(!stage.session.flow()->current().isCommitted());
        stage.give(Kind::Finish);
        QVERIFY(stage.end == SessionEnd::Abandoned);
        QVERIFY(!stage.journal.outcomeOf(IntentKind::Pay)); // recovery asks about it
    }

    void closesAnOrderAgainWhenTheFirstCloseIsLost()
    {
        Scene stage;
        stage.platform.answer("GET /v1/payments/O1", {{"state", "PAYING"}});
        stage.platform.refuse("POST /v1/payments/O1/close", kLineDown);
        stage.platform.answer("POST /v1/payments/O1/close", {{"state", "CLOSED"}});
        walkToPayment(stage);
        QVERIFY(stage.on<PayState>());
        stage.give(Kind::Finish);
        QVERIFY(stage.on<PayState>());
        stage.clock.advance(2s);
        stage.settle();
        QCOMPARE(stage.platform.count("POST /v1/payments/O1/close"), 2);
        QVERIFY(stage.end == SessionEnd::Abandoned);
        QCOMPARE(stage.journal.outcomeOf(IntentKind::Pay), IntentOutcome::Failed);
    }

    void givesTheMachineBackWhenAnOrderCannotBeClosed()
    {
        Scene stage;
        stage.platform.answer("GET /v1/payments/O1", {{"state", "PAYING"}});
        stage.platform.refuse("POST /v1/payments/O1/close", kLineDown);
        walkToPayment(stage);
        QVERIFY(stage.on<PayState>());
        stage.give(Kind::Finish);
        for (int second = 0; second < 64; second += 2)
        {
            stage.clock.advance(2s);
            stage.settle();
        }
        const auto* fault = stage.on<FaultState>();
        QVERIFY(fault && fault->code == "app.paymentInDoubt" && fault->number == "O1");
        stage.give(Kind::Finish);
        QVERIFY(stage.end == SessionEnd::Abandoned);
        QVERIFY(!stage.journal.outcomeOf(IntentKind::Pay));
    }

    void asksAgainAboutAPaymentInDoubtAndNeverPaysTwice()
    {
        Scene stage;
        stage.platform.answer("GET /v1/payments/O1", {{"state", "PAYING"}});
        stage.platform.refuse("POST /v1/payments/O1/close", kLineDown);
        walkToPayment(stage);
        QVERIFY(stage.on<PayState>());
        stage.give(Kind::Finish);
        for (int second = 0; second < 64; second += 2)
        {
            stage.clock.advance(2s);
            stage.settle();
        }
        QVERIFY(stage.on<FaultState>() && stage.on<FaultState>()->canRetry);
        stage.platform.forget("POST /v1/payments/O1/close");
        stage.platform.answer("POST /v1/payments/O1/close", {{"state", "PAID"}});
        stage.give(Kind::Retry);
        QVERIFY(stage.on<DoneState>());
        QCOMPARE(stage.platform.count("POST /v1/payments"), 1);
        QCOMPARE(stage.devices.slipsPrinted, 1);
    }

    void endsThePaymentsPromiseBeforeTheSlips()
    {
        Scene stage;
        stage.platform.answer("GET /v1/payments/O1", {{"state", "PAID"}});
        walkToPayment(stage);
        stage.on<PayState>();
        stage.journal.refusesClose = true;
        stage.clock.advance(2s);
        QVERIFY(stage.on<DoneState>());
        QCOMPARE(stage.journal.openIntents.size(), std::size_t(2)); // both, so that recovery owes no second proof
    }

    void keepsTheLastPageForItsOwnTime()
    {
        Scene stage;
        stage.platform.answer("GET /v1/payments/O1", {{"state", "PAYING"}});
        walkToPayment(stage);
        QVERIFY(stage.on<PayState>());
        const SessionLimits limits;
        stage.clock.advance(limits.idle - 8s);
        stage.settle();
        stage.platform.forget("GET /v1/payments/O1");
        stage.platform.answer("GET /v1/payments/O1", {{"state", "PAID"}});
        stage.clock.advance(2s);
        QVERIFY(stage.on<DoneState>());
        stage.clock.advance(limits.donePage - 1s);
        stage.settle();
        QVERIFY(!stage.end);
        stage.clock.advance(2s);
        stage.settle();
        QVERIFY(stage.end == SessionEnd::Completed);
    }

    void asksAReaderThatIsAwayOnceASecond()
    {
        Scene stage;
        stage.devices.readerAway = true;
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        stage.settle();
        const int before = stage.devices.cardsRead;
        stage.settle();
        QCOMPARE(stage.devices.cardsRead, before);
        stage.clock.advance(1s);
        stage.settle();
        QCOMPARE(stage.devices.cardsRead, before + 1);
    }
};

BANSHI_TEST(PromisesTest)
#include "promises_test.moc"
