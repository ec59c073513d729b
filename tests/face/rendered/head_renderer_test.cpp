// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/head_renderer.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <cmath>

using namespace banshi::face;
using namespace banshi::face::rendered;

namespace
{

bool equal(const Image& a, const Image& b)
{
    return a.width() == b.width() && a.height() == b.height() &&
           std::equal(a.data(), a.data() + a.stride() * static_cast<std::size_t>(a.height()), b.data());
}

double grey(const Image& image, Point at)
{
    const std::uint8_t* pixel = image.data() + static_cast<std::size_t>(std::lround(at.y)) * image.stride() +
                                static_cast<std::size_t>(std::lround(at.x)) * 3;
    return (pixel[0] + pixel[1] + pixel[2]) / 3.0;
}

} // namespace

class HeadRendererTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedIsTheSamePersonAndPicture()
    {
        QVERIFY(equal(renderFrame(makeIdentity(5)), renderFrame(makeIdentity(5))));
        QVERIFY(!equal(renderFrame(makeIdentity(5)), renderFrame(makeIdentity(6))));
    }
    void pupilsAreDarkWhereTheTruthSaysAndGoneWhenTheEyesShut()
    {
        Scene quiet;
        quiet.noise = 0;
        for (std::uint64_t seed = 1; seed <= 10; ++seed)
        {
            HeadRenderer renderer(makeIdentity(seed));
            const Eyes eyes = renderer.truth({}, quiet, 640, 480).eyes;
            const Image open = renderer.render({}, quiet, 640, 480);
            const Image shut = renderer.render({.blink = 1}, quiet, 640, 480);
            QVERIFY(grey(open, eyes.left) < 70);
            QVERIFY(grey(shut, eyes.left) > grey(open, eyes.left) + 15);
        }
    }
    void turningMovesTheNoseTheWayItSays()
    {
        const HeadRenderer renderer(makeIdentity(2));
        const auto noseAt = [&](const Pose& pose) {
            return renderer.truth(pose, {}, 640, 480).points.at(Landmark::NoseTip);
        };
        QVERIFY(noseAt({.yaw = 20}).x > noseAt({}).x + 20);
        QVERIFY(noseAt({.pitch = 15}).y > noseAt({}).y + 10);
        const Eyes tilted = renderer.truth({.roll = 10}, {}, 640, 480).eyes;
        QVERIFY(std::abs(tilted.rollDegrees() - 10) < 0.5);
    }
    void lightAndNoiseDoWhatTheySay()
    {
        HeadRenderer renderer(makeIdentity(3));
        const Point forehead{320, 190};
        const double bright = grey(renderer.render({}, {.light = 0.9, .noise = 0}, 640, 480), forehead);
        const double dark = grey(renderer.render({}, {.light = 0.1, .ambient = 0.2, .noise = 0}, 640, 480), forehead);
        QVERIFY(bright > dark + 50);
        QVERIFY(!equal(renderer.render({}, {}, 320, 240), renderer.render({}, {}, 320, 240)));
    }
    void yearsChangeTheSurfaceAndNotTheShape()
    {
        const Identity young = makeIdentity(7);
        const Identity old = aged(young, 40);
        QCOMPARE(HeadRenderer(young).truth({}, {}, 640, 480).points.at(Landmark::NoseTip).x,
                 HeadRenderer(old).truth({}, {}, 640, 480).points.at(Landmark::NoseTip).x);
        QVERIFY(old.age > young.age && aged(old, 500).age <= 1.2);
        QVERIFY(!equal(renderFrame(young), renderFrame(old)));
    }
    void refusesImpossibleSizes()
    {
        HeadRenderer renderer(makeIdentity(1));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, (void)renderer.render({}, {}, 0, 480));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, (void)renderer.render({}, {}, 640, 100'000));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, (void)renderRoom({}, -1, 10));
    }
};

BANSHI_TEST(HeadRendererTest)
#include "head_renderer_test.moc"
