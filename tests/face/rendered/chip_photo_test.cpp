// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/image_codec.h"
#include "banshi/face/rendered/chip_photo.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::face;
using namespace banshi::face::rendered;

class ChipPhotoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPhotographFitsTheChipAndDecodesToItsSize()
    {
        for (std::uint64_t seed = 1; seed <= 25; ++seed)
        {
            const auto file = chipPhotoWebp(makeIdentity(seed));
            QVERIFY(file.size() > 400 && file.size() <= kChipBytes);
            const auto photo = decodeImage(file);
            QVERIFY(photo);
            QCOMPARE(photo->width(), kChipWidth);
            QCOMPARE(photo->height(), kChipHeight);
        }
    }
    void theWallIsWhite()
    {
        const Image photo = renderChipPhoto(makeIdentity(1));
        QVERIFY(photo.data()[0] > 235 && photo.data()[1] > 235 && photo.data()[2] > 235);
    }
    void theSameSeedGivesTheSameFile() { QCOMPARE(chipPhotoWebp(makeIdentity(12)), chipPhotoWebp(makeIdentity(12))); }
};

BANSHI_TEST(ChipPhotoTest)
#include "chip_photo_test.moc"
