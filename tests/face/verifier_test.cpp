// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/demo_persons.h"
#include "banshi/face/verifier.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"

#include <QTest>
#include <opencv2/imgproc.hpp>

using namespace banshi::face;
using banshi::testing::chipOf;
using banshi::testing::framesOf;
using banshi::testing::viewsOf;

namespace
{

constexpr std::uint64_t kPerson = rendered::kDemoPersons[0].seed;
constexpr std::uint64_t kStranger = rendered::kDemoPersons[1].seed;

/// Gives back vectors at a chosen angle, so that the decision alone is tested.
class AngleMatcher : public Matcher
{
public:
    [[nodiscard]] const MatcherInfo& info() const override { return m_info; }
    [[nodiscard]] AlignTemplate alignment() const override { return {}; }
    [[nodiscard]] Result<Embedding> embed(ImageView) override { return vector(1); }

    static Embedding vector(double cosine)
    {
        return Embedding({static_cast<float>(cosine), static_cast<float>(std::sqrt(1 - cosine * cosine))});
    }

private:
    MatcherInfo m_info{"angle", 0.6, 0.4, false, {{1e-3, 0.6}, {1e-4, 0.8}}};
};

Verdict decided(double cosine, std::optional<double> far = {})
{
    const auto verifier = makeVerifier(std::make_unique<AngleMatcher>());
    std::vector<Embedding> live;
    live.push_back(AngleMatcher::vector(cosine));
    return verifier->decide(AngleMatcher::vector(1), live, far);
}

/// The picture `scale` times as large, and with left and right exchanged when it is mirrored.
Image scaled(const Image& picture, double scale, bool mirror)
{
    const cv::Mat pixels(picture.height(), picture.width(), CV_8UC3, const_cast<std::uint8_t*>(picture.data()));
    cv::Mat other;
    cv::resize(pixels, other, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    if (mirror)
        cv::flip(other, other, 1);
    return Image::copyOf({other.data, other.cols, other.rows, other.step[0]});
}

} // namespace

class VerifierTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thresholdsDivideTheThreeAnswers()
    {
        QCOMPARE(decided(0.61).answer, Answer::Match);
        QVERIFY(!decided(0.61).cause);
        QCOMPARE(decided(0.39).answer, Answer::NoMatch);
        QCOMPARE(decided(0.39).cause, std::optional(Code::NoMatch));
        QCOMPARE(decided(0.5).answer, Answer::Unavailable);
        QCOMPARE(decided(0.5).cause, std::optional(Code::Inconclusive));
        QCOMPARE(decided(0.41).answer, Answer::Unavailable);
    }
    void aStricterServiceMovesTheThresholdAndNeverTheRefusal()
    {
        QCOMPARE(decided(0.7, 1e-3).answer, Answer::Match);
        QCOMPARE(decided(0.7, 1e-4).answer, Answer::Unavailable);
        QCOMPARE(decided(0.7, 1e-4).cause, std::optional(Code::Inconclusive));
        QCOMPARE(decided(0.7, 1e-4).threshold, 0.8);
        QCOMPARE(decided(0.81, 1e-4).answer, Answer::Match);
        QCOMPARE(decided(0.39, 1e-4).answer, Answer::NoMatch);
    }
    void whatTheMatcherCannotPromiseIsUnavailable()
    {
        QCOMPARE(decided(0.99, 1e-5).answer, Answer::Unavailable);
        QCOMPARE(decided(0.99, 1e-5).cause, std::optional(Code::FarNotMeasured));
    }
    void thePersonOfTheCardMatches()
    {
        const auto frames = framesOf(kPerson, 5);
        const Verdict verdict = m_verifier->verify(chipOf(kPerson).view(), viewsOf(frames));
        QCOMPARE(verdict.answer, Answer::Match);
        QCOMPARE(verdict.frames, 5);
        QVERIFY(verdict.score >= verdict.threshold);
        QVERIFY(verdict.demonstration);
        QCOMPARE(verdict.model, std::string(kRenderedMatcher));
    }
    void aStrangerDoesNotMatch()
    {
        const auto frames = framesOf(kStranger, 5);
        const Verdict verdict = m_verifier->verify(chipOf(kPerson).view(), viewsOf(frames));
        QCOMPARE(verdict.answer, Answer::NoMatch);
        QCOMPARE(verdict.cause, std::optional(Code::NoMatch));
        QVERIFY(verdict.quality && verdict.quality->faces == 1 && verdict.quality->eyeDistance > 60);
    }
    void nobodyBeforeTheCameraIsNoAnswer()
    {
        const Image room = rendered::renderRoom({}, 640, 480);
        const std::vector<ImageView> frames(3, room.view());
        const Verdict verdict = m_verifier->verify(chipOf(kPerson).view(), frames);
        QCOMPARE(verdict.answer, Answer::Unavailable);
        QCOMPARE(verdict.cause, std::optional(Code::NoFace));
        QVERIFY(verdict.quality && verdict.quality->faces == 0);
        m_verifier->forget();
        QVERIFY(!m_verifier->unavailable(Code::Cancelled).quality); // the next visit's record says nothing of this one
        QCOMPARE(m_verifier->verify(chipOf(kPerson).view(), {}).cause, std::optional(Code::NoFrames));
    }
    void aChipPhotographWithoutAFaceIsNoAnswer()
    {
        const Image white(102, 126);
        const auto frames = framesOf(kPerson, 1);
        QCOMPARE(m_verifier->verify(white.view(), viewsOf(frames)).cause, std::optional(Code::ChipFaceNotFound));
        QCOMPARE(m_verifier->verify({}, viewsOf(frames)).cause, std::optional(Code::ChipPhotoUnreadable));
        const Image dot(8, 8);
        QCOMPARE(m_verifier->verify(dot.view(), viewsOf(frames)).cause, std::optional(Code::ChipPhotoUnreadable));
    }
    void withoutAMatcherEveryAnswerIsUnavailableWithItsCause()
    {
        const auto verifier = makeVerifier(makeMatcher("/nowhere/sface.model.toml", Mode::Production));
        QVERIFY(verifier->obstacle());
        const auto frames = framesOf(kPerson, 1);
        const Verdict verdict = verifier->verify(chipOf(kPerson).view(), viewsOf(frames));
        QCOMPARE(verdict.answer, Answer::Unavailable);
        QCOMPARE(verdict.cause, std::optional(Code::ManifestMissing));
    }
    void theAnswerDoesNotHangOnSmallChangesOfLight()
    {
        const auto frames = framesOf(kPerson, 3);
        const double before = m_verifier->verify(chipOf(kPerson).view(), viewsOf(frames)).score;
        std::vector<Image> brighter;
        for (const Image& frame : frames)
        {
            brighter.push_back(Image::copyOf(frame.view()));
            const std::size_t size = frame.stride() * static_cast<std::size_t>(frame.height());
            for (std::size_t i = 0; i < size; ++i)
                brighter.back().data()[i] =
                    static_cast<std::uint8_t>(std::min(255, brighter.back().data()[i] * 11 / 10));
        }
        const double after = m_verifier->verify(chipOf(kPerson).view(), viewsOf(brighter)).score;
        QVERIFY2(qAbs(before - after) < 0.03, qPrintable(QStringLiteral("%1 %2").arg(before).arg(after)));
    }
    void theAnswerDoesNotHangOnTheSizeOfTheFrameOrOnAMirror_data()
    {
        QTest::addColumn<double>("scale");
        QTest::addColumn<bool>("mirror");
        QTest::newRow("smaller") << 0.8 << false;
        QTest::newRow("larger") << 1.5 << false;
        QTest::newRow("mirror") << 1.0 << true;
    }
    void theAnswerDoesNotHangOnTheSizeOfTheFrameOrOnAMirror()
    {
        QFETCH(double, scale);
        QFETCH(bool, mirror);
        const auto frames = framesOf(kPerson, 3);
        const Image chip = chipOf(kPerson);
        const Verdict before = m_verifier->verify(chip.view(), viewsOf(frames));
        std::vector<Image> changed;
        for (const Image& frame : frames)
            changed.push_back(scaled(frame, scale, mirror));
        // Both sides are mirrored: this person's parting and moles, on their other side, are somebody else's.
        const Image photo = scaled(chip, 1, mirror);
        const Verdict after = m_verifier->verify(photo.view(), viewsOf(changed));
        QCOMPARE(after.answer, before.answer);
        QCOMPARE(after.frames, before.frames);
        QVERIFY2(qAbs(before.score - after.score) < 0.05,
                 qPrintable(QStringLiteral("%1 %2").arg(before.score).arg(after.score)));
    }

private:
    std::unique_ptr<Verifier> m_verifier = makeVerifier(makeMatcher(std::string(kRenderedMatcher), Mode::Development));
};

BANSHI_TEST(VerifierTest)
#include "verifier_test.moc"
