// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/live_track.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <array>

using namespace banshi::face;
using namespace std::chrono_literals;

namespace
{

/// What the fakes were asked for.
struct Diary
{
    int searches = 0;
    int points = 0;
    int judged = 0;
    int forgotten = 0;
};

/// Always sees the same faces.
class FakeDetector : public Detector
{
public:
    FakeDetector(Diary& diary, std::vector<Face> faces) : m_diary(diary), m_faces(std::move(faces)) {}
    [[nodiscard]] std::vector<Face> find(ImageView, double) override { return search(); }
    [[nodiscard]] std::vector<Face> findLarge(ImageView, double) override { return search(); }
    [[nodiscard]] std::vector<Face> findNear(ImageView, const Box&, double) override { return search(); }
    void forget() override { ++m_diary.forgotten; }

private:
    std::vector<Face> search()
    {
        ++m_diary.searches;
        return m_faces;
    }

    Diary& m_diary;
    std::vector<Face> m_faces;
};

/// Puts the eyes and the mouth into the box, or finds nothing.
class FakeLandmarker : public Landmarker
{
public:
    FakeLandmarker(Diary& diary, bool blind) : m_diary(diary), m_blind(blind) {}
    [[nodiscard]] std::optional<Landmarks> find(ImageView, const Box& face) const override
    {
        ++m_diary.points;
        if (m_blind)
            return std::nullopt;
        Landmarks points;
        points.points.fill(face.centre());
        const auto put = [&](Landmark which, double x, double y) {
            points.points[static_cast<std::size_t>(which)] = {face.x + x * face.width, face.y + y * face.height};
        };
        put(Landmark::LeftOuterCorner, 0.2, 0.3);
        put(Landmark::LeftInnerCorner, 0.4, 0.3);
        put(Landmark::RightInnerCorner, 0.6, 0.3);
        put(Landmark::RightOuterCorner, 0.8, 0.3);
        put(Landmark::MouthLeft, 0.35, 0.8);
        put(Landmark::MouthRight, 0.65, 0.8);
        return points;
    }

private:
    Diary& m_diary;
    bool m_blind;
};

/// Gives the advice that it was made with.
class FakeGate : public QualityGate
{
public:
    FakeGate(Diary& diary, std::optional<Code> advice) : m_diary(diary), m_advice(advice) {}
    [[nodiscard]] Quality measure(ImageView, const std::vector<Face>& faces, const std::optional<Landmarks>&) override
    {
        ++m_diary.judged;
        Quality quality;
        quality.faces = static_cast<int>(faces.size());
        return quality;
    }
    [[nodiscard]] std::optional<Code> advice(const Quality&) const override { return m_advice; }
    void reset() override { ++m_diary.forgotten; }

private:
    Diary& m_diary;
    std::optional<Code> m_advice;
};

/// Describes every face alike.
class SameMatcher : public Matcher
{
public:
    [[nodiscard]] const MatcherInfo& info() const override { return m_info; }
    [[nodiscard]] AlignTemplate alignment() const override { return {}; }
    [[nodiscard]] Result<Embedding> embed(ImageView) override { return Embedding({1, 0}); }

private:
    MatcherInfo m_info{"same", 0.6, 0.4, false};
};

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
    };
    explicit FakeProver(Script& script) : m_script(script) {}
    Proof step(banshi::base::MonoTime, const std::optional<Signals>& signals, std::optional<double> similarity) override
    {
        m_script.shown += signals ? 1 : 0;
        m_script.compared += similarity ? 1 : 0;
        if (signals && signals->doubted)
            ++(*signals->doubted ? m_script.doubted : m_script.believed);
        return m_script.proof;
    }
    [[nodiscard]] Proof state() const override { return m_script.proof; }
    [[nodiscard]] std::optional<Challenge> asked() const override { return std::nullopt; }
    [[nodiscard]] std::optional<Code> cause() const override { return Code::LivenessFlat; }
    [[nodiscard]] int tracks() const override { return 1; }
    [[nodiscard]] bool isCalm() const override { return true; }
    [[nodiscard]] bool mayCompare() const override { return true; }

private:
    Script& m_script;
};

/// A camera of depth as an adapter would bring it: it has a picture of its own now and then, and none is an opinion on
/// a frame of another moment.
class FakeDepthCamera : public LivenessVote
{
public:
    /// What its last picture showed, and when.
    struct Picture
    {
        banshi::base::MonoTime at{};
        double reliefMm = 0;
        int forgotten = 0;
    };
    explicit FakeDepthCamera(Picture& picture) : m_picture(picture) {}
    [[nodiscard]] std::optional<Opinion> ask(banshi::base::MonoTime now, ImageView, const Landmarks&) override
    {
        if (now - m_picture.at > 100ms)
            return std::nullopt;
        constexpr double kNoseMm = 10;
        return Opinion{std::min(1.0, m_picture.reliefMm / (2 * kNoseMm)), m_picture.reliefMm < kNoseMm};
    }
    void forget() override { ++m_picture.forgotten; }

private:
    Picture& m_picture;
};

const Face kFace{{200, 150, 200, 200}, 1, Facing::Front};

VerifierParts partsOf(Diary& diary, const std::vector<Face>& faces, bool blind, std::optional<Code> advice)
{
    VerifierParts parts;
    parts.detector = std::make_unique<FakeDetector>(diary, faces);
    parts.landmarker = std::make_unique<FakeLandmarker>(diary, blind);
    parts.gate = std::make_unique<FakeGate>(diary, advice);
    return parts;
}

std::unique_ptr<Verifier> verifierOf(Diary& diary, const std::vector<Face>& faces, bool blind,
                                     std::optional<Code> advice)
{
    return makeVerifier(std::make_unique<SameMatcher>(), partsOf(diary, faces, blind, advice));
}

} // namespace

