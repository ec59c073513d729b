// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/live_track.h"
#include "banshi/testing/suite.h"
#include "fake_parts.h"

#include <QTest>

using namespace banshi::face;
using namespace std::chrono_literals;
using namespace banshi::testing;

namespace
{

namespace base = banshi::base;

/// Says what it was told to say, and remembers what it was shown.
class FakeProver : public LivenessProver
{
public:
    struct Script
    {
        Proof proof = Proof::Watching;
        int shown = 0;
        int compared = 0;
        int doubted = 0;
        int believed = 0;
        std::optional<Challenge> asked = {};
        bool calm = true;
    };
    explicit FakeProver(Script& script) : m_script(script) {}
    Proof step(base::MonoTime, const std::optional<Signals>& signals, std::optional<double> similarity) override
    {
        m_script.shown += signals ? 1 : 0;
        m_script.compared += similarity ? 1 : 0;
        if (signals && signals->doubted)
            ++(*signals->doubted ? m_script.doubted : m_script.believed);
        return m_script.proof;
    }
    [[nodiscard]] Proof state() const override { return m_script.proof; }
    [[nodiscard]] std::optional<Challenge> asked() const override { return m_script.asked; }
    [[nodiscard]] std::optional<Code> cause() const override { return Code::LivenessFlat; }
    [[nodiscard]] int tracks() const override { return 1; }
    [[nodiscard]] bool isCalm() const override { return m_script.calm; }

private:
    Script& m_script;
};

/// A track before fakes, and the time of its camera, ten frames a second.
struct Walk
{
    explicit Walk(const TrackPlan& plan = {})
        : verifier(verifierOf(diary, {kFakeFace}, false, std::nullopt, &book)),
          track(*verifier, std::make_unique<FakeProver>(script), plan)
    {
    }

    /// `count` frames that the gate gives `advice` on.
    void go(int count, std::optional<Code> advice = std::nullopt)
    {
        for (; count > 0; --count)
        {
            now += 100ms;
            Look look = verifier->look(frame.view());
            look.advice = advice;
            QVERIFY(track.step(now, frame.view(), look));
        }
    }
    /// A movement that is asked for and comes after ten frames.
    void answer(Challenge challenge, Proof after)
    {
        script.asked = challenge;
        script.proof = Proof::Asking;
        go(10);
        script.asked.reset();
        script.proof = after;
        go(1);
    }

    Diary diary;
    SameMatcher::Book book;
    FakeProver::Script script;
    std::unique_ptr<Verifier> verifier;
    LiveTrack track;
    Image frame = greyFrame();
    base::MonoTime now{1s};
};

} // namespace

