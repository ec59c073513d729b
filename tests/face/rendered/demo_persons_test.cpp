// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/image_codec.h"
#include "banshi/face/rendered/chip_photo.h"
#include "banshi/face/rendered/demo_persons.h"
#include "banshi/face/rendered/sequences.h"
#include "banshi/face/verifier.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <opencv2/imgcodecs.hpp>

using namespace banshi::face;
using namespace banshi::face::rendered;

namespace
{

constexpr int kLoop = 30;  // frames of the sequence that demonstrations play
constexpr int kStride = 2; // at 15 frames a second: the spacing of VerifyPlan

/// The loop as a camera with JPEG frames shows it.
std::vector<Image> loopOf(std::uint64_t seed)
{
    HeadRenderer renderer(makeIdentity(seed));
    std::vector<Image> frames;
    for (int i = 0; i < kLoop; ++i)
    {
        const Image frame = renderer.render(naturalPose(seed, i, kLoop), {}, 640, 480);
        std::vector<std::uint8_t> file;
        cv::imencode(".jpg", cv::Mat(480, 640, CV_8UC3, const_cast<std::uint8_t*>(frame.data())), file,
                     {cv::IMWRITE_JPEG_QUALITY, 90});
        frames.push_back(std::move(*decodeImage(file)));
    }
    return frames;
}

std::vector<ImageView> five(const std::vector<Image>& loop, int first)
{
    std::vector<ImageView> views;
    for (int i = 0; i < 5; ++i)
        views.push_back(loop[static_cast<std::size_t>((first + i * kStride) % kLoop)].view());
    return views;
}

} // namespace

class DemoPersonsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDemoPersonMatchesThemselvesAndNobodyElse()
    {
        const auto verifier = makeVerifier(makeMatcher(std::string(kRenderedMatcher), Mode::Development));
        std::vector<Image> chips;
        for (const DemoPerson& person : kDemoPersons)
            chips.push_back(std::move(*decodeImage(chipPhotoWebp(makeIdentity(person.seed)))));
        for (std::size_t live = 0; live < kDemoPersons.size(); ++live)
        {
            const std::vector<Image> loop = loopOf(kDemoPersons[live].seed);
            for (const int first : {0, 7, 13, 21})
                for (std::size_t chip = 0; chip < chips.size(); ++chip)
                {
                    if (chip != live && first != 0)
                        continue;
                    const Verdict verdict = verifier->verify(chips[chip].view(), five(loop, first));
                    QVERIFY2(verdict.answer == (chip == live ? Answer::Match : Answer::NoMatch),
                             qPrintable(QStringLiteral("chip %1 live %2 from frame %3: score %4")
                                            .arg(kDemoPersons[chip].seed)
                                            .arg(kDemoPersons[live].seed)
                                            .arg(first)
                                            .arg(verdict.score)));
                }
        }
    }
    void theTableSaysWhatIsDrawn()
    {
        for (const DemoPerson& person : kDemoPersons)
        {
            const Identity drawn = makeIdentity(person.seed);
            QCOMPARE(drawn.female, person.female);
            QVERIFY(qAbs(20 + 50 * drawn.age - person.age) <= 1);
        }
    }
};

BANSHI_TEST(DemoPersonsTest)
#include "demo_persons_test.moc"
