// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/liveness.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <set>

using namespace banshi::face;
using banshi::base::MonoTime;
using namespace std::chrono_literals;

namespace
{

Signals calmFace()
{
    Signals signals;
    signals.eyes = 0.27;
    signals.mouth = 0.05;
    signals.grid = 4;
    signals.bands = 0.002;
    signals.aspect = 1.03;
    signals.box = {200, 150, 200, 200};
    return signals;
}

/// The same face while it does what `challenge` asks.
Signals moving(Challenge challenge)
{
    Signals signals = calmFace();
    switch (challenge)
    {
    case Challenge::Blink:
        signals.eyes = 0.13;
        break;
    case Challenge::OpenMouth:
        signals.mouth = 0.28;
        break;
    case Challenge::TurnLeft:
    case Challenge::TurnRight:
        signals.turn = challenge == Challenge::TurnLeft ? 0.25 : -0.25;
        signals.depth = 0.25;
        signals.aspect = 0.9;
        break;
    }
    return signals;
}

/// A prover and the time of its camera, 15 frames a second.
class Sitting
{
public:
    explicit Sitting(std::uint64_t seed = 1, const LivenessPlan& plan = {}) : prover(plan, seed) {}

    Proof show(const std::optional<Signals>& signals, std::optional<double> similarity = std::nullopt)
    {
        now += 66ms;
        return prover.step(now, signals, similarity);
    }
    /// A calm face until something is asked; nothing when that does not come within 4 s.
    std::optional<Challenge> waitForChallenge()
    {
        for (int frame = 0; frame < 60 && !prover.asked() && prover.state() == Proof::Watching; ++frame)
            show(calmFace());
        return prover.asked();
    }
    /// Does what is asked after a moment, for `frames` frames, and looks straight again.
    void obey(Challenge challenge, int frames = 4)
    {
        for (int frame = 0; frame < 5; ++frame)
            show(calmFace());
        for (int frame = 0; frame < frames; ++frame)
            show(moving(challenge));
        show(calmFace());
    }

    LivenessProver prover;
    MonoTime now{1s};
};

} // namespace

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
        QCOMPARE(sitting.prover.state(), Proof::Watching);
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
        sitting.show(calmFace());
        for (int frame = 0; frame < 4; ++frame)
            QCOMPARE(sitting.show(std::nullopt), Proof::Watching);
        sitting.show(calmFace());
        for (int frame = 0; frame < 6; ++frame)
            sitting.show(std::nullopt);
        QCOMPARE(sitting.prover.cause(), std::optional(Code::LivenessLost));
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
    void peopleWhoCannotTurnAreLedToTheOtherDoor()
    {
        LivenessPlan plan;
        plan.canTurn = false;
        Sitting sitting(1, plan);
        QCOMPARE(sitting.show(calmFace()), Proof::Failed);
        QCOMPARE(sitting.prover.cause(), std::optional(Code::LivenessMissed));
    }
};

BANSHI_TEST(LivenessTest)
#include "liveness_test.moc"
