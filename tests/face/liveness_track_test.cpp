// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "sitting.h"

#include <QTest>

using namespace banshi::face;
using namespace std::chrono_literals;
using banshi::testing::calmFace;
using banshi::testing::Sitting;

/// What breaks a proof of life while it is given, or after.
class LivenessTrackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aScreensGridOrBandsFail_data()
    {
        QTest::addColumn<double>("grid");
        QTest::addColumn<double>("bands");
        QTest::newRow("grid") << 30.0 << 0.01;
        QTest::newRow("bands") << 4.0 << 0.2;
    }
    void aScreensGridOrBandsFail()
    {
        QFETCH(double, grid);
        QFETCH(double, bands);
        Sitting sitting;
        Signals screen = calmFace();
        screen.grid = grid;
        screen.bands = bands;
        for (int frame = 0; frame < 8; ++frame)
            sitting.show(screen);
        QCOMPARE(sitting.prover.cause(), std::optional(Code::LivenessScreen));
    }
    void doubtsAskAgainAndThenFail()
    {
        Sitting sitting;
        sitting.doubted = true;
        for (int challenge = 0; challenge < 2; ++challenge)
            sitting.obey(*sitting.waitForChallenge());
        QCOMPARE(sitting.prover.state(), Proof::Watching); // both movements came, and count for nothing
        for (int challenge = 0; challenge < 2; ++challenge)
            sitting.obey(*sitting.waitForChallenge());
        QCOMPARE(sitting.prover.cause(), std::optional(Code::LivenessDoubted));
    }
    void whoIsNoLongerDoubtedIsProvenTheSecondTime()
    {
        Sitting sitting;
        for (const bool doubted : {true, false})
        {
            sitting.doubted = doubted;
            for (int challenge = 0; challenge < 2; ++challenge)
                sitting.obey(*sitting.waitForChallenge());
        }
        QCOMPARE(sitting.prover.state(), Proof::Proven);
    }
    void aFewDoubtsAmongManyFramesAreForgiven()
    {
        Sitting sitting;
        sitting.doubted = false;
        for (int challenge = 0; challenge < 2; ++challenge)
        {
            const auto asked = sitting.waitForChallenge();
            sitting.doubted = true;
            for (int frame = 0; frame < 3; ++frame)
                sitting.show(calmFace());
            sitting.doubted = false;
            sitting.obey(*asked);
        }
        QCOMPARE(sitting.prover.state(), Proof::Proven);
    }
    void noVoteProvesAnythingByItself()
    {
        Sitting sitting;
        sitting.doubted = false;
        for (int frame = 0; frame < 600 && sitting.prover.state() != Proof::Failed; ++frame)
            QVERIFY(sitting.show(calmFace()) != Proof::Proven);
        QCOMPARE(sitting.prover.cause(), std::optional(Code::LivenessMissed));
    }
    void anotherFaceOrAJumpFailsAlsoAfterTheProof()
    {
        for (const bool jumps : {true, false})
        {
            Sitting sitting;
            for (int challenge = 0; challenge < 2; ++challenge)
                sitting.obey(*sitting.waitForChallenge());
            QCOMPARE(sitting.prover.state(), Proof::Proven);
            Signals other = calmFace();
            other.box.x += jumps ? 150 : 0;
            for (int frame = 0; frame < 2; ++frame)
                sitting.show(other, jumps ? 1.0 : 0.1);
            QCOMPARE(sitting.prover.cause(), std::optional(Code::LivenessSwapped));
        }
    }
    void aFaceThatLeavesIsLostAndAMomentWithoutOneIsNot()
    {
        Sitting sitting;
        for (int frame = 0; frame < 30; ++frame)
            QCOMPARE(sitting.show(std::nullopt), Proof::Watching); // nobody has come yet
        const auto asked = sitting.waitForChallenge();
        QVERIFY(asked);
        for (int frame = 0; frame < 4; ++frame)
            QCOMPARE(sitting.show(std::nullopt), Proof::Asking);
        QCOMPARE(sitting.show(calmFace()), Proof::Asking);
        sitting.now += 600ms; // the machine had no time for frames
        QCOMPARE(sitting.show(calmFace()), Proof::Asking);
        for (int frame = 0; frame < 6; ++frame)
            sitting.show(std::nullopt);
        QCOMPARE(sitting.prover.cause(), std::optional(Code::LivenessLost));
    }
    void peopleMayComeAndGoBeforeAnythingIsAsked()
    {
        Sitting sitting;
        for (int person = 1; person <= 5; ++person)
        {
            QCOMPARE(sitting.prover.tracks(), person);
            for (int frame = 0; frame < 5; ++frame)
                QCOMPARE(sitting.show(calmFace()), Proof::Watching);
            Signals other = calmFace();
            other.box.x += 150;
            QCOMPARE(sitting.show(other), Proof::Watching);
        }
        QVERIFY(sitting.waitForChallenge());
    }
    void nobodyIsAskedWhoStandsTooFarAwayOrInTheDark()
    {
        Sitting sitting;
        Signals far = calmFace();
        far.fits = false;
        for (int frame = 0; frame < 60; ++frame)
            QCOMPARE(sitting.show(far), Proof::Watching);
        QVERIFY(sitting.waitForChallenge());
    }
};

BANSHI_TEST(LivenessTrackTest)
#include "liveness_track_test.moc"
