// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/detector.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"

#include <QTest>

using namespace banshi::face;
using banshi::testing::framesOf;

namespace
{

bool holds(const Box& box, const Eyes& eyes)
{
    const auto inside = [&box](Point point) {
        return point.x > box.x && point.x < box.x + box.width && point.y > box.y && point.y < box.y + box.height;
    };
    return inside(eyes.left) && inside(eyes.right) && box.width < 4 * eyes.distance();
}

/// Sees a face of 200 pixels and beside it one of 100, which the half-size search overlooks.
class TwoSizes : public Detector
{
public:
    [[nodiscard]] std::vector<Face> find(ImageView, double) override
    {
        ++wholeSearches;
        return both ? std::vector<Face>{m_near, m_far} : std::vector<Face>{m_near};
    }
    [[nodiscard]] std::vector<Face> findLarge(ImageView, double) override { return {m_near}; }
    [[nodiscard]] std::vector<Face> findNear(ImageView, const Box& last, double) override
    {
        if (last.width > m_far.box.width)
            return {m_near};
        return both ? std::vector<Face>{m_far} : std::vector<Face>{};
    }

    int wholeSearches = 0;
    bool both = true;

private:
    Face m_near{{50, 100, 200, 200}, 1, Facing::Front};
    Face m_far{{450, 150, 100, 100}, 1, Facing::Front};
};

/// Two people side by side.
Image pairOf(std::uint64_t left, std::uint64_t right)
{
    const rendered::Pose far{.y = -12, .distance = 900};
    const Image first = rendered::renderFrame(rendered::makeIdentity(left), far, 320, 480);
    const Image second = rendered::renderFrame(rendered::makeIdentity(right), far, 320, 480);
    Image both(640, 480);
    for (std::size_t row = 0; row < 480; ++row)
    {
        std::copy_n(first.data() + row * first.stride(), first.stride(), both.data() + row * both.stride());
        std::copy_n(second.data() + row * second.stride(), second.stride(),
                    both.data() + row * both.stride() + first.stride());
    }
    return both;
}

} // namespace

class DetectorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_detector = makeDetector(); }

    void findsExactlyTheRenderedFaceAtFullAndHalfSize()
    {
        for (std::uint64_t seed = 1; seed <= 12; ++seed)
        {
            rendered::HeadRenderer renderer(rendered::makeIdentity(seed));
            const rendered::Pose pose{.y = -12};
            const Image frame = renderer.render(pose, {}, 640, 480);
            const Eyes truth = renderer.truth(pose, {}, 640, 480).eyes;
            for (const auto& faces : {m_detector->find(frame.view(), 0), m_detector->findLarge(frame.view(), 0)})
            {
                QCOMPARE(faces.size(), 1U);
                QVERIFY(holds(faces.front().box, truth));
                QCOMPARE(faces.front().facing, Facing::Front);
            }
        }
    }
    void saysThatAHeadIsTurnedAside()
    {
        for (const double yaw : {-28.0, 28.0})
        {
            const auto faces =
                m_detector->find(rendered::renderFrame(rendered::makeIdentity(4), {.yaw = yaw, .y = -12}).view(), 0);
            QCOMPARE(faces.size(), 1U);
            QCOMPARE(faces.front().facing, Facing::Turned);
        }
    }
    void findsNobodyInAnEmptyRoomOrBrokenView()
    {
        QVERIFY(m_detector->find(rendered::renderRoom({}, 640, 480).view(), 0).empty());
        QVERIFY(m_detector->find({}, 0).empty());
        QVERIFY(m_detector->findLarge({}, 0).empty());
        const Image tiny(9, 9);
        QVERIFY(m_detector->find(tiny.view(), 0).empty());
        QVERIFY(m_detector->findLarge(tiny.view(), 0).empty());
        QVERIFY(m_detector->findNear(tiny.view(), {-500, -500, 100, 100}, 0).empty());
    }
    void followsAMovingFaceAndSeesASecondOneWithinTenFrames()
    {
        FaceTracker tracker(*m_detector);
        for (const Image& frame : framesOf(3, 12))
            QCOMPARE(tracker.next(frame.view()).size(), 1U);
        const Image both = pairOf(3, 8);
        std::size_t most = 0;
        for (int frame = 0; frame < 10; ++frame)
            most = std::max(most, tracker.next(both.view()).size());
        QCOMPARE(most, 2U);
    }
    void seesSomebodySmallerBesideWithinFourFramesAndKeepsThemInSight()
    {
        TwoSizes people;
        FaceTracker tracker(people);
        const Image frame(8, 8);
        for (int number = 1; number <= 24; ++number)
            QCOMPARE(tracker.next(frame.view()).size(), number < 4 ? 1U : 2U);
        QCOMPARE(people.wholeSearches, 3); // in the 4th frame, the 14th and the 24th
        people.both = false;
        QCOMPARE(tracker.next(frame.view()).size(), 1U);
        people.both = true;
        int unseen = 0;
        while (tracker.next(frame.view()).size() < 2)
            QVERIFY(++unseen < 10);
    }
    void losesTheFaceWhenThePersonLeaves()
    {
        FaceTracker tracker(*m_detector);
        QCOMPARE(tracker.next(framesOf(5, 1).front().view()).size(), 1U);
        QVERIFY(tracker.next(rendered::renderRoom({}, 640, 480).view()).empty());
    }

private:
    std::unique_ptr<Detector> m_detector;
};

BANSHI_TEST(DetectorTest)
#include "detector_test.moc"
