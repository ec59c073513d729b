// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/demo_persons.h"
#include "banshi/face/rendered/presentation.h"
#include "banshi/face/verify_worker.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"

#include <QTest>
#include <atomic>
#include <future>
#include <utility>

using namespace banshi::face;
using namespace std::chrono_literals;
using banshi::testing::chipOf;
using banshi::testing::ManualClock;

namespace
{

constexpr std::uint64_t kPerson = rendered::kDemoPersons[0].seed;
constexpr std::uint64_t kStranger = rendered::kDemoPersons[1].seed;

/// Hears what a session asks for and says.
struct Ear
{
    std::promise<Verdict> promise;
    std::future<Verdict> verdict = promise.get_future();
    std::atomic<int> looked = 0;
    std::atomic<int> challenge = -1; ///< Challenge that stands now

    VerifyCallbacks callbacks()
    {
        return {[this](const VerifyProgress& progress) {
                    challenge = progress.challenge ? int(*progress.challenge) : -1;
                    ++looked;
                },
                [this](const Verdict& given) { promise.set_value(given); }};
    }
};

rendered::Movement movementFor(int challenge)
{
    switch (challenge)
    {
    case int(Challenge::Blink):
        return rendered::Movement::Blink;
    case int(Challenge::OpenMouth):
        return rendered::Movement::OpenMouth;
    case int(Challenge::TurnLeft):
        return rendered::Movement::TurnLeft;
    case int(Challenge::TurnRight):
        return rendered::Movement::TurnRight;
    case int(Challenge::Nod):
        return rendered::Movement::Nod;
    default:
        return rendered::Movement::None;
    }
}

bool isReady(std::future<Verdict>& verdict)
{
    return verdict.wait_for(0s) == std::future_status::ready;
}

} // namespace

class VerifyProofTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMatchNeedsAProofOfLifeWhereThatIsAsked_data()
    {
        QTest::addColumn<int>("species");
        QTest::addColumn<quint64>("live");
        QTest::addColumn<int>("answer");
        QTest::newRow("person") << int(rendered::Species::BonaFide) << quint64(kPerson) << int(Answer::Match);
        QTest::newRow("stranger") << int(rendered::Species::BonaFide) << quint64(kStranger) << int(Answer::NoMatch);
        QTest::newRow("swap") << int(rendered::Species::Swap) << quint64(kPerson) << int(Answer::Unavailable);
        QTest::newRow("print") << int(rendered::Species::SwungPhoto) << quint64(kPerson) << int(Answer::Unavailable);
    }
    void aMatchNeedsAProofOfLifeWhereThatIsAsked()
    {
        QFETCH(int, species);
        QFETCH(quint64, live);
        QFETCH(int, answer);
        ManualClock clock;
        VerifyWorker worker([] { return makeVerifier(makeMatcher(std::string(kRenderedMatcher), Mode::Development)); },
                            clock);
        Ear ear;
        VerifyPlan plan{.timeout = 40s, .spacing = 600ms};
        plan.liveness.emplace();
        plan.livenessSeed = 5;
        worker.begin(chipOf(kPerson), plan, ear.callbacks());
        constexpr std::uint64_t kTrial = 2; // an even one: the print is held up the moment after the proof
        rendered::Presentation scene(static_cast<rendered::Species>(species), rendered::makeIdentity(live), kTrial);
        int answered = 0;
        int proven = 0; // the frame that completed the proof
        int before = -1;
        int sent = 0;
        constexpr int kMost = 300;
        constexpr int kAfter = 40; // frames: who is swapped need not come to be compared at all
        while (++sent < (proven > 0 ? proven + kAfter : kMost) && !isReady(ear.verdict))
        {
            worker.submit(scene.frame(sent * 0.1, movementFor(ear.challenge), answered >= 2));
            QTRY_VERIFY_WITH_TIMEOUT(ear.looked == sent || isReady(ear.verdict), 30'000);
            if (std::exchange(before, ear.challenge) != -1 && ear.challenge == -1 && ++answered == 2)
                proven = sent;
            clock.advance(100ms);
        }
        worker.cancel(); // nothing where there is a verdict
        QTRY_VERIFY_WITH_TIMEOUT(isReady(ear.verdict), 30'000);
        const Verdict verdict = ear.verdict.get();
        if (verdict.live)
            QVERIFY2(sent - 1 - proven >= 5, "the last frame came less than half a second after the proof");
        QCOMPARE(int(verdict.answer), answer);
        QCOMPARE(verdict.live, answer != int(Answer::Unavailable));
        if (species == int(rendered::Species::SwungPhoto))
            QVERIFY(verdict.cause == Code::LivenessFlat || verdict.cause == Code::LivenessMissed);
    }
};

BANSHI_TEST(VerifyProofTest)
#include "verify_proof_test.moc"
