// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "sitting.h"

#include <QTest>
#include <set>

using namespace banshi::face;
using namespace std::chrono_literals;
using banshi::testing::calmFace;
using banshi::testing::moving;
using banshi::testing::Sitting;

class LivenessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void somebodyWhoDoesWhatIsAskedIsProven()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed)
        {
            Sitting sitting(seed);
            int turns = 0;
            for (int challenge = 0; challenge < 2; ++challenge)
            {
                const auto asked = sitting.waitForChallenge();
                QVERIFY(asked);
                turns += *asked == Challenge::TurnLeft || *asked == Challenge::TurnRight ? 1 : 0;
                sitting.obey(*asked);
            }
            QCOMPARE(sitting.prover.state(), Proof::Proven);
            QCOMPARE(turns, 1);
            QVERIFY(sitting.prover.isCalm());
        }
    }
    void challengesAndMomentsDifferFromSeedToSeed()
    {
        std::set<std::pair<int, std::int64_t>> seen;
        for (std::uint64_t seed = 1; seed <= 30; ++seed)
        {
            Sitting sitting(seed);
            const auto asked = sitting.waitForChallenge();
            QVERIFY(asked);
            seen.emplace(static_cast<int>(*asked), sitting.now.time_since_epoch().count());
        }
        QVERIFY2(seen.size() >= 12, qPrintable(QString::number(seen.size())));
    }
    void aTurnThatShowsNoDepthIsAPicture()
    {
        Sitting sitting;
        while (sitting.prover.state() == Proof::Watching || sitting.prover.state() == Proof::Asking)
        {
            const auto asked = sitting.waitForChallenge();
            QVERIFY(asked);
            Signals flat = moving(*asked);
            flat.depth = 0.02;
            for (int frame = 0; frame < 5; ++frame)
                sitting.show(calmFace());
            for (int frame = 0; frame < 4; ++frame)
                sitting.show(flat);
            sitting.show(calmFace());
        }
        QCOMPARE(sitting.prover.cause(), std::optional(Code::LivenessFlat));
    }
    void theWrongSideAndNoAnswerFailInTheEnd()
    {
        for (const bool silent : {true, false})
        {
            Sitting sitting;
            for (int frame = 0; frame < 600 && sitting.prover.state() != Proof::Failed; ++frame)
            {
                const auto asked = sitting.prover.asked();
                const Challenge other = asked == Challenge::TurnLeft ? Challenge::TurnRight : Challenge::TurnLeft;
                sitting.show(asked && !silent ? moving(other) : calmFace());
            }
            QCOMPARE(sitting.prover.cause(), std::optional(Code::LivenessMissed));
        }
    }
    void movementsThatNobodyAskedForBeginAnew()
    {
        Sitting sitting;
        for (int frame = 0; frame < 8; ++frame)
            sitting.show(calmFace());
        for (int frame = 0; frame < 3; ++frame)
            sitting.show(moving(Challenge::TurnLeft));
        QCOMPARE(sitting.prover.state(), Proof::Watching); // somebody who comes and settles down
        sitting.obey(*sitting.waitForChallenge());
        for (int time = 0; time < 2; ++time)
        {
            for (int frame = 0; frame < 8; ++frame)
                sitting.show(calmFace());
            for (int frame = 0; frame < 3; ++frame)
                sitting.show(moving(Challenge::TurnLeft));
        }
        QCOMPARE(sitting.prover.cause(), std::optional(Code::LivenessMissed));
    }
    void nobodyAnswersBeforeTheQuestion()
    {
        Sitting sitting;
        const auto asked = sitting.waitForChallenge();
        QVERIFY(asked);
        sitting.show(moving(*asked));
        QCOMPARE(sitting.prover.state(), Proof::Watching);
        QVERIFY(!sitting.prover.asked());
    }
    void peopleWhoCannotBlinkAreAskedForOtherThings()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed)
        {
            LivenessPlan plan;
            plan.canBlink = false;
            Sitting sitting(seed, plan);
            for (int challenge = 0; challenge < 2; ++challenge)
            {
                const auto asked = sitting.waitForChallenge();
                QVERIFY(asked && *asked != Challenge::Blink);
                sitting.obey(*asked);
            }
            QCOMPARE(sitting.prover.state(), Proof::Proven);
        }
    }
    void peopleWhoCannotTurnAreAskedToNod()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed)
        {
            LivenessPlan plan;
            plan.canTurn = false;
            Sitting sitting(seed, plan);
            int nods = 0;
            for (int challenge = 0; challenge < 2; ++challenge)
            {
                const auto asked = sitting.waitForChallenge();
                QVERIFY(asked && *asked != Challenge::TurnLeft && *asked != Challenge::TurnRight);
                nods += *asked == Challenge::Nod ? 1 : 0;
                sitting.obey(*asked);
            }
            QCOMPARE(sitting.prover.state(), Proof::Proven);
            QCOMPARE(nods, 1);
        }
    }
    void whoMissesATurnIsAskedToNod()
    {
        Sitting sitting;
        while (sitting.prover.state() == Proof::Watching || sitting.prover.state() == Proof::Asking)
        {
            const auto asked = sitting.waitForChallenge();
            QVERIFY(asked);
            if (*asked == Challenge::TurnLeft || *asked == Challenge::TurnRight)
                while (sitting.prover.asked() == asked)
                    sitting.show(calmFace());
            else
                sitting.obey(*asked);
        }
        QCOMPARE(sitting.prover.state(), Proof::Proven);
    }
    void aTiltedPictureIsNoNod()
    {
        for (const bool shifts : {true, false})
        {
            LivenessPlan plan;
            plan.canTurn = false;
            Sitting sitting(1, plan);
            while (sitting.prover.state() == Proof::Watching || sitting.prover.state() == Proof::Asking)
            {
                const auto asked = sitting.waitForChallenge();
                QVERIFY(asked);
                Signals shown = moving(*asked);
                if (*asked == Challenge::Nod)
                {
                    shown.aspect *= 1.12;
                    shown.nod = shifts ? 0.16 : 0.02; // bent sharply, or flat
                    shown.depth = 0.03;
                }
                for (int frame = 0; frame < 5; ++frame)
                    sitting.show(calmFace());
                for (int frame = 0; frame < 4; ++frame)
                    sitting.show(shown);
                sitting.show(calmFace());
            }
            QCOMPARE(sitting.prover.cause(), std::optional(Code::LivenessFlat));
        }
    }
    void peopleWhoCanNeitherTurnNorNodAreLedToTheOtherDoor()
    {
        LivenessPlan plan;
        plan.canTurn = false;
        plan.canNod = false;
        Sitting sitting(1, plan);
        QCOMPARE(sitting.show(calmFace()), Proof::Failed);
        QCOMPARE(sitting.prover.cause(), std::optional(Code::LivenessMissed));
    }
};

BANSHI_TEST(LivenessTest)
#include "liveness_test.moc"
