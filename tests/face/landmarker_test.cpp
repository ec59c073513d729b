// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/aligner.h"
#include "banshi/face/detector.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"

#include <QTest>
#include <cmath>

using namespace banshi::face;

namespace
{

double apart(Point a, Point b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// Largest distance of an eye from the truth, in eye distances.
double eyeError(const Landmarks& found, const rendered::FaceTruth& truth)
{
    return std::max(apart(found.at(Landmark::LeftPupil), truth.eyes.left),
                    apart(found.at(Landmark::RightPupil), truth.eyes.right)) /
           truth.eyes.distance();
}

} // namespace

class LandmarkerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsFeaturesWithinATenthOfTheEyeDistance_data()
    {
        QTest::addColumn<double>("yaw");
        QTest::addColumn<double>("roll");
        QTest::addColumn<double>("blink");
        QTest::newRow("straight") << 0.0 << 0.0 << 0.0;
        QTest::newRow("turned") << 12.0 << 0.0 << 0.0;
        QTest::newRow("tilted") << -3.0 << -9.0 << 0.0;
        QTest::newRow("eyes shut") << 2.0 << 2.0 << 1.0;
    }
    void findsFeaturesWithinATenthOfTheEyeDistance()
    {
        QFETCH(double, yaw);
        QFETCH(double, roll);
        QFETCH(double, blink);
        const rendered::Pose pose{.yaw = yaw, .roll = roll, .y = -12, .blink = blink};
        for (std::uint64_t seed = 1; seed <= 10; ++seed)
        {
            rendered::HeadRenderer renderer(rendered::makeIdentity(seed));
            const Image frame = renderer.render(pose, {}, 640, 480);
            const auto truth = renderer.truth(pose, {}, 640, 480);
            const auto faces = m_detector.findLarge(frame.view());
            QCOMPARE(faces.size(), 1U);
            const auto found = m_landmarker.find(frame.view(), faces.front().box);
            QVERIFY(found);
            QVERIFY2(eyeError(*found, truth) < 0.1, qPrintable(QString::number(eyeError(*found, truth))));
            QVERIFY(apart(found->at(Landmark::NoseTip), truth.noseTip) < 0.15 * truth.eyes.distance());
            QVERIFY(apart(found->at(Landmark::MouthLeft), truth.mouthLeft) < 0.15 * truth.eyes.distance());
        }
    }
    void measuresTheTurnOfTheHeadWithItsSign()
    {
        const auto turnAt = [this](double yaw) {
            const Image frame = rendered::renderFrame(rendered::makeIdentity(7), {.yaw = yaw, .y = -12});
            return m_landmarker.find(frame.view(), m_detector.find(frame.view()).front().box)->turn();
        };
        QVERIFY(turnAt(18) > 0.12);
        QVERIFY(turnAt(-18) < -0.12);
        QVERIFY(std::abs(turnAt(0)) < 0.1);
    }
    void refusesBoxesOutsideThePicture()
    {
        const Image frame(640, 480);
        QVERIFY(!m_landmarker.find(frame.view(), {-900, 0, 200, 200}));
        QVERIFY(!m_landmarker.find(frame.view(), {0, 0, 10, 10}));
        QVERIFY(!m_landmarker.find({}, {0, 0, 100, 100}));
    }
    void alignsTheEyesToTheTemplate()
    {
        rendered::HeadRenderer renderer(rendered::makeIdentity(9));
        const rendered::Pose pose{.roll = 8, .x = 30, .y = -20, .distance = 520};
        const Image frame = renderer.render(pose, {}, 640, 480);
        const auto truth = renderer.truth(pose, {}, 640, 480);
        Landmarks points;
        points.points = {truth.outerCorners.left,
                         truth.innerCorners.left,
                         truth.innerCorners.right,
                         truth.outerCorners.right,
                         truth.eyes.left,
                         truth.eyes.right,
                         truth.noseTip,
                         truth.mouthLeft,
                         truth.mouthRight};
        const AlignTemplate to{256, 256, 88, 168, 110, 0};
        const auto aligned = Aligner().align(frame.view(), points, to);
        QVERIFY(aligned);
        const auto faces = m_detector.find(aligned->view());
        QCOMPARE(faces.size(), 1U);
        const Eyes eyes = m_landmarker.find(aligned->view(), faces.front().box)->eyes();
        QVERIFY(apart(eyes.left, {88, 110}) < 5);
        QVERIFY(apart(eyes.right, {168, 110}) < 5);
    }
    void refusesToAlignPointsThatCoincide()
    {
        const Image frame(64, 64);
        QVERIFY(!Aligner().align(frame.view(), Landmarks{}, AlignTemplate{}));
        QVERIFY(!Aligner().align({}, Landmarks{}, AlignTemplate{}));
    }

private:
    Detector m_detector;
    Landmarker m_landmarker;
};

BANSHI_TEST(LandmarkerTest)
#include "landmarker_test.moc"
