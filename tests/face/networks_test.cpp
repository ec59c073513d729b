// SPDX-License-Identifier: GPL-3.0-or-later
// dlib's face recognition network as its example defines it, without its weights.
#include "banshi/face/matcher.h"
#include "banshi/face/model_manifest.h"
#include "banshi/testing/suite.h"
#include "dlib_network.h"
#include "networks.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <random>

using namespace banshi::face;

namespace
{

using Resnet = networks::Resnet<dlib::affine>;

Image noise(int side)
{
    Image picture(side, side);
    std::mt19937 random(7);
    for (std::size_t i = 0; i < picture.stride() * static_cast<std::size_t>(side); ++i)
        picture.data()[i] = static_cast<std::uint8_t>(random() & 255U);
    return picture;
}

/// Writes `bytes` as a network with its manifest and makes the matcher of it.
Result<std::unique_ptr<Matcher>> matcherOf(const QTemporaryDir& folder, const std::string& bytes, const char* kind,
                                           Mode mode = Mode::Production)
{
    QFile model(folder.filePath(QStringLiteral("net.dat")));
    QFile manifest(folder.filePath(QStringLiteral("net.model.toml")));
    if (!model.open(QIODevice::WriteOnly) || !manifest.open(QIODevice::WriteOnly))
        return banshi::base::fail(Code::ModelMissing, "the test's folder cannot be written");
    model.write(bytes.data(), static_cast<qint64>(bytes.size()));
    manifest.write("[model]\nid = \"made-up\"\nfile = \"net.dat\"\nkind = \"" + QByteArray(kind) + "\"\nsha256 = \"" +
                   QByteArray::fromStdString(sha256Hex(bytes)) +
                   "\"\nlicence = \"none\"\nsource = \"made up\"\nmetric = \"cosine\"\n[input]\nwidth = 150\n"
                   "height = 150\nleft_eye_x = 47.8\nright_eye_x = 100.2\neye_y = 47.4\norder = \"rgb\"\n"
                   "[threshold]\naccept = 0.9\nreject = 0.8\nmeasured_on = \"nothing\"\n");
    model.close();
    manifest.close();
    return makeMatcher(manifest.fileName().toStdString(), mode);
}

std::string serialised(const auto& net)
{
    std::ostringstream stream;
    dlib::serialize(net, stream);
    return stream.str();
}

} // namespace

class NetworksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_expected = m_net(toDlibPicture(m_face.view())); // the first run makes up the weights
        m_net.clean();
    }

    void theLayersAreThoseOfTheExampleThatTheFileWasTrainedWith()
    {
        // dnn_face_recognition_ex.cpp from the vector down: filters, side of the kernel, stride of each convolution.
        QStringList wanted;
        const auto add = [&wanted](int filters, int stride) {
            wanted << QStringLiteral("%1 3 1").arg(filters) << QStringLiteral("%1 3 %2").arg(filters).arg(stride);
        };
        for (const auto& [filters, blocks] : {std::pair(256, 1), {256, 3}, {128, 3}, {64, 4}})
            for (int block = 1; block <= blocks; ++block)
                add(filters, block == blocks ? 2 : 1);
        for (int block = 0; block < 3; ++block)
            add(32, 1);
        wanted << QStringLiteral("32 7 2");
        QCOMPARE(wanted.size(), 29); // as the publisher counts them

        std::ostringstream text;
        text << m_net;
        QStringList found;
        static const QRegularExpression layer(
            QStringLiteral("con\\s*\\(num_filters=(\\d+), nr=(\\d+), nc=\\2, stride_y=(\\d+), stride_x=\\3"));
        const QString table = QString::fromStdString(text.str());
        for (auto at = layer.globalMatch(table); at.hasNext();)
        {
            const auto match = at.next();
            found << match.captured(1) + u' ' + match.captured(2) + u' ' + match.captured(3);
        }
        QCOMPARE(found, wanted);
        QVERIFY(table.contains(QStringLiteral("fc_no_bias (num_outputs=128)")));
    }
    void aFileOfTheNetworkGivesTheNetworksOwnVectors()
    {
        const QTemporaryDir folder;
        const std::string bytes = serialised(m_net);
        // With 7,104 of the affine layers and four bytes each these are the published file's 22.5 MB.
        QCOMPARE(dlib::count_parameters(m_net), 5'607'488U);
        const auto matcher = matcherOf(folder, bytes, "dlib-resnet");
        QVERIFY2(matcher, matcher ? "" : matcher.error().detail.c_str());
        const auto vector = (*matcher)->embed(m_face.view());
        QVERIFY(vector);
        QCOMPARE(vector->values().size(), 128U);
        const Embedding wanted(std::vector<float>(m_expected.begin(), m_expected.end()));
        QVERIFY(vector->similarity(wanted) > 0.99999);
    }
    void aCutFileAndAnotherNetworkAreRefused()
    {
        const QTemporaryDir folder;
        const std::string bytes = serialised(m_net);
        for (const auto& [wrong, kind] : {std::pair(bytes.substr(0, bytes.size() / 2), "dlib-resnet"),
                                          {bytes.substr(0, bytes.size() - 2), "dlib-resnet"},
                                          {bytes, "dlib-rendered"}})
        {
            const auto matcher = matcherOf(folder, wrong, kind, Mode::Development);
            QVERIFY(!matcher);
            QCOMPARE(matcher.error().code, Code::ModelUnusable);
        }
    }
    void theDensenetMayBeMeasuredAndNeverDecides()
    {
        QFile file(qEnvironmentVariable("BANSHI_SOURCE") +
                   QStringLiteral("/../shared/models/face_recognition_densenet_model_v1.dat"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("no network at ../shared/models; nothing to load");
        const std::string bytes = file.readAll().toStdString();
        const QTemporaryDir folder;
        for (const Mode mode : {Mode::Development, Mode::Production})
        {
            const auto refused = matcherOf(folder, bytes, "dlib-densenet", mode);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, Code::MatcherBarred);
        }
        const auto measured = matcherOf(folder, bytes, "dlib-densenet", Mode::Measuring);
        QVERIFY2(measured, measured ? "" : measured.error().detail.c_str());
        QCOMPARE((*measured)->embed(m_face.view())->values().size(), 128U);
    }

private:
    Resnet m_net;
    Image m_face = noise(150);
    dlib::matrix<float, 0, 1> m_expected;
};

BANSHI_TEST(NetworksTest)
#include "networks_test.moc"
