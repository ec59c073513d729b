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

/// From the front page to the list that follows the card.
bool walkToChoice(Scene& stage)
{
    const bool begun = stage.session.startWithCard(
        {stage.catalogue, {stage.catalogue->find("hr.pay-list"), stage.catalogue->find("pol.no-crime")}});
    stage.give(Kind::Next);
    return begun && stage.on<ChooseState>() != nullptr;
}

} // namespace

/// A visit that begins with the card; the service is chosen after it.
class CardFirstTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsNothingBeforeConsent()
    {
        Scene stage;
        QVERIFY(stage.session.startWithCard({stage.catalogue, {stage.catalogue->find("hr.pay-list")}}));
        QVERIFY(stage.on<ConsentState>());
        QCOMPARE(stage.devices.cardsRead, 0);
    }

    void opensNothingAtThePlatformBeforeAServiceIsChosen()
    {
        Scene stage;
        QVERIFY(walkToChoice(stage));
        QCOMPARE(stage.devices.cardsRead, 1);
        QVERIFY(stage.platform.asked().empty());
        stage.give(Kind::Choose, "pol.no-crime");
        QCOMPARE(stage.platform.last("POST /v1/sessions").body.value("item", ""), std::string("pol.no-crime"));
    }

    void goesThroughToTheCertificate()
    {
        Scene stage;
        QVERIFY(walkToChoice(stage));
        stage.give(Kind::Choose, "hr.pay-list");
        QVERIFY(stage.on<FormState>());
        stage.fillPayList();
        QVERIFY(stage.on<SummaryState>());
        stage.give(Kind::Next);
        QVERIFY(stage.on<DoneState>());
        QCOMPARE(stage.platform.last("POST /v1/certificates").body.value("item", ""), std::string("hr.pay-list"));
        QCOMPARE(stage.devices.sheetsSent, 1);
    }

    void followsTheKindOfTheServiceThatIsChosenLast()
    {
        Scene stage;
        stage.face.verdicts = {{ports::FaceAnswer::NoMatch, 0.2, 0.8, "face.noMatch", "test", false}};
        QVERIFY(walkToChoice(stage));
        stage.give(Kind::Choose, "hr.pay-list");
        QVERIFY(stage.on<FaceState>());
        stage.give(Kind::Back);
        QVERIFY(stage.on<ChooseState>());
        stage.give(Kind::Choose, "pol.no-crime");
        stage.give(Kind::OtherWay);
        stage.give(Kind::Text, "123456");
        stage.give(Kind::Next, "123456");
        const auto* form = stage.on<FormState>();
        QVERIFY(form);
        QCOMPARE(stage.session.visit().service->id, std::string("pol.no-crime"));
        QCOMPARE(stage.platform.count("POST /v1/sessions"), 2);
    }

    void anotherChoiceGivesNoNewTriesOfTheFace()
    {
        Scene stage;
        stage.face.verdicts = {{ports::FaceAnswer::NoMatch, 0.2, 0.8, "face.noMatch", "test", false}};
        QVERIFY(walkToChoice(stage));
        for (int round = 0; round < 4; ++round)
        {
            stage.give(Kind::Choose, round % 2 == 0 ? "hr.pay-list" : "pol.no-crime");
            stage.give(Kind::Retry);
            stage.give(Kind::Back);
            QVERIFY(stage.on<ChooseState>());
        }
        QCOMPARE(stage.face.started, 3);
    }

    void takesOnlyWhatIsOffered()
    {
        Scene stage;
        QVERIFY(walkToChoice(stage));
        stage.give(Kind::Choose, "utl.water");
        QVERIFY(stage.on<ChooseState>());
        QVERIFY(!stage.session.visit().service);
        QVERIFY(!stage.session.start(stage.catalogue->find("utl.water"), stage.catalogue, Flow::Kind::Bill));
    }

    void givesTheListBackWhenTheLineIsDown()
    {
        Scene stage;
        stage.platform.forget("POST /v1/sessions");
        stage.platform.refuse("POST /v1/sessions", kLineDown);
        stage.platform.answer("POST /v1/sessions", {{"session_id", "S1"}, {"nonce", "nonce-123"}});
        QVERIFY(walkToChoice(stage));
        stage.give(Kind::Choose, "hr.pay-list");
        QVERIFY(stage.on<FaultState>());
        stage.give(Kind::Back);
        QVERIFY(stage.on<ChooseState>());
        stage.give(Kind::Choose, "hr.pay-list");
        QVERIFY(stage.on<FormState>());
    }

    void namesEveryStageFromTheStart()
    {
        Scene stage;
        QVERIFY(walkToChoice(stage));
        const auto before = stage.session.flow()->stages();
        stage.give(Kind::Choose, "hr.pay-list");
        QVERIFY(stage.session.flow()->stages() == before);
        QCOMPARE(before.size(), std::size_t(7));
    }

    void beginsOnlyWithSomethingToChoose()
    {
        Scene stage;
        QVERIFY(!stage.session.startWithCard({stage.catalogue, {}}));
        QVERIFY(!stage.session.flow());
    }
};

BANSHI_TEST(CardFirstTest)
#include "card_first_test.moc"
