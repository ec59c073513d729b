// SPDX-License-Identifier: GPL-3.0-or-later
// The quick search around the last face, held against dlib's own search of the whole picture, and the quick scaling
// against OpenCV's.
#include "area_scale.h"
#include "banshi/face/rendered/head_renderer.h"
#include "banshi/testing/suite.h"
#include "dlib_parts.h"
#include "grey.h"

#include <QTest>
#include <cmath>
#include <opencv2/imgproc.hpp>

using namespace banshi::face;

namespace
{

constexpr double kSmall = 73; // pixels of a face that the filters fit as they are

Image frameOf(std::uint64_t seed, double distance)
{
    return rendered::renderFrame(rendered::makeIdentity(seed), {.y = -12, .distance = distance});
}

double middleOf(const Box& box)
{
    return box.x + box.width / 2;
}

} // namespace

class NearSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesDlibsOwnPlaceAndScoreToAFaceInside()
    {
        DlibDetector detector;
        for (const std::uint64_t seed : {1, 3, 5, 7})
        {
            const Image frame = frameOf(seed, 600);
            const cv::Mat whole = toGrey(frame.view());
            const auto coarse = detector.search(whole, 1, {}, 0);
            QVERIFY(!coarse.empty());
            cv::Mat grey;
            const double factor = kSmall / coarse.front().box.width;
            cv::resize(whole, grey, {}, factor, factor, cv::INTER_AREA);
            const auto own = detector.search(grey, 1, {}, 0);
            const auto quick = detector.searchNear(grey, 1, {}, 0);
            QCOMPARE(own.size(), 1U);
            QCOMPARE(quick.size(), 1U);
            QVERIFY(std::abs(quick.front().box.width - own.front().box.width) <= 1); // the corners are rounded
            QVERIFY(std::abs(quick.front().box.x - own.front().box.x) <= 1);
            QVERIFY(std::abs(quick.front().box.y - own.front().box.y) <= 1);
            QCOMPARE(quick.front().facing, own.front().facing);
            QVERIFY(std::abs(quick.front().score - own.front().score) <
                    0.1); // the smaller size is scaled in another way
        }
    }
    void scalesAndMovesItsBoxes()
    {
        DlibDetector detector;
        const cv::Mat grey = scaledGrey(toGrey(frameOf(2, 600).view()), 0.4);
        const auto plain = detector.searchNear(grey, 1, {}, -1);
        const auto moved = detector.searchNear(grey, 2, {30, -7}, -1);
        QVERIFY(!plain.empty());
        QCOMPARE(moved.size(), plain.size());
        QCOMPARE(moved.front().box.x, plain.front().box.x * 2 + 30);
        QCOMPARE(moved.front().box.y, plain.front().box.y * 2 - 7);
        QCOMPARE(moved.front().box.width, plain.front().box.width * 2);
    }
    void followsAFaceThatComesNearerAndGoesAgain()
    {
        const auto detector = makeDetector();
        rendered::HeadRenderer renderer(rendered::makeIdentity(6));
        const auto frameAt = [&](double distance) {
            return renderer.render({.y = -12, .distance = distance}, {}, 640, 480);
        };
        const auto first = detector->findLarge(frameAt(620).view(), 0);
        QCOMPARE(first.size(), 1U);
        Box last = first.front().box;
        double narrowest = last.width;
        double widest = last.width;
        for (int step = 0; step < 24; ++step)
        {
            const Image frame = frameAt(step < 12 ? 620 - 15 * step : 440 + 15 * (step - 12));
            const auto faces = detector->findNear(frame.view(), last, 0);
            QCOMPARE(faces.size(), 1U);
            last = faces.front().box;
            if (step % 8 == 7)
            {
                const auto whole = detector->findLarge(frame.view(), 0);
                QCOMPARE(whole.size(), 1U);
                QVERIFY(std::abs(middleOf(last) - middleOf(whole.front().box)) < 0.15 * last.width);
            }
            narrowest = std::min(narrowest, last.width);
            widest = std::max(widest, last.width);
        }
        QVERIFY(widest > 1.25 * narrowest);
    }
    void scalesByAreaAsOpenCvDoes()
    {
        const cv::Mat whole = toGrey(frameOf(3, 600).view());
        for (const double factor : {0.51, 0.6, 0.66, 0.75, 0.7777, 0.9, 0.999})
            for (const cv::Size& size : {cv::Size(640, 480), cv::Size(301, 222), cv::Size(24, 25), cv::Size(3, 5)})
            {
                const cv::Mat part = whole(cv::Rect({100, 60}, size) & cv::Rect(0, 0, 640, 480));
                cv::Mat theirs;
                cv::resize(part, theirs, {}, factor, factor, cv::INTER_AREA);
                const cv::Mat ours = areaScaled(part, factor);
                QCOMPARE(ours.cols, theirs.cols);
                QCOMPARE(ours.rows, theirs.rows);
                QVERIFY(cv::norm(ours, theirs, cv::NORM_INF) <= 1);
            }
    }
    void scalesNothingOutOfNothing()
    {
        QVERIFY(areaScaled({}, 0.7).empty());
        QCOMPARE(areaScaled(cv::Mat(2, 2, CV_8UC1, cv::Scalar(9)), 0.7).rows, 2);
    }
};

BANSHI_TEST(NearSearchTest)
#include "near_search_test.moc"
