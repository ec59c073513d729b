// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene.h"

#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace banshi::app::session;

/// How often a face is compared, and when the other door is the only one.
class FaceTriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsComparingAfterThreeTries()
    {
        Scene stage;
        stage.face.verdicts = {{ports::FaceAnswer::NoMatch, 0.2, 0.8, "face.noMatch", "test", false}};
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        for (int tries = 0; tries < 5; ++tries)
            stage.give(Kind::Retry);
        QCOMPARE(stage.face.started, 3);
        QCOMPARE(stage.platform.count("POST /v1/sessions/S1/identity"), 0);
    }

    void offersNoOtherTryWhereNoneCanHelp_data()
    {
        QTest::addColumn<QString>("cause");
        for (const char* cause : {"face.farNotMeasured", "face.modelUnusable", "face.chipManyFaces"})
            QTest::newRow(cause) << QString::fromLatin1(cause);
    }
    void offersNoOtherTryWhereNoneCanHelp()
    {
        QFETCH(QString, cause);
        Scene stage;
        stage.face.verdicts = {{ports::FaceAnswer::Unavailable, 0, 0.8, cause.toStdString(), "test", false}};
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        stage.give(Kind::Retry);
        const auto* face = stage.on<FaceState>();
        QVERIFY(face && face->phase == FaceState::Phase::Failed && face->triesLeft == 0);
        QCOMPARE(stage.face.started, 1);
        stage.give(Kind::OtherWay);
        QVERIFY(stage.on<OtpState>());
    }

    void theOtherDoorAndBackGivesNoNewTries()
    {
        Scene stage;
        stage.face.verdicts = {{ports::FaceAnswer::NoMatch, 0.2, 0.8, "face.noMatch", "test", false}};
        stage.start("hr.pay-list", Flow::Kind::Certificate);
        stage.give(Kind::Next);
        for (int tries = 0; tries < 5; ++tries)
        {
            stage.give(Kind::OtherWay);
            QVERIFY(stage.on<OtpState>());
            stage.give(Kind::OtherWay);
        }
        const auto* face = stage.on<FaceState>();
        QVERIFY(face && face->phase == FaceState::Phase::Failed && face->triesLeft == 0);
        QCOMPARE(face->code, std::string("face.noMatch"));
        QCOMPARE(stage.face.started, 3);
    }
};

BANSHI_TEST(FaceTriesTest)
#include "face_tries_test.moc"
