// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/aligner.h"
#include "banshi/face/detector.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace banshi::face;

namespace
{

double apart(Point a, Point b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// Mean distance of all points from the truth, in eye distances.
double meanError(const Landmarks& found, const rendered::FaceTruth& truth)
{
    double sum = 0;
    for (std::size_t i = 0; i < kLandmarks; ++i)
        sum += apart(found.points[i], truth.points.points[i]);
    return sum / kLandmarks / truth.eyes.distance();
}

/// Largest distance of an eye from the truth, in eye distances.
double eyeError(const Landmarks& found, const rendered::FaceTruth& truth)
{
    const Eyes eyes = found.eyes();
    const Eyes wanted = truth.points.eyes();
    return std::max(apart(eyes.left, wanted.left), apart(eyes.right, wanted.right)) / truth.eyes.distance();
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
            const auto faces = m_detector->findLarge(frame.view(), 0);
            QCOMPARE(faces.size(), 1U);
            const auto found = m_landmarker->find(frame.view(), faces.front().box);
            QVERIFY(found);
            QVERIFY2(eyeError(*found, truth) < 0.1, qPrintable(QString::number(eyeError(*found, truth))));
            QVERIFY(apart(found->at(Landmark::NoseTip), truth.points.at(Landmark::NoseTip)) <
                    0.15 * truth.eyes.distance());
            QVERIFY(apart(found->at(Landmark::MouthLeft), truth.points.at(Landmark::MouthLeft)) <
                    0.15 * truth.eyes.distance());
        }
    }
    void findsAllPointsOfFacesThatItWasNotTrainedOn()
    {
        double sum = 0;
        constexpr int kPeople = 12;
        for (int person = 0; person < kPeople; ++person)
        {
            rendered::HeadRenderer renderer(rendered::makeIdentity(500 + static_cast<std::uint64_t>(person)));
            const rendered::Pose pose{.yaw = 3.0 * person - 18,
                                      .y = -12,
                                      .blink = person % 3 == 0 ? 0.8 : 0.0,
                                      .mouth = person % 4 == 0 ? 0.7 : 0.0};
            const Image frame = renderer.render(pose, {}, 640, 480);
            const auto faces = m_detector->find(frame.view(), 0);
            QCOMPARE(faces.size(), 1U);
            const auto found = m_landmarker->find(frame.view(), faces.front().box);
            QVERIFY(found);
            sum += meanError(*found, renderer.truth(pose, {}, 640, 480));
        }
        QVERIFY2(sum / kPeople < 0.06, qPrintable(QString::number(sum / kPeople)));
    }
    void refusesFilesThatAreNoModel()
    {
        QFile ours(qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/face/data/landmarks.dat"));
        QVERIFY(ours.open(QIODevice::ReadOnly));
        const QByteArray whole = ours.readAll();
        QVERIFY(loadLandmarker(ours.fileName().toStdString()));
        QByteArray astray = whole;
        astray[24 + 68 * 2 * 4] = '\xff'; // the first pixel's landmark
        astray[25 + 68 * 2 * 4] = '\xff';
        QByteArray huge = whole;
        huge[11] = '\x7f'; // the number of cascades
        const QTemporaryDir folder;
        for (const QByteArray& bytes :
             {QByteArray(), QByteArray("BNSHAPE1"), QByteArray("<html>"), whole.left(whole.size() / 2),
              whole.left(whole.size() - 1), whole + "x", astray, huge})
        {
            QFile file(folder.filePath(QStringLiteral("points.dat")));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
            file.close();
            const auto loaded = loadLandmarker(file.fileName().toStdString());
            QVERIFY(!loaded);
            QCOMPARE(loaded.error().code, Code::ModelUnusable);
        }
        QCOMPARE(loadLandmarker(folder.filePath(QStringLiteral("none")).toStdString()).error().code,
                 Code::ModelMissing);
    }
    void measuresTheTurnOfTheHeadWithItsSign()
    {
        const auto turnAt = [this](double yaw) {
            const Image frame = rendered::renderFrame(rendered::makeIdentity(7), {.yaw = yaw, .y = -12});
            return m_landmarker->find(frame.view(), m_detector->find(frame.view(), 0).front().box)->turn();
        };
        QVERIFY(turnAt(18) > 0.12);
        QVERIFY(turnAt(-18) < -0.12);
        QVERIFY(std::abs(turnAt(0)) < 0.1);
    }
    void refusesBoxesOutsideThePicture()
    {
        const Image frame(640, 480);
        QVERIFY(!m_landmarker->find(frame.view(), {-900, 0, 200, 200}));
        QVERIFY(!m_landmarker->find(frame.view(), {0, 0, 10, 10}));
        QVERIFY(!m_landmarker->find({}, {0, 0, 100, 100}));
    }
    void alignsTheEyesToTheTemplate()
    {
        rendered::HeadRenderer renderer(rendered::makeIdentity(9));
        const rendered::Pose pose{.roll = 8, .x = 30, .y = -20, .distance = 520};
        const Image frame = renderer.render(pose, {}, 640, 480);
        const auto truth = renderer.truth(pose, {}, 640, 480);
        const AlignTemplate to{256, 256, 88, 168, 110, 0};
        const auto aligned = Aligner().align(frame.view(), truth.points, to);
        QVERIFY(aligned);
        const auto faces = m_detector->find(aligned->view(), 0);
        QCOMPARE(faces.size(), 1U);
        const Eyes eyes = m_landmarker->find(aligned->view(), faces.front().box)->eyes();
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
    std::unique_ptr<Detector> m_detector = makeDetector();
    std::unique_ptr<Landmarker> m_landmarker = makeLandmarker();
};

BANSHI_TEST(LandmarkerTest)
#include "landmarker_test.moc"
