// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/demo_persons.h"
#include "banshi/face/verifier.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"

#include <QTest>
#include <opencv2/imgproc.hpp>

using namespace banshi::face;
using banshi::testing::chipOf;

namespace
{

/// Sees what it was told to see, and remembers the size of the picture.
class ToldDetector : public Detector
{
public:
    struct Searched
    {
        int columns = 0;
        int rows = 0;
    };
    ToldDetector(Searched& searched, std::vector<Face> faces) : m_searched(searched), m_faces(std::move(faces)) {}
    [[nodiscard]] std::vector<Face> find(ImageView picture, double) override
    {
        m_searched = {picture.width, picture.height};
        return m_faces;
    }
    [[nodiscard]] std::vector<Face> findLarge(ImageView picture, double least) override { return find(picture, least); }
    [[nodiscard]] std::vector<Face> findNear(ImageView picture, const Box&, double least) override
    {
        return find(picture, least);
    }

private:
    Searched& m_searched;
    std::vector<Face> m_faces;
};

Result<Embedding> readBy(ToldDetector::Searched& searched, std::vector<Face> faces, const Image& photo)
{
    VerifierParts parts;
    parts.detector = std::make_unique<ToldDetector>(searched, std::move(faces));
    const auto verifier = makeVerifier(makeMatcher(std::string(kRenderedMatcher), Mode::Development), std::move(parts));
    return verifier->readChip(photo.view());
}

/// The photographs of two people beside each other, the second one smaller.
Image besideEachOther(const Image& one, const Image& other, double share)
{
    Image both(one.width() + other.width(), one.height());
    cv::Mat target(both.height(), both.width(), CV_8UC3, both.data());
    const auto matOf = [](const Image& image) {
        return cv::Mat(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.data()), image.stride());
    };
    target.setTo(cv::Scalar(200, 200, 200));
    matOf(one).copyTo(target(cv::Rect(0, 0, one.width(), one.height())));
    cv::Mat smaller;
    cv::resize(matOf(other), smaller, {}, share, share, cv::INTER_AREA);
    smaller.copyTo(target(cv::Rect(one.width(), 0, smaller.cols, smaller.rows)));
    return both;
}

} // namespace

class ChipPhotoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPhotographOfAnySizeIsSearchedAtAFewHundredRows_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("rows");
        QTest::newRow("of a card") << 102 << 126 << 204 << 252;
        QTest::newRow("as it is") << 358 << 441 << 358 << 441;
        QTest::newRow("huge") << 3000 << 4000 << 375 << 500;
        QTest::newRow("broad") << 4000 << 500 << 800 << 100;
        QTest::newRow("a strip") << 4000 << 40 << 800 << 8;
    }
    void aPhotographOfAnySizeIsSearchedAtAFewHundredRows()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        ToldDetector::Searched searched;
        QCOMPARE(readBy(searched, {}, Image(width, height)).error().code, Code::ChipFaceNotFound);
        QTEST(searched.columns, "columns");
        QTEST(searched.rows, "rows");
    }
    void onlyWhatMayBeTheCardsOwnerCountsAsAnotherFace_data()
    {
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("second");
        QTest::addColumn<double>("width");
        QTest::addColumn<bool>("several");
        QTest::newRow("two clear faces") << 1.0 << 0.8 << 90.0 << true;
        QTest::newRow("two faint faces") << -0.1 << -0.1 << 100.0 << true;
        QTest::newRow("something faint beside a clear face") << 1.0 << -0.2 << 90.0 << false;
        QTest::newRow("a small face on a shirt") << 1.0 << 0.8 << 35.0 << false;
    }
    void onlyWhatMayBeTheCardsOwnerCountsAsAnotherFace()
    {
        QFETCH(double, first);
        QFETCH(double, second);
        QFETCH(double, width);
        QFETCH(bool, several);
        const std::vector<Face> faces{{{50, 70, 100, 100}, first, Facing::Front},
                                      {{10, 10, width, width}, second, Facing::Front}};
        ToldDetector::Searched searched;
        const auto read = readBy(searched, faces, chipOf(rendered::kDemoPersons[0].seed));
        QCOMPARE(!read && read.error().code == Code::ChipManyFaces, several);
    }
    void aPhotographOfTwoPeopleIsNobodys()
    {
        const auto verifier = makeVerifier(makeMatcher(std::string(kRenderedMatcher), Mode::Development));
        const Image one = chipOf(rendered::kDemoPersons[0].seed);
        const Image other = chipOf(rendered::kDemoPersons[1].seed);
        const Image both = besideEachOther(one, other, 0.9);
        QCOMPARE(verifier->readChip(both.view()).error().code, Code::ChipManyFaces);
    }
    void everybodysOwnPhotographShowsOneFace()
    {
        const auto verifier = makeVerifier(makeMatcher(std::string(kRenderedMatcher), Mode::Development));
        for (const auto& person : rendered::kDemoPersons)
        {
            const auto read = verifier->readChip(chipOf(person.seed).view());
            QVERIFY2(read, read ? "" : read.error().detail.c_str());
        }
    }
};

BANSHI_TEST(ChipPhotoTest)
#include "chip_photo_test.moc"