/// What the track describes of the frames that it is shown, and when it lets the comparison decide.
class LiveTrackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theProverIsShownEveryFaceAndItsWordIsTaken()
    {
        Walk walk;
        for (const Proof proof : {Proof::Watching, Proof::Asking, Proof::Proven, Proof::Failed})
        {
            walk.script.proof = proof;
            const auto stepped = walk.track.step(walk.now, walk.frame.view(), walk.verifier->look(walk.frame.view()));
            QVERIFY(stepped);
            QCOMPARE(*stepped, proof);
        }
        QCOMPARE(walk.script.shown, 4);
    }
    void describesFiveFramesInAllAndTheLastHalfASecondAfterTheProof()
    {
        Walk walk;
        walk.go(30);
        QCOMPARE(walk.book.described, 0); // nothing was asked for yet: people come and go
        walk.answer(Challenge::TurnLeft, Proof::Watching);
        QCOMPARE(walk.book.described, 2);
        walk.go(20);
        QCOMPARE(walk.book.described, 2);
        walk.answer(Challenge::Blink, Proof::Proven);
        QCOMPARE(walk.book.described, 4);
        walk.go(4);
        QCOMPARE(walk.book.described, 4);
        QVERIFY(!walk.track.mayDecide());
        walk.go(1);
        QCOMPARE(walk.book.described, 5);
        QVERIFY(walk.track.mayDecide());
        QCOMPARE(walk.track.faces().size(), std::size_t(5));
        walk.go(50);
        QCOMPARE(walk.book.described, 5);
        QCOMPARE(walk.script.compared, 4); // the first one has nobody before it
    }
    void movementsThatAreAskedForAnewAreDescribedAndTheLastPlaceStaysFree()
    {
        Walk walk;
        for (int challenge = 0; challenge < 3; ++challenge)
            walk.answer(Challenge::TurnLeft, Proof::Watching);
        walk.answer(Challenge::Blink, Proof::Proven);
        QCOMPARE(walk.book.described, 8);
        QCOMPARE(walk.track.faces().size(), std::size_t(4));
        walk.go(20);
        QCOMPARE(walk.book.described, 9);
        QCOMPARE(walk.track.faces().size(), std::size_t(5));
    }
    void whatTheGateRefusesOrIsNotCalmIsNotDescribed()
    {
        Walk walk;
        walk.script.asked = Challenge::Nod;
        walk.go(10, Code::TooDark);
        walk.script.calm = false;
        walk.go(10);
        QCOMPARE(walk.book.described, 0);
        walk.script.calm = true;
        walk.go(3);
        QCOMPARE(walk.book.described, 1);
    }
    void whatIsMissingAtTheProofIsMadeUpForAfterIt()
    {
        Walk walk({.frames = 4, .spacing = 300ms});
        walk.script.asked = Challenge::Nod;
        walk.script.calm = false;
        walk.go(1);
        walk.script.proof = Proof::Proven;
        walk.script.asked.reset();
        walk.go(1);
        walk.script.calm = true;
        walk.go(1);
        QCOMPARE(walk.track.faces().size(), std::size_t(1));
        walk.go(4);
        QCOMPARE(walk.track.faces().size(), std::size_t(2));
        QVERIFY(walk.track.mayDecide());
        walk.go(2);
        QCOMPARE(walk.track.faces().size(), std::size_t(2));
        walk.go(4);
        QCOMPARE(walk.track.faces().size(), std::size_t(4));
        walk.go(20);
        QCOMPARE(walk.book.described, 4);
    }
    void aStrangerAfterTheProofIsLookedAtAgainAndDecidesNothing()
    {
        Walk walk;
        walk.answer(Challenge::TurnLeft, Proof::Watching);
        walk.answer(Challenge::Blink, Proof::Proven);
        walk.book.another = true;
        walk.go(8);
        QCOMPARE(walk.book.described, 8); // each frame since the proof has stood
        QCOMPARE(walk.track.faces().size(), std::size_t(4));
        QVERIFY(!walk.track.mayDecide());
        walk.book.another = false;
        walk.go(1);
        QVERIFY(walk.track.mayDecide());
    }
    void aDepthCameraDoubtsWhatIsFlatAndIsSilentWithoutAPictureOfTheMoment()
    {
        Diary diary;
        FakeDepthCamera::Picture depth;
        const Image frame = greyFrame();
        VerifierParts parts = partsOf(diary, {kFakeFace}, false, std::nullopt);
        parts.votes.push_back(std::make_unique<FakeDepthCamera>(depth));
        const auto verifier = makeVerifier(std::make_unique<SameMatcher>(), std::move(parts));
        FakeProver::Script script;
        LiveTrack track(*verifier, std::make_unique<FakeProver>(script));
        base::MonoTime now{1s};
        for (const auto& [age, relief] : {std::pair{20ms, 22.0}, {20ms, 1.0}, {500ms, 1.0}})
        {
            now += 300ms;
            depth = {now - age, relief};
            QVERIFY(track.step(now, frame.view(), verifier->look(frame.view())));
        }
        QCOMPARE(script.shown, 3);
        QCOMPARE(script.believed, 1);
        QCOMPARE(script.doubted, 1);
        now += 300ms;
        depth = {now, 1.0};
        Look dim = verifier->look(frame.view());
        dim.advice = Code::TooDark;
        QVERIFY(track.step(now, frame.view(), dim)); // a picture that is not good enough says nothing
        QCOMPARE(script.doubted, 1);
        verifier->forget();
        QCOMPARE(depth.forgotten, 1);
    }
};

BANSHI_TEST(LiveTrackTest)
#include "live_track_test.moc"
