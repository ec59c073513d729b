// SPDX-License-Identifier: GPL-3.0-or-later
// Files that somebody has damaged or made on purpose: each is refused with its code or read, and nothing else happens.
#include "banshi/face/image_codec.h"
#include "banshi/face/matcher.h"
#include "banshi/face/model_manifest.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"
#include "tiny_onnx.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <random>

using namespace banshi::face;

namespace
{

/// `bytes` with one to eight of them changed at random, now and then cut off as well.
std::string damaged(std::string bytes, std::mt19937& random, std::size_t within)
{
    for (auto left = random() % 8 + 1; left > 0; --left)
        bytes[random() % std::min(within, bytes.size())] = static_cast<char>(random());
    if (random() % 4 == 0)
        bytes.resize(random() % bytes.size());
    return bytes;
}

/// A folder with a network whose manifest has the right sum, whatever the network is.
class Workshop
{
public:
    [[nodiscard]] Result<std::unique_ptr<Matcher>> load(const std::string& network, const QByteArray& input,
                                                        const char* kind)
    {
        write("net.bin", QByteArray::fromStdString(network));
        return loadWithSum(sha256Hex(network), input, kind);
    }
    [[nodiscard]] Result<std::unique_ptr<Matcher>> loadWithSum(const std::string& sum, const QByteArray& input,
                                                               const char* kind)
    {
        write("net.model.toml", "[model]\nid = \"odd\"\nfile = \"net.bin\"\nkind = \"" + QByteArray(kind) +
                                    "\"\nsha256 = \"" + QByteArray::fromStdString(sum) +
                                    "\"\nlicence = \"none\"\nsource = \"test\"\nmetric = \"cosine\"\n[input]\n" +
                                    input +
                                    "left_eye_x = 10\nright_eye_x = 22\neye_y = 12\norder = \"rgb\"\n[threshold]\n"
                                    "accept = 0.9\nreject = 0.1\nmeasured_on = \"nothing\"\n");
        const bool rendered = std::string_view(kind) == "dlib-rendered"; // refused in production before it is read
        return makeMatcher(path("net.model.toml").toStdString(), rendered ? Mode::Development : Mode::Production);
    }
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

private:
    void write(const char* name, const QByteArray& bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test's model");
    }

    QTemporaryDir m_folder;
};

const char* const kTinyInput = "width = 32\nheight = 32\n";

std::vector<std::array<float, 4>> rowsOf(std::size_t count, float value)
{
    return std::vector<std::array<float, 4>>(count, {0, value, 0, 1});
}

} // namespace

class HostileFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedPicturesAreReadOrRefused_data()
    {
        QTest::addColumn<QByteArray>("extension");
        for (const char* const extension : {".jpg", ".png", ".webp"})
            QTest::newRow(extension) << QByteArray(extension);
    }
    void damagedPicturesAreReadOrRefused()
    {
        QFETCH(QByteArray, extension);
        const Image frame = rendered::renderFrame(rendered::makeIdentity(1), {}, 96, 72);
        std::vector<std::uint8_t> file;
        cv::imencode(extension.constData(), cv::Mat(72, 96, CV_8UC3, const_cast<std::uint8_t*>(frame.data())), file);
        const std::string whole(file.begin(), file.end());
        std::mt19937 random(1);
        int refused = 0;
        for (int run = 0; run < 300; ++run)
        {
            const std::string bytes = damaged(whole, random, run % 2 == 0 ? 64 : whole.size());
            const auto image = decodeImage({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
            if (image)
                QVERIFY(!image->empty() && image->width() <= kLargestImageSide && image->height() <= kLargestImageSide);
            else
                QVERIFY(image.error().code == Code::ImageUnreadable || image.error().code == Code::ImageTooLarge);
            refused += image ? 0 : 1;
        }
        QVERIFY2(refused > 50, qPrintable(QString::number(refused)));
    }
    void aNetworkThatGivesNoVectorIsUnusable_data()
    {
        QTest::addColumn<int>("numbers");
        QTest::addColumn<float>("weight");
        QTest::addColumn<bool>("good");
        QTest::newRow("eight numbers") << 8 << 1.0F << true;
        QTest::newRow("seven numbers") << 7 << 1.0F << false;
        QTest::newRow("no number") << 64 << std::nanf("") << false;
        QTest::newRow("endless") << 64 << INFINITY << false;
    }
    void aNetworkThatGivesNoVectorIsUnusable()
    {
        QFETCH(int, numbers);
        QFETCH(float, weight);
        QFETCH(bool, good);
        Workshop workshop;
        const std::string network = banshi::testing::tinyOnnx(32, rowsOf(static_cast<std::size_t>(numbers), weight));
        const auto matcher = workshop.load(network, kTinyInput, "onnx");
        QCOMPARE(matcher.has_value(), good);
        if (!good)
            QCOMPARE(matcher.error().code, Code::ModelUnusable);
    }
    void aDamagedNetworkIsUnusableOrANetwork()
    {
        Workshop workshop;
        const std::string whole = banshi::testing::tinyOnnx(32, rowsOf(12, 0.5F));
        std::mt19937 random(2);
        int refused = 0;
        for (int run = 0; run < 300; ++run)
        {
            const auto matcher = workshop.load(damaged(whole, random, whole.size()), kTinyInput, "onnx");
            if (!matcher)
                QCOMPARE(matcher.error().code, Code::ModelUnusable);
            refused += matcher ? 0 : 1;
        }
        QVERIFY2(refused > 50, qPrintable(QString::number(refused)));
    }
    void aDamagedNetworkOfDlibsIsUnusableOrANetwork()
    {
        QFile file(qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/face/data/banshi-rendered-v1.dat"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string whole = file.readAll().toStdString();
        Workshop workshop;
        std::mt19937 random(3);
        int refused = 0;
        for (int run = 0; run < 40; ++run)
        {
            const auto matcher = workshop.load(damaged(whole, random, run % 2 == 0 ? 400 : whole.size()),
                                               "width = 64\nheight = 80\n", "dlib-rendered");
            if (!matcher)
                QCOMPARE(matcher.error().code, Code::ModelUnusable);
            refused += matcher ? 0 : 1;
        }
        QVERIFY2(refused > 10, qPrintable(QString::number(refused)));
    }
    void aHugeModelIsRefusedBeforeItIsRead()
    {
        Workshop workshop;
        QFile file(workshop.path("net.bin"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(513LL * 1024 * 1024)); // a hole
        file.close();
        QCOMPARE(workshop.loadWithSum(std::string(64, 'a'), kTinyInput, "onnx").error().code, Code::ModelUnusable);
        QVERIFY(file.resize(257LL * 1024 * 1024));
        QCOMPARE(loadLandmarker(file.fileName().toStdString()).error().code, Code::ModelUnusable);
    }
    void aFolderIsNoModel()
    {
        Workshop workshop;
        QVERIFY(QDir().mkpath(workshop.path("net.bin")));
        QCOMPARE(workshop.loadWithSum(std::string(64, 'a'), kTinyInput, "onnx").error().code, Code::ModelMissing);
    }
};

BANSHI_TEST(HostileFilesTest)
#include "hostile_files_test.moc"
