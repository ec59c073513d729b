// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace banshi::app::session;

class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsACertificateExactlyOnce()
    {
        Scene stage;
        QVERIFY(stage.start("hr.pay-list", Flow::Kind::Certificate));
        QVERIFY(stage.on<ConsentState>());
        stage.give(Kind::Next);
        QVERIFY(stage.on<FormState>());
        stage.fillPayList();
        QVERIFY(stage.on<SummaryState>());
        stage.give(Kind::Next);
        const auto* done = stage.on<DoneState>();
        QVERIFY(done && done->number == "SN1");
        QCOMPARE(stage.devices.sheetsSent, 1);
        QCOMPARE(stage.devices.lastSheet, std::string("%PDF-1.7 certificate"));
        QCOMPARE(stage.journal.outcomeOf(IntentKind::Print), IntentOutcome::Done);
        QCOMPARE(stage.platform.last("POST /v1/prints").body.value("result", ""), std::string("DONE"));
        stage.give(Kind::Finish);
        QVERIFY(stage.end == SessionEnd::Completed);
    }

    void sendsOneGradeOfTheServiceAndSaysWhenItIsLost()
    {
        Scene stage;
        stage.platform.refuse("POST /v1/ratings", {"queue.store.full", ports::FaultClass::Retry, {}, {}, {}});
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        stage.fillPayList();
        stage.give(Kind::Next);
        QVERIFY(stage.on<DoneState>());
        QTest::ignoreMessage(QtWarningMsg, "a rating is lost: queue.store.full");
        stage.give(Kind::Rate, "4");
        stage.give(Kind::Rate, "1");
        QCOMPARE(stage.on<DoneState>()->rating, 4);
        QCOMPARE(stage.platform.count("POST /v1/ratings"), 1);
        QVERIFY(stage.platform.last("POST /v1/ratings").body ==
                (nlohmann::json{{"session_id", "S1"}, {"item", "hr.pay-list"}, {"grade", 4}}));
    }

    void sendsTheVerdictAndNeverAPicture()
    {
        Scene stage;
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        const auto asked = stage.platform.last("POST /v1/sessions/S1/identity");
        QCOMPARE(asked.body["face"].value("result", ""), std::string("match"));
        QVERIFY(!asked.body.dump().empty() && asked.body["chip"].find("photo") == asked.body["chip"].end());
    }

    void offersTheOtherDoorAndGoesOnThroughIt()
    {
        Scene stage;
        stage.face.why = "face.noCamera";
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        const auto* face = stage.on<FaceState>();
        QVERIFY(face && face->phase == FaceState::Phase::Failed && face->triesLeft == 0);
        stage.give(Kind::OtherWay);
        QVERIFY(stage.on<OtpState>() && stage.on<OtpState>()->phase == OtpState::Phase::Asking);
        stage.give(Kind::Next, "123456");
        stage.give(Kind::Text, "123456");
        stage.give(Kind::Next);
        QVERIFY(stage.on<FormState>());
        QCOMPARE(stage.session.visit().assurance, std::string("otp"));
    }

    void asksTheComparisonForTheCertaintyOfTheService()
    {
        Scene salary;
        salary.start("hr.pay-list", Flow::Kind::Certificate);
        salary.give(Kind::Next);
        QCOMPARE(salary.face.started, 1);
        QCOMPARE(salary.face.asked.far, 1e-3);
        Scene record;
        record.start("pol.no-crime", Flow::Kind::Application);
        record.give(Kind::Next);
        QCOMPARE(record.face.asked.far, 1e-4);
    }

    void marksADemonstrationInTheRecord()
    {
        Scene stage;
        stage.face.verdicts = {{ports::FaceAnswer::Match, 0.7, 0.67, {}, "banshi-rendered-v1", true}};
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        const auto asked = stage.platform.last("POST /v1/sessions/S1/identity");
        QCOMPARE(asked.body["face"].value("demonstration", false), true);
        QCOMPARE(asked.body["face"].value("model", ""), std::string("banshi-rendered-v1"));
    }

    void treatsAPhotoThatCannotBeDecodedAsAState()
    {
        Scene stage;
        stage.devices.cardHasPhoto = false;
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        const auto* face = stage.on<FaceState>();
        QVERIFY(face && face->code == "face.chipPhotoNotDecodable");
        QCOMPARE(stage.face.started, 0);
    }

    void neverPrintsWhatIsNotGenuine()
    {
        Scene stage;
        stage.genuine = false;
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        stage.on<FormState>();
        stage.fillPayList();
        stage.give(Kind::Next);
        const auto* fault = stage.on<FaultState>();
        QVERIFY(fault && fault->code == "app.certificateNotGenuine");
        QCOMPARE(stage.devices.sheetsSent, 0);
        QVERIFY(stage.journal.history.empty());
    }

    void printsNothingThatTheJournalDoesNotKnow()
    {
        Scene stage;
        stage.journal.refusesOpen = true;
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        stage.on<FormState>();
        stage.fillPayList();
        stage.give(Kind::Next);
        QVERIFY(stage.on<FaultState>());
        QCOMPARE(stage.devices.sheetsSent, 0);
    }

    void retriesACleanFailureOnceWithTheSamePermit()
    {
        Scene stage;
        stage.devices.sheet = {ports::SheetEnd::FailedClean, 0, "app.notPrinted"};
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        stage.on<FormState>();
        stage.fillPayList();
        stage.give(Kind::Next);
        QVERIFY(stage.on<FaultState>() && stage.on<FaultState>()->canRetry);
        stage.give(Kind::Retry);
        QVERIFY(stage.on<FaultState>() && !stage.on<FaultState>()->canRetry);
        stage.give(Kind::Retry);
        QCOMPARE(stage.devices.sheetsSent, 2);
        QCOMPARE(stage.platform.count("POST /v1/certificates"), 1);
    }

    void paysOnceAndPrintsASlip()
    {
        Scene stage;
        stage.platform.answer("GET /v1/payments/O1", {{"state", "PAYING"}});
        QVERIFY(stage.start("utl.water", Flow::Kind::Bill));
        stage.give(Kind::Next, "4403992271");
        QVERIFY(stage.on<BillState>());
        stage.give(Kind::Next);
        QVERIFY(stage.on<PayState>());
        stage.platform.forget("GET /v1/payments/O1");
        stage.platform.answer("GET /v1/payments/O1", {{"state", "PAID"}});
        stage.clock.advance(2s);
        QVERIFY(stage.on<DoneState>());
        QCOMPARE(stage.platform.count("POST /v1/payments"), 1);
        QCOMPARE(stage.devices.slipsPrinted, 1);
        QCOMPARE(stage.journal.outcomeOf(IntentKind::Pay), IntentOutcome::Done);
        QCOMPARE(stage.journal.outcomeOf(IntentKind::Slip), IntentOutcome::Done);
    }

    void takesNoMoneyWhenTheSlipPrinterIsAway()
    {
        Scene stage;
        stage.devices.setCondition("receipt", ports::Condition::Fault);
        stage.start("utl.water", Flow::Kind::Bill);
        stage.give(Kind::Next, "4403992271");
        QVERIFY(stage.on<BillState>() && !stage.on<BillState>()->slipPrinterReady);
        stage.give(Kind::Next);
        QVERIFY(stage.on<BillState>());
        QCOMPARE(stage.platform.count("POST /v1/payments"), 0);
    }

    void closesTheOrderBeforeLeaving()
    {
        Scene stage;
        stage.platform.answer("GET /v1/payments/O1", {{"state", "PAYING"}});
        stage.platform.answer("POST /v1/payments/O1/close", {{"state", "CLOSED"}});
        stage.start("utl.water", Flow::Kind::Bill);
        stage.give(Kind::Next, "4403992271");
        stage.on<BillState>();
        stage.give(Kind::Next);
        QVERIFY(stage.on<PayState>());
        stage.give(Kind::Finish);
        QVERIFY(stage.end == SessionEnd::Abandoned);
        QCOMPARE(stage.journal.outcomeOf(IntentKind::Pay), IntentOutcome::Failed);
    }

    void goesOnWhenTheMoneyArrivesWhileLeaving()
    {
        Scene stage;
        stage.platform.answer("GET /v1/payments/O1", {{"state", "PAYING"}});
        stage.platform.answer("POST /v1/payments/O1/close", {{"state", "PAID"}});
        stage.start("utl.water", Flow::Kind::Bill);
        stage.give(Kind::Next, "4403992271");
        stage.on<BillState>();
        stage.give(Kind::Next);
        stage.on<PayState>();
        stage.give(Kind::Finish);
        QVERIFY(stage.on<DoneState>());
        QCOMPARE(stage.devices.slipsPrinted, 1);
    }

    void keepsALostSlipInDoubtAndNeverRepeatsIt()
    {
        Scene stage;
        stage.devices.slipFault = ports::DeviceFault{"drivers.common.outcomeUnknown", true};
        stage.platform.answer("GET /v1/payments/O1", {{"state", "PAID"}});
        stage.start("utl.water", Flow::Kind::Bill);
        stage.give(Kind::Next, "4403992271");
        stage.on<BillState>();
        stage.give(Kind::Next);
        stage.on<PayState>();
        stage.clock.advance(2s);
        const auto* done = stage.on<DoneState>();
        QVERIFY(done && !done->slipPrinted);
        QCOMPARE(stage.journal.outcomeOf(IntentKind::Slip), IntentOutcome::InDoubt);
        QCOMPARE(stage.platform.last("POST /v1/fulfilments").body.value("slip", ""), std::string("unknown"));
    }

    void keepsThePaymentOpenUntilItsSlipIsPromised()
    {
        Scene stage;
        stage.platform.answer("GET /v1/payments/O1", {{"state", "PAID"}});
        stage.start("utl.water", Flow::Kind::Bill);
        stage.give(Kind::Next, "4403992271");
        stage.on<BillState>();
        stage.give(Kind::Next);
        stage.on<PayState>();
        stage.journal.refusesOpen = true;
        stage.clock.advance(2s);
        QVERIFY(stage.on<DoneState>());
        QVERIFY(!stage.journal.outcomeOf(IntentKind::Pay));
        QCOMPARE(stage.journal.openIntents.size(), std::size_t(1));
    }

    void leavesTheSheetToRecoveryWhenItsReportIsNotTaken()
    {
        Scene stage;
        stage.platform.refuse("POST /v1/prints", {"gateway.storeUnavailable", ports::FaultClass::Retry, {}, {}, {}});
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        stage.on<FormState>();
        stage.fillPayList();
        stage.on<SummaryState>();
        stage.give(Kind::Next);
        QVERIFY(stage.on<DoneState>());
        QVERIFY(!stage.journal.outcomeOf(IntentKind::Print));
    }

    void repeatsAnApplicationUnderTheSameKeyOnly()
    {
        Scene stage;
        stage.platform.forget("POST /v1/applications");
        stage.platform.refuse("POST /v1/applications",
                              {"gateway.upstreamTimeout", ports::FaultClass::Retry, {}, {}, {}});
        stage.platform.answer("POST /v1/applications", {{"cases", {{{"case_id", "C1"}}}}, {"state", "ACCEPTED"}});
        QVERIFY(stage.start("pol.no-crime", Flow::Kind::Application));
        stage.give(Kind::Next);
        stage.on<FormState>();
        stage.give(Kind::Choose, "study");
        stage.give(Kind::Next);
        stage.give(Kind::Next, "2024-01/2025-06");
        stage.give(Kind::Choose, "1");
        stage.give(Kind::Next);
        stage.give(Kind::Choose, "zh");
        stage.give(Kind::Next);
        QVERIFY(stage.on<SummaryState>());
        stage.give(Kind::Next);
        QVERIFY(stage.on<FaultState>() && stage.on<FaultState>()->canRetry);
        const auto first = stage.platform.last("POST /v1/applications").key;
        stage.give(Kind::Retry);
        QVERIFY(stage.on<DoneState>());
        QCOMPARE(stage.platform.last("POST /v1/applications").key, first);
    }

    void savesAReportWithItsPicture()
    {
        Scene stage;
        QVERIFY(stage.start("grid.report", Flow::Kind::Report));
        stage.give(Kind::Choose, "fire");
        stage.give(Kind::Next);
        stage.give(Kind::Next, "消防通道被堵");
        stage.give(Kind::Next);
        QVERIFY(stage.on<PhotoState>());
        stage.give(Kind::Take);
        QCOMPARE(stage.on<PhotoState>()->pictures.size(), std::size_t(1));
        stage.give(Kind::Next);
        QVERIFY(stage.on<SummaryState>());
        stage.give(Kind::Next);
        const auto* done = stage.on<DoneState>();
        QVERIFY(done && done->number == "TEST-1-00000000-1");
        QCOMPARE(stage.platform.count("PUT /v1/blobs"), 1);
        QCOMPARE(stage.platform.last("POST /v1/reports").body["photos"].size(), std::size_t(1));
    }

    void fetchesAnEarlierResultByCodeCardAndFace()
    {
        Scene stage;
        QVERIFY(stage.start("pol.no-crime", Flow::Kind::Pickup));
        stage.give(Kind::Next);
        QVERIFY(stage.on<PickupState>() && stage.on<PickupState>()->code == "app.pickupCodeIncomplete");
        stage.give(Kind::Text, "abcde-fghjk");
        stage.give(Kind::Next);
        QVERIFY(stage.on<ConsentState>());
        stage.give(Kind::Next);
        QVERIFY(stage.on<DoneState>());
        QCOMPARE(stage.platform.last("POST /v1/entitlements/redeem").body.value("pickup_code", ""),
                 std::string("ABCDEFGHJK"));
        QCOMPARE(stage.devices.sheetsSent, 1);
    }

    void asksAndThenEndsWhenNobodyIsThere()
    {
        Scene stage;
        stage.start("utl.water", Flow::Kind::Bill);
        stage.settle();
        stage.clock.advance(120s);
        stage.settle();
        QCOMPARE(stage.session.idleQuestion(), std::optional<int>(30));
        stage.session.touched();
        QVERIFY(!stage.session.idleQuestion());
        stage.clock.advance(120s);
        stage.settle();
        stage.clock.advance(31s);
        stage.settle();
        QVERIFY(stage.end == SessionEnd::IdledOut);
    }

    void tellsAReadingFailureAndReadsAgain()
    {
        Scene stage;
        stage.devices.cardFault = ports::DeviceFault{"drivers.idcard.readFailed", false};
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        QVERIFY(stage.on<FormState>());
        QCOMPARE(stage.devices.cardsRead, 2);
    }
};

BANSHI_TEST(SessionTest)
#include "session_test.moc"
