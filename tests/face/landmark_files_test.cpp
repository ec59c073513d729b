// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "shape_model.h"
#include "tiny_shape.h"

#include <QTest>
#include <cmath>
#include <functional>
#include <limits>

using namespace banshi::face;
using banshi::testing::dlibShape;
using banshi::testing::ourShape;
using banshi::testing::TinyShape;

namespace
{

ShapeModel shapeFrom(const std::string& bytes)
{
    return ShapeModel::read({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
}

bool isRefused(const std::string& bytes)
{
    try
    {
        (void)shapeFrom(bytes);
        return false;
    }
    catch (const std::exception&)
    {
        return true;
    }
}

TinyShape with(const std::function<void(TinyShape&)>& change)
{
    TinyShape shape;
    change(shape);
    return shape;
}

} // namespace

Q_DECLARE_METATYPE(TinyShape)

/// Files of landmark models, of both kinds: each is read wholly or refused, and then nothing is read beside it.
class LandmarkFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothKindsOfFilesGiveTheSamePoints()
    {
        const ShapeModel theirs = shapeFrom(dlibShape());
        QCOMPARE(theirs.write(), ourShape());
        const cv::Mat grey(64, 64, CV_8UC1, cv::Scalar(90));
        const Box box{0, 0, 65, 65};
        QCOMPARE(theirs.find(grey, box).points[5].x, shapeFrom(ourShape()).find(grey, box).points[5].x);
        QVERIFY(std::abs(theirs.find(grey, box).points[5].x - 64 * (0.5 + 2 * 0.01)) < 1e-3);
    }
    void aModelThatDoesNotFitItselfIsRefused_data()
    {
        QTest::addColumn<TinyShape>("shape");
        QTest::addColumn<bool>("inOurs"); // what our own format can say at all
        constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
        constexpr float kEndless = std::numeric_limits<float>::infinity();
        QTest::newRow("three leaves") << with([](auto& s) { s.leaves = 3, s.splits = 2; }) << false;
        QTest::newRow("no split") << with([](auto& s) { s.leaves = 1, s.splits = 0; }) << true;
        QTest::newRow("more leaves than ways") << with([](auto& s) { s.leaves = 8; }) << true;
        QTest::newRow("a tree of nine floors") << with([](auto& s) { s.leaves = 512, s.splits = 511; }) << true;
        QTest::newRow("no cascade") << with([](auto& s) { s.cascades = 0; }) << true;
        QTest::newRow("five points") << with([](auto& s) { s.points = 5; }) << true;
        QTest::newRow("an unknown landmark") << with([](auto& s) { s.anchor = 68; }) << true;
        QTest::newRow("a landmark of many bits") << with([](auto& s) { s.anchor = 65536 + 3; }) << false;
        QTest::newRow("an unknown pixel") << with([](auto& s) { s.pixel = 2; }) << true;
        QTest::newRow("a pixel of many bits") << with([](auto& s) { s.pixel = 65536; }) << false;
        QTest::newRow("no offset") << with([](auto& s) { s.offset = kNone; }) << true;
        QTest::newRow("an endless offset") << with([](auto& s) { s.offset = kEndless; }) << true;
        QTest::newRow("an offset to the moon") << with([](auto& s) { s.offset = 1e30F; }) << true;
        QTest::newRow("no leaf") << with([](auto& s) { s.leaf = kNone; }) << true;
        QTest::newRow("an endless leaf") << with([](auto& s) { s.leaf = -kEndless; }) << true;
        QTest::newRow("no mean") << with([](auto& s) { s.mean = kNone; }) << true;
    }
    void aModelThatDoesNotFitItselfIsRefused()
    {
        QFETCH(TinyShape, shape);
        QFETCH(bool, inOurs);
        QVERIFY(isRefused(dlibShape(shape)));
        if (inOurs)
            QVERIFY(isRefused(ourShape(shape)));
    }
    void aSizeThatNoFileHoldsIsRefusedBeforeMemoryIsTaken()
    {
        std::ostringstream stream;
        dlib::serialize(1, stream);
        dlib::serialize(dlib::matrix<float, 0, 1>(dlib::zeros_matrix<float>(136, 1)), stream);
        for (const unsigned long count : {1UL << 20U, 1UL << 40U, ~0UL})
        {
            std::ostringstream more;
            dlib::serialize(count, more);
            QVERIFY(isRefused(stream.str() + more.str()));
        }
    }
    void pointsFarOutsideStayNumbers()
    {
        const cv::Mat grey(64, 64, CV_8UC1, cv::Scalar(90));
        const ShapeModel model =
            shapeFrom(dlibShape(with([](auto& s) { s.leaf = 100, s.mean = -100, s.offset = 99; })));
        for (const Point& point : model.find(grey, {0, 0, 61, 61}).points)
            QVERIFY(std::abs(point.x) <= 600 && std::abs(point.y) <= 600);
    }
};

BANSHI_TEST(LandmarkFilesTest)
#include "landmark_files_test.moc"
