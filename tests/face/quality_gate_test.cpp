// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/verifier.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"

#include <QTest>
#include <opencv2/imgproc.hpp>

using namespace banshi::face;

namespace
{

constexpr std::uint64_t kSeed = 6;

Image frameOf(const rendered::Pose& pose, const rendered::Scene& scene = {})
{
    return rendered::HeadRenderer(rendered::makeIdentity(kSeed)).render(pose, scene, 640, 480);
}

cv::Mat pixels(Image& image)
{
    return {image.height(), image.width(), CV_8UC3, image.data()};
}

} // namespace

class QualityGateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_verifier->forget(); }

    void goodFramesNeedNoAdvice()
    {
        for (const Image& frame : banshi::testing::framesOf(kSeed, 6))
            QVERIFY(!m_verifier->look(frame.view()).advice);
    }
    void advisesOnDistance()
    {
        QCOMPARE(adviceOn(frameOf({.y = -12, .distance = 1200})), Code::Closer);
        QCOMPARE(adviceOn(frameOf({.y = -5, .distance = 350})), Code::Farther);
    }
    void advisesOnLight()
    {
        QCOMPARE(adviceOn(frameOf({.y = -12}, {.light = 0.15, .ambient = 0.1})), Code::TooDark);
        QCOMPARE(adviceOn(frameOf({.y = -12}, {.light = 1.4, .ambient = 0.95})), Code::TooBright);
        Image night = frameOf({.y = -12});
        pixels(night) *= 0.03;
        QCOMPARE(adviceOn(night), Code::TooDark);
    }
    void advisesToLookStraight()
    {
        QCOMPARE(adviceOn(frameOf({.yaw = 22, .y = -12})), Code::LookStraight);
        QCOMPARE(adviceOn(frameOf({.roll = 19, .y = -12})), Code::LookStraight);
    }
    void measuresPitchFromTheChipsPhotograph()
    {
        const Image raised = frameOf({.pitch = -20, .y = -12});
        const Image lowered = frameOf({.pitch = 20, .y = -12});
        QVERIFY(!m_verifier->look(raised.view()).advice); // without a photograph nobody knows how this face is made
        QVERIFY(m_verifier->readChip(banshi::testing::chipOf(kSeed).view()));
        m_verifier->reset();
        const Look up = m_verifier->look(raised.view());
        QCOMPARE(up.advice, std::optional(Code::LookStraight));
        QVERIFY2(std::abs(up.quality.pitch.value_or(0) + 20) < 6, std::to_string(up.quality.pitch.value_or(0)).c_str());
        m_verifier->reset();
        const Look down = m_verifier->look(lowered.view());
        QCOMPARE(down.advice, std::optional(Code::LookStraight));
        QVERIFY2(std::abs(down.quality.pitch.value_or(0) - 20) < 6,
                 std::to_string(down.quality.pitch.value_or(0)).c_str());
        m_verifier->reset();
        QVERIFY(!m_verifier->look(frameOf({.pitch = 4, .y = -12}).view()).advice);
        m_verifier->forget();
        QVERIFY(!m_verifier->look(raised.view()).advice);
    }
    void advisesAgainstALampInTheGlasses()
    {
        QCOMPARE(adviceOn(frameOf({.y = -12, .glasses = true, .glare = 0.6})), Code::Glare);
        m_verifier->reset();
        QVERIFY(!m_verifier->look(frameOf({.y = -12, .glasses = true, .glare = 0.15}).view()).advice);
    }
    void advisesToTakeOffAMaskAndTakesNoFaceForOne()
    {
        for (std::uint64_t seed = 30; seed < 42; ++seed)
        {
            rendered::HeadRenderer renderer(rendered::makeIdentity(seed));
            rendered::Scene scene;
            scene.lightAzimuth = 4.0 * static_cast<double>(seed) - 140;
            scene.seed = seed;
            m_verifier->reset();
            QCOMPARE(adviceOn(renderer.render({.y = -12, .distance = 560, .mask = true}, scene, 640, 480)),
                     Code::TakeOffMask);
            m_verifier->reset();
            const auto bare = m_verifier->look(renderer.render({.y = -12, .distance = 560}, scene, 640, 480).view());
            QVERIFY2(!bare.advice, bare.advice ? std::string(dotted(*bare.advice)).c_str() : "");
        }
    }
    void aGreyCameraTakesNobodyForMasked()
    {
        Image frame = frameOf({.y = -12});
        cv::Mat grey;
        cv::cvtColor(pixels(frame), grey, cv::COLOR_BGR2GRAY);
        cv::Mat back = pixels(frame);
        cv::cvtColor(grey, back, cv::COLOR_GRAY2BGR);
        QVERIFY(!m_verifier->look(frame.view()).advice);
    }
    void waitsForOpenEyesAndAShutMouth()
    {
        for (int i = 0; i < 5; ++i)
            QVERIFY(!m_verifier->look(frameOf({.y = -12}).view()).advice);
        QCOMPARE(adviceOn(frameOf({.y = -12, .blink = 1})), Code::LookStraight);
        QVERIFY(!m_verifier->look(frameOf({.y = -12}).view()).advice);
        QCOMPARE(adviceOn(frameOf({.y = -12, .mouth = 1})), Code::HoldStill);
    }
    void aChipPhotographMustShowEnough()
    {
        const Image chip = banshi::testing::chipOf(kSeed);
        QVERIFY(m_verifier->readChip(chip.view()));
        Image dark = Image::copyOf(chip.view());
        pixels(dark) *= 0.2;
        QCOMPARE(m_verifier->readChip(dark.view()).error().code, Code::ChipFaceNotFound);
        // Eyes 16 pixels apart, where the photograph is not enlarged.
        QVERIFY(chipFault(
            chip.view(),
            rendered::HeadRenderer(rendered::makeIdentity(kSeed)).truth({.distance = 3500}, {}, 102, 126).points, 1));
    }
    void glassesMayStayOn() { QVERIFY(!m_verifier->look(frameOf({.y = -12, .glasses = true}).view()).advice); }
    void advisesToHoldStill()
    {
        Image blurred = frameOf({.y = -12});
        cv::GaussianBlur(pixels(blurred), pixels(blurred), {}, 5.0);
        QCOMPARE(adviceOn(blurred), Code::HoldStill);
        m_verifier->reset();
        QVERIFY(!m_verifier->look(frameOf({.y = -12}).view()).advice);
        QCOMPARE(adviceOn(frameOf({.x = 30, .y = -12})), Code::HoldStill);
    }
    void advisesWhenNobodyOrTwoAreThere()
    {
        QCOMPARE(adviceOn(rendered::renderRoom({}, 640, 480)), Code::NoFace);
        const auto gate = makeQualityGate();
        const Image frame = frameOf({.y = -12});
        const Face face{{200, 150, 200, 200}, 1, Facing::Front};
        Face second = face;
        second.box = {0, 0, 90, 90};
        Landmarks points = *makeLandmarker()->find(frame.view(), face.box);
        QCOMPARE(gate->measure(frame.view(), {face, second}, points).faces, 2);
        QCOMPARE(gate->advice(gate->measure(frame.view(), {face, second}, points)), std::optional(Code::ManyFaces));
        second.box.width = 60; // far behind
        QCOMPARE(gate->measure(frame.view(), {face, second}, points).faces, 1);
    }
    void aBrokenFrameIsNoFace() { QCOMPARE(m_verifier->look({}).advice, std::optional(Code::NoFace)); }

private:
    Code adviceOn(const Image& frame)
    {
        const auto advice = m_verifier->look(frame.view()).advice;
        return advice ? *advice : Code::NoMatch; // NoMatch is no advice, so that the comparison fails
    }

    std::unique_ptr<Verifier> m_verifier = makeVerifier(makeMatcher(std::string(kRenderedMatcher), Mode::Development));
};

BANSHI_TEST(QualityGateTest)
#include "quality_gate_test.moc"
