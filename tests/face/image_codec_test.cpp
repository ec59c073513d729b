// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/image_codec.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"

#include <QTest>
#include <opencv2/imgcodecs.hpp>

using namespace banshi::face;

namespace
{

std::vector<std::uint8_t> encoded(const char* extension)
{
    const Image frame = rendered::renderFrame(rendered::makeIdentity(1), {}, 160, 120);
    std::vector<std::uint8_t> file;
    cv::imencode(extension, cv::Mat(120, 160, CV_8UC3, const_cast<std::uint8_t*>(frame.data())), file);
    return file;
}

} // namespace

class ImageCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formats_data()
    {
        QTest::addColumn<QByteArray>("extension");
        QTest::newRow("jpeg") << QByteArray(".jpg");
        QTest::newRow("png") << QByteArray(".png");
        QTest::newRow("webp") << QByteArray(".webp");
    }
    void readsWholePictures_data() { formats_data(); }
    void readsWholePictures()
    {
        QFETCH(QByteArray, extension);
        const auto image = decodeImage(encoded(extension.constData()));
        QVERIFY(image);
        QCOMPARE(image->width(), 160);
        QCOMPARE(image->height(), 120);
    }
    void refusesPicturesThatEndEarly_data() { formats_data(); }
    void refusesPicturesThatEndEarly()
    {
        QFETCH(QByteArray, extension);
        const auto file = encoded(extension.constData());
        for (const std::size_t part :
             {std::size_t{0}, std::size_t{3}, file.size() / 4, file.size() / 2, file.size() - 200})
        {
            const auto image = decodeImage(std::span(file).first(part));
            QVERIFY(!image);
            QCOMPARE(image.error().code, Code::ImageUnreadable);
        }
    }
    void refusesOtherFiles()
    {
        const std::string text = "<html>not a picture</html>";
        const auto image = decodeImage({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
        QVERIFY(!image);
        QCOMPARE(image.error().code, Code::ImageUnreadable);
    }
    void refusesHugePicturesByTheirHeaderAlone()
    {
        auto png = encoded(".png");
        png[18] = 0xFF; // 65,000 pixels wide
        QCOMPARE(decodeImage(png).error().code, Code::ImageTooLarge);
        auto jpeg = encoded(".jpg");
        for (std::size_t i = 0; i + 8 < jpeg.size(); ++i)
            if (jpeg[i] == 0xFF && jpeg[i + 1] == 0xC0)
            {
                jpeg[i + 5] = 0xFF; // 65,000 pixels high
                break;
            }
        QCOMPARE(decodeImage(jpeg).error().code, Code::ImageTooLarge);
        QCOMPARE(decodeImage(std::vector<std::uint8_t>(kLargestImageFile + 1)).error().code, Code::ImageTooLarge);
    }
};

BANSHI_TEST(ImageCodecTest)
#include "image_codec_test.moc"
