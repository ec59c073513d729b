// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/image.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::face;

class ImageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesOnlyThePixelsOfAViewWithPadding()
    {
        const std::vector<std::uint8_t> padded{1, 2, 3, 4, 5, 6, 99, 99, 7, 8, 9, 10, 11, 12, 99, 99};
        const Image image = Image::copyOf({padded.data(), 2, 2, 8});
        QCOMPARE(image.width(), 2);
        QCOMPARE(std::vector<std::uint8_t>(image.data(), image.data() + 12),
                 (std::vector<std::uint8_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
    }
    void refusesViewsThatCannotBe()
    {
        const std::uint8_t pixel[3] = {};
        QVERIFY(Image::copyOf({}).empty());
        QVERIFY(Image::copyOf({pixel, 0, 1, 3}).empty());
        QVERIFY(Image::copyOf({pixel, 4, 1, 3}).empty());
    }
    void measuresDistanceAndSlopeOfEyes()
    {
        const Eyes eyes{{10, 10}, {40, 50}};
        QCOMPARE(eyes.distance(), 50.0);
        QVERIFY(qAbs(eyes.rollDegrees() - 53.13) < 0.01);
    }
};

BANSHI_TEST(ImageTest)
#include "image_test.moc"
