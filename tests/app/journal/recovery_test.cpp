// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/journal/recovery.h"

#include "banshi/app/fakes/fake_devices.h"
#include "banshi/app/fakes/fake_journal.h"
#include "banshi/app/fakes/fake_platform.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using ports::IntentKind;
using ports::IntentOutcome;

namespace
{

const std::string kId = "0190a6b8-0000-7000-8000-000000000001";

struct Scene
{
    testing::ManualClock clock;
    fakes::FakeJournal journal;
    fakes::FakePlatform platform;
    fakes::FakeDevices devices;

    void leave(IntentKind kind, nlohmann::json data)
    {
        journal.openIntents.push_back({kId, kind, "session", std::move(data)});
        journal.history = journal.openIntents;
    }

    std::optional<journal::RecoveryReport> run()
    {
        journal::Recovery recovery(clock, journal, platform, devices);
        std::optional<journal::RecoveryReport> report;
        QObject::connect(&recovery, &journal::Recovery::finished, &recovery,
                         [&](const journal::RecoveryReport& end) { report = end; });
        recovery.start();
        for (int turn = 0; turn < 50 && !report; ++turn)
            QCoreApplication::processEvents();
        if (!report)
        {
            clock.advance(std::chrono::seconds(11));
            for (int turn = 0; turn < 50 && !report; ++turn)
                QCoreApplication::processEvents();
        }
        return report;
    }
};

} // namespace

class RecoveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAtOnceWhenNothingWasPromised()
    {
        Scene scene;
        const auto report = scene.run();
        QVERIFY(report && report->journalReachable);
        QCOMPARE(report->resolved, 0);
    }

    void keepsThePaymentThatWasPaidAndTellsThatItsSlipIsOwed()
    {
        Scene scene;
        scene.leave(IntentKind::Pay, {{"order_id", "O1"}});
        scene.platform.answer("GET /v1/payments/O1", {{"state", "PAID"}});
        QCOMPARE(scene.run()->resolved, 1);
        QCOMPARE(scene.journal.outcomes.at(kId), IntentOutcome::Done);
        QCOMPARE(scene.platform.last("POST /v1/fulfilments").body.value("slip", ""), std::string("failed"));
        QCOMPARE(scene.platform.count("POST /v1/payments"), 0);
    }

    void closesAnOrderThatNobodyPaid()
    {
        Scene scene;
        scene.leave(IntentKind::Pay, {{"order_id", "O1"}});
        scene.platform.answer("GET /v1/payments/O1", {{"state", "PAYING"}});
        scene.platform.answer("POST /v1/payments/O1/close", {{"state", "CLOSED"}});
        scene.run();
        QCOMPARE(scene.journal.outcomes.at(kId), IntentOutcome::Failed);
    }

    void keepsAPaymentThatArrivedWhileItsOrderWasBeingClosed()
    {
        Scene scene;
        scene.leave(IntentKind::Pay, {{"order_id", "O1"}});
        scene.platform.answer("GET /v1/payments/O1", {{"state", "PAYING"}});
        scene.platform.answer("POST /v1/payments/O1/close", {{"state", "PAID"}});
        scene.run();
        QCOMPARE(scene.journal.outcomes.at(kId), IntentOutcome::Done);
    }

    void findsAnOrderWithoutNumberByTheSameKey()
    {
        Scene scene;
        scene.leave(IntentKind::Pay, {{"item_quote", "Q1"}});
        scene.platform.answer("POST /v1/payments", {{"order_id", "O1"}});
        scene.platform.answer("GET /v1/payments/O1", {{"state", "CLOSED"}});
        scene.run();
        QCOMPARE(scene.platform.last("POST /v1/payments").key, kId);
        QCOMPARE(scene.platform.last("POST /v1/payments").body.value("quote_id", ""), std::string("Q1"));
        QCOMPARE(scene.journal.outcomes.at(kId), IntentOutcome::Failed);
    }

    void leavesAPaymentOpenWhileTheLineIsDown()
    {
        Scene scene;
        scene.leave(IntentKind::Pay, {{"order_id", "O1"}});
        scene.platform.refuse("GET /v1/payments/O1",
                              {"gateway.upstreamUnreachable", ports::FaultClass::Retry, {}, {}, {}});
        const auto report = scene.run();
        QCOMPARE(report->inDoubt, 1);
        QVERIFY(scene.journal.outcomes.empty());
        QCOMPARE(scene.journal.openIntents.size(), std::size_t(1));
    }

    void asksThePrinterAboutAJobAndNeverPrintsAgain()
    {
        Scene scene;
        scene.leave(IntentKind::Print, {{"serial", "S1"}, {"permit", "P1"}, {"job_id", 17}, {"pages", 1}});
        scene.run();
        QCOMPARE(scene.devices.jobsAsked, 1);
        QCOMPARE(scene.devices.sheetsSent, 0);
        QCOMPARE(scene.platform.last("POST /v1/prints").body.value("result", ""), std::string("DONE"));
        QCOMPARE(scene.journal.outcomes.at(kId), IntentOutcome::Done);
    }

    void knowsThatNothingWasPrintedWithoutAJob()
    {
        Scene scene;
        scene.leave(IntentKind::Print, {{"serial", "S1"}, {"permit", "P1"}});
        scene.run();
        QCOMPARE(scene.devices.jobsAsked, 0);
        QCOMPARE(scene.platform.last("POST /v1/prints").body.value("result", ""), std::string("FAILED_CLEAN"));
    }

    void keepsAnUnknownSheetInDoubt()
    {
        Scene scene;
        scene.leave(IntentKind::Print, {{"serial", "S1"}, {"job_id", 17}});
        scene.devices.askedSheet = {ports::SheetEnd::Unknown, 0, "drivers.document.jobUnknown"};
        QCOMPARE(scene.run()->inDoubt, 1);
        QCOMPARE(scene.journal.outcomes.at(kId), IntentOutcome::InDoubt);
    }

    void tellsOnceWhatBecameOfTheSlipOfAPaidOrder()
    {
        Scene scene;
        const std::string slip = "0190a6b8-0000-7000-8000-000000000002";
        scene.leave(IntentKind::Pay, {{"order_id", "O1"}});
        scene.journal.openIntents.push_back({slip, IntentKind::Slip, "session", {{"order_id", "O1"}}});
        scene.platform.answer("GET /v1/payments/O1", {{"state", "PAID"}});
        scene.run();
        QCOMPARE(scene.platform.count("POST /v1/fulfilments"), 1);
        QCOMPARE(scene.platform.last("POST /v1/fulfilments").body.value("slip", ""), std::string("unknown"));
        QCOMPARE(scene.journal.outcomes.at(kId), IntentOutcome::Done);
        QCOMPARE(scene.journal.outcomes.at(slip), IntentOutcome::InDoubt);
    }

    void leavesAPromiseOpenUntilThePlatformHasBeenTold()
    {
        const ports::PlatformFault gone{"gateway.storeUnavailable", ports::FaultClass::Retry, {}, {}, {}};
        for (const auto& [kind, data, call] :
             {std::tuple(IntentKind::Slip, nlohmann::json{{"order_id", "O1"}}, "POST /v1/fulfilments"),
              std::tuple(IntentKind::Print, nlohmann::json{{"serial", "S1"}, {"job_id", 17}}, "POST /v1/prints")})
        {
            Scene scene;
            scene.leave(kind, data);
            scene.platform.refuse(call, gone);
            QCOMPARE(scene.run()->inDoubt, 1);
            QVERIFY(scene.journal.outcomes.empty());
        }
    }

    void takesAReportThatCameBeforeForTold()
    {
        for (const auto& [kind, data, call] :
             {std::tuple(IntentKind::Slip, nlohmann::json{{"order_id", "O1"}}, "POST /v1/fulfilments"),
              std::tuple(IntentKind::Print, nlohmann::json{{"serial", "S1"}, {"job_id", 17}}, "POST /v1/prints")})
        {
            Scene scene;
            scene.leave(kind, data);
            scene.platform.refuse(call, {"request.keyReused", ports::FaultClass::Fatal, {}, {}, {}});
            scene.run();
            QVERIFY(scene.journal.openIntents.empty());
        }
    }

    void neverPrintsASlipAgain()
    {
        Scene scene;
        scene.leave(IntentKind::Slip, {{"order_id", "O1"}});
        QCOMPARE(scene.run()->inDoubt, 1);
        QCOMPARE(scene.devices.slipsPrinted, 0);
        QCOMPARE(scene.platform.last("POST /v1/fulfilments").body.value("slip", ""), std::string("unknown"));
    }

    void saysThatTheMachineMustNotServeWithoutItsFile()
    {
        Scene scene;
        scene.journal.unreachable = true;
        QVERIFY(!scene.run()->journalReachable);
    }

    void endsWithinItsLimitWhenNobodyAnswers()
    {
        Scene scene;
        scene.leave(IntentKind::Pay, {{"order_id", "O1"}});
        scene.platform.silence("GET /v1/payments/O1");
        const auto report = scene.run();
        QVERIFY(report.has_value());
        QCOMPARE(report->inDoubt, 1);
    }
};

BANSHI_TEST(RecoveryTest)
#include "recovery_test.moc"