/// The verifier and the proof of life work with whatever parts they are given.
class PartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVerifierAsksItsPartsInTurn()
    {
        Diary diary;
        const auto verifier = verifierOf(diary, {kFace}, false, std::nullopt);
        const Look look = verifier->look(m_frame.view());
        QCOMPARE(diary.searches, 1);
        QCOMPARE(diary.points, 1);
        QCOMPARE(diary.judged, 1);
        QCOMPARE(look.quality.faces, 1);
        QCOMPARE(look.box->x, kFace.box.x);
        QVERIFY(look.points && !look.advice);
    }
    void theGatesAdviceKeepsAFrameFromBeingCompared()
    {
        Diary diary;
        const auto verifier = verifierOf(diary, {kFace}, false, Code::TooDark);
        m_frame = brightFrame();
        const std::vector<ImageView> frames(3, m_frame.view());
        const Verdict verdict = verifier->verify(m_frame.view(), frames);
        QCOMPARE(verdict.answer, Answer::Unavailable);
        QCOMPARE(verdict.cause, std::optional(Code::TooDark));
        QCOMPARE(verifierOf(diary, {kFace}, false, std::nullopt)->verify(m_frame.view(), frames).answer, Answer::Match);
    }
    void withoutFaceOrPointsNothingIsCompared()
    {
        Diary diary;
        m_frame = brightFrame();
        QVERIFY(!verifierOf(diary, {}, false, Code::NoFace)->look(m_frame.view()).box);
        QCOMPARE(diary.points, 0);
        const auto blind = verifierOf(diary, {kFace}, true, Code::NoFace);
        QVERIFY(!blind->look(m_frame.view()).points);
        QCOMPARE(blind->readChip(m_frame.view()).error().code, Code::ChipFaceNotFound);
    }
    void everyPartForgetsThePerson()
    {
        Diary diary;
        verifierOf(diary, {kFace}, false, std::nullopt)->forget();
        QCOMPARE(diary.forgotten, 2); // detector and gate
    }
    void theTrackShowsTheProverEveryFaceAndTakesItsWord()
    {
        Diary diary;
        const auto verifier = verifierOf(diary, {kFace}, false, std::nullopt);
        FakeProver::Script script;
        LiveTrack track(*verifier, std::make_unique<FakeProver>(script));
        banshi::base::MonoTime now{1s};
        m_frame = brightFrame();
        for (const Proof proof : {Proof::Watching, Proof::Asking, Proof::Failed, Proof::Proven})
        {
            script.proof = proof;
            now += 300ms;
            const auto stepped = track.step(now, m_frame.view(), verifier->look(m_frame.view()));
            QVERIFY(stepped);
            QCOMPARE(*stepped, proof);
        }
        QCOMPARE(script.shown, 4);
        QCOMPARE(script.compared, 3); // the first one has nobody before it
    }
    void aDepthCameraDoubtsWhatIsFlatAndIsSilentWithoutAPictureOfTheMoment()
    {
        Diary diary;
        FakeDepthCamera::Picture depth;
        VerifierParts parts = partsOf(diary, {kFace}, false, std::nullopt);
        parts.votes.push_back(std::make_unique<FakeDepthCamera>(depth));
        const auto verifier = makeVerifier(std::make_unique<SameMatcher>(), std::move(parts));
        FakeProver::Script script;
        LiveTrack track(*verifier, std::make_unique<FakeProver>(script));
        banshi::base::MonoTime now{1s};
        for (const auto& [age, relief] : {std::pair{20ms, 22.0}, {20ms, 1.0}, {500ms, 1.0}})
        {
            now += 300ms;
            depth = {now - age, relief};
            QVERIFY(track.step(now, m_frame.view(), verifier->look(m_frame.view())));
        }
        QCOMPARE(script.shown, 3);
        QCOMPARE(script.believed, 1);
        QCOMPARE(script.doubted, 1);
        now += 300ms;
        depth = {now, 1.0};
        Look dim = verifier->look(m_frame.view());
        dim.advice = Code::TooDark;
        QVERIFY(track.step(now, m_frame.view(), dim)); // a picture that is not good enough says nothing
        QCOMPARE(script.doubted, 1);
        verifier->forget();
        QCOMPARE(depth.forgotten, 1);
    }
    void ofSeveralVotesTheDoubtCounts()
    {
        Diary diary;
        VerifierParts parts = partsOf(diary, {kFace}, false, std::nullopt);
        std::array<FakeDepthCamera::Picture, 3> pictures{{{{}, 30}, {{}, 2}, {{}, 15}}};
        for (auto& picture : pictures)
            parts.votes.push_back(std::make_unique<FakeDepthCamera>(picture));
        const auto verifier = makeVerifier(std::make_unique<SameMatcher>(), std::move(parts));
        const auto opinion = verifier->opinion({}, m_frame.view(), {});
        QVERIFY(opinion && opinion->doubts);
        QCOMPARE(opinion->person, 0.1);
        pictures[1].reliefMm = 30;
        QCOMPARE(verifier->opinion({}, m_frame.view(), {})->person, 0.75);
        QVERIFY(!verifierOf(diary, {kFace}, false, std::nullopt)->opinion({}, m_frame.view(), {}));
    }

private:
    static Image brightFrame()
    {
        constexpr int kWidth = 640;
        constexpr int kHeight = 480;
        Image frame(kWidth, kHeight);
        std::fill_n(frame.data(), frame.stride() * kHeight, std::uint8_t{128});
        return frame;
    }

    Image m_frame = brightFrame();
};

BANSHI_TEST(PartsTest)
#include "parts_test.moc"
