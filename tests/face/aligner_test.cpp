// SPDX-License-Identifier: GPL-3.0-or-later
// Properties of alignment: what is cut out does not hang on where in the picture the face stands, on what lies around
// it, or on a mirror.
#include "banshi/face/aligner.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"

#include <QTest>
#include <opencv2/imgproc.hpp>

using namespace banshi::face;

namespace
{

constexpr rendered::Pose kPose{.roll = 5, .y = -12};
constexpr AlignTemplate kSmall{112, 112, 38, 74, 52, 0}; // blurs, as the face is larger than that
constexpr AlignTemplate kLarge{400, 400, 136, 264, 185, 0};

cv::Mat matOf(const Image& image)
{
    return {image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.data()), image.stride()};
}

/// `image` moved by so many pixels on a white picture of `size`.
Image movedBy(const Image& image, int x, int y, cv::Size size)
{
    Image moved(size.width, size.height);
    matOf(moved) = cv::Scalar::all(255);
    matOf(image).copyTo(matOf(moved)(cv::Rect(x, y, image.width(), image.height())));
    return moved;
}

Landmarks movedBy(Landmarks points, double x, double y)
{
    for (Point& point : points.points)
        point = {point.x + x, point.y + y};
    return points;
}

double mostDifference(const Image& a, const Image& b)
{
    return cv::norm(matOf(a), matOf(b), cv::NORM_INF);
}

} // namespace

class AlignerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        rendered::HeadRenderer renderer(rendered::makeIdentity(12));
        m_frame = renderer.render(kPose, {}, 640, 480);
        m_points = renderer.truth(kPose, {}, 640, 480).points;
    }
    void theFaceIsCutAlikeWhereverItStands_data()
    {
        QTest::addColumn<bool>("large");
        QTest::newRow("reduced") << false;
        QTest::newRow("enlarged") << true;
    }
    void theFaceIsCutAlikeWhereverItStands()
    {
        QFETCH(bool, large);
        const AlignTemplate& to = large ? kLarge : kSmall;
        const auto here = Aligner().align(m_frame.view(), m_points, to);
        QVERIFY(here);
        for (const cv::Point way : {cv::Point(0, 0), {37, 0}, {0, 91}, {200, 155}})
        {
            const Image moved = movedBy(m_frame, way.x, way.y, {1000, 800});
            const auto there = Aligner().align(moved.view(), movedBy(m_points, way.x, way.y), to);
            QVERIFY(there);
            QVERIFY(mostDifference(*here, *there) <= 2); // interpolation rounds to a 32nd of a pixel
        }
    }
    void aMirroredPictureGivesTheMirroredFace()
    {
        Image mirrored(m_frame.width(), m_frame.height());
        cv::Mat into = matOf(mirrored);
        cv::flip(matOf(m_frame), into, 1);
        const auto turnedAround = [this](Landmark from) {
            const Point point = m_points.at(from);
            return Point{m_frame.width() - 1 - point.x, point.y};
        };
        Landmarks points = m_points;
        const auto put = [&](Landmark which, Landmark from) {
            points.points[static_cast<std::size_t>(which)] = turnedAround(from);
        };
        put(Landmark::LeftOuterCorner, Landmark::RightOuterCorner);
        put(Landmark::LeftInnerCorner, Landmark::RightInnerCorner);
        put(Landmark::RightInnerCorner, Landmark::LeftInnerCorner);
        put(Landmark::RightOuterCorner, Landmark::LeftOuterCorner);
        constexpr AlignTemplate kEven{113, 112, 38, 74, 52, 0}; // its middle is a pixel
        const auto here = Aligner().align(m_frame.view(), m_points, kEven);
        const auto there = Aligner().align(mirrored.view(), points, kEven);
        QVERIFY(here && there);
        cv::Mat back;
        cv::flip(matOf(*there), back, 1);
        // Centred on pixel 56 both times, so the mirror maps the template onto itself.
        QVERIFY(cv::norm(matOf(*here), back, cv::NORM_L1) / static_cast<double>(back.total() * 3) < 1);
    }
    void aFaceAtOrBeyondTheEdgeRepeatsTheEdge()
    {
        Image grey(64, 64);
        matOf(grey) = cv::Scalar::all(90);
        for (const double far : {-5000.0, -60.0, -20.0, 20.0, 60.0, 5000.0})
            for (const AlignTemplate& to : {kSmall, kLarge})
            {
                const auto aligned = Aligner().align(grey.view(), movedBy(m_points, far, -far), to);
                QVERIFY(aligned);
                double least = 0;
                double most = 0;
                cv::minMaxLoc(matOf(*aligned).reshape(1), &least, &most);
                QCOMPARE(least, 90.0);
                QCOMPARE(most, 90.0);
            }
    }

private:
    Image m_frame;
    Landmarks m_points;
};

BANSHI_TEST(AlignerTest)
#include "aligner_test.moc"
