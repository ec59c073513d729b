// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/liveness_vote.h"
#include "banshi/face/model_manifest.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"
#include "tiny_onnx.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace banshi::face;
using banshi::testing::tinyOnnx;

namespace
{

constexpr std::uint8_t kInputSide = 32;
const banshi::base::MonoTime kMoment{};

/// A folder with a network and its manifest.
class Shelf
{
public:
    explicit Shelf(const QByteArray& network) : m_network(network) {}

    /// Loads the vote by a manifest in which `from` became `to`.
    [[nodiscard]] Result<std::unique_ptr<LivenessVote>> load(const QByteArray& from = {}, const QByteArray& to = {})
    {
        const QByteArray sum = QByteArray::fromStdString(sha256Hex(m_network.toStdString()));
        QByteArray text = "[model]\nid = \"made-up\"\nfile = \"vote.onnx\"\nkind = \"onnx-liveness\"\nsha256 = \"" +
                          sum +
                          "\"\nlicence = \"none\"\nsource = \"test\"\n[input]\nwidth = 32\nheight = 32\ncrop = 2.7\n"
                          "order = \"bgr\"\n[output]\nclasses = 3\nperson = 1\n[threshold]\nperson = 0.5\n"
                          "measured_on = \"nothing\"\n";
        write(QStringLiteral("vote.onnx"), m_network);
        write(QStringLiteral("vote.model.toml"), from.isEmpty() ? text : text.replace(from, to));
        return loadLivenessVote(m_folder.filePath(QStringLiteral("vote.model.toml")).toStdString());
    }

private:
    void write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
    }

    QTemporaryDir m_folder;
    QByteArray m_network;
};

/// Takes whatever is brighter than half for a living person.
QByteArray brightIsAlive()
{
    return QByteArray::fromStdString(tinyOnnx(kInputSide, {{0, 0, 0, 128}, {0, 1, 0, 0}, {0, 0, 0, 0}}));
}

Image evenFrame(std::uint8_t light)
{
    Image frame(640, 480);
    std::fill_n(frame.data(), frame.stride() * 480, light);
    return frame;
}

/// Points on a face of 100 × 120 pixels, hairline to chin, whose upper left corner is at `x`, `y`.
Landmarks faceAt(double x, double y)
{
    Landmarks points;
    points.points.fill({x + 50, y + 80});
    points.points[static_cast<std::size_t>(Landmark::JawLeft)] = {x, y + 70};
    points.points[static_cast<std::size_t>(Landmark::JawRight)] = {x + 100, y + 70};
    points.points[static_cast<std::size_t>(Landmark::LeftBrowInner)] = {x + 40, y + 40};
    points.points[static_cast<std::size_t>(Landmark::Chin)] = {x + 50, y + 120};
    return points;
}

} // namespace

class LivenessVoteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCropIsTheFaceWithWhatIsAroundIt()
    {
        const auto box = cropOf(faceAt(250, 200), 2, 640, 480);
        QVERIFY(box);
        QCOMPARE(box->width, 200.0);
        QCOMPARE(box->height, 240.0);
        QCOMPARE(box->centre().x, 300.0);
        QCOMPARE(box->centre().y, 260.0);
    }
    void theCropStaysInThePicture_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<double>("crop");
        QTest::newRow("corner") << -20.0 << -30.0 << 2.7;
        QTest::newRow("other corner") << 560.0 << 420.0 << 2.7;
        QTest::newRow("too large") << 250.0 << 200.0 << 8.0;
        QTest::newRow("far outside") << 9e9 << -9e9 << 2.7;
    }
    void theCropStaysInThePicture()
    {
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(double, crop);
        const auto box = cropOf(faceAt(x, y), crop, 640, 480);
        QVERIFY(box);
        QVERIFY(box->x >= 0 && box->y >= 0 && box->x + box->width <= 640 && box->y + box->height <= 480);
        QVERIFY(qAbs(box->height / box->width - 1.2) < 1e-6);
    }
    void pointsWithoutExtentHaveNoCrop()
    {
        Landmarks broken = faceAt(0, 0);
        broken.points.back().x = std::nan("");
        QVERIFY(!cropOf(Landmarks{}, 2.7, 640, 480));
        QVERIFY(!cropOf(faceAt(0, 0), 2.7, 1, 1));
        const auto box = cropOf(broken, 2.7, 640, 480);
        QVERIFY(!box || (box->x >= 0 && box->width > 0));
    }
    void aNetworksShareDecidesWhetherItDoubts()
    {
        const auto vote = Shelf(brightIsAlive()).load();
        QVERIFY2(vote, vote ? "" : vote.error().detail.c_str());
        const auto bright = (*vote)->ask(kMoment, evenFrame(140).view(), faceAt(250, 200));
        const auto dark = (*vote)->ask(kMoment, evenFrame(120).view(), faceAt(250, 200));
        QVERIFY(bright && dark);
        QVERIFY(bright->person > 0.99 && !bright->doubts);
        QVERIFY(dark->person < 0.01 && dark->doubts);
    }
    void whatCannotBeSeenHasNoOpinion()
    {
        const auto vote = Shelf(brightIsAlive()).load();
        QVERIFY(vote);
        QVERIFY(!(*vote)->ask(kMoment, {}, faceAt(250, 200)));
        QVERIFY(!(*vote)->ask(kMoment, evenFrame(140).view(), Landmarks{}));
        (*vote)->forget();
        QVERIFY((*vote)->ask(kMoment, evenFrame(140).view(), faceAt(250, 200)));
    }
    void sharesAreTakenAsTheyComeWhenTheManifestSaysSo()
    {
        const QByteArray shares =
            QByteArray::fromStdString(tinyOnnx(kInputSide, {{0, 0, 0, 0.1F}, {0, 0.005F, 0, 0}, {0, 0, 0, 0.2F}}));
        const auto vote = Shelf(shares).load("person = 1", "person = 1\nsoftmax = false");
        QVERIFY2(vote, vote ? "" : vote.error().detail.c_str());
        QVERIFY(qAbs((*vote)->ask(kMoment, evenFrame(140).view(), faceAt(250, 200))->person - 0.7) < 1e-4);
        QVERIFY(!(*vote)->ask(kMoment, evenFrame(255).view(), faceAt(250, 200))); // 1.3 is no share
    }
    void aWrongManifestIsNamed_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("matcher") << QByteArray("onnx-liveness") << QByteArray("onnx") << QByteArray("kind");
        QTest::newRow("class") << QByteArray("person = 1") << QByteArray("person = 3") << QByteArray("person");
        QTest::newRow("crop") << QByteArray("crop = 2.7") << QByteArray("crop = 0.1") << QByteArray("crop");
        QTest::newRow("huge") << QByteArray("width = 32") << QByteArray("width = 99999") << QByteArray("width");
        QTest::newRow("share") << QByteArray("person = 0.5") << QByteArray("person = 50") << QByteArray("person");
        QTest::newRow("licence") << QByteArray("licence = \"none\"\n") << QByteArray() << QByteArray("licence");
        QTest::newRow("not TOML") << QByteArray("[output]") << QByteArray("[output") << QByteArray("vote.model.toml");
    }
    void aWrongManifestIsNamed()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, named);
        const auto vote = Shelf(brightIsAlive()).load(from, to);
        QVERIFY(!vote);
        QCOMPARE(vote.error().code, Code::ManifestWrong);
        QVERIFY2(vote.error().detail.find(named.toStdString()) != std::string::npos, vote.error().detail.c_str());
    }
    void missingAndChangedFilesHaveTheirCodes()
    {
        QCOMPARE(loadLivenessVote("/nowhere/vote.model.toml").error().code, Code::ManifestMissing);
        Shelf shelf(brightIsAlive());
        QCOMPARE(shelf.load("vote.onnx", "gone.onnx").error().code, Code::ModelMissing);
        QCOMPARE(shelf.load("sha256 = \"", "sha256 = \"" + QByteArray(64, 'a') + "\" # ").error().code,
                 Code::ModelChecksum);
    }
    void aNetworkOfAnotherKindIsUnusable_data()
    {
        QTest::addColumn<QByteArray>("network");
        QTest::newRow("text") << QByteArray("<html>404</html>");
        QTest::newRow("two classes") << QByteArray::fromStdString(tinyOnnx(kInputSide, {{0, 0, 0, 1}, {0, 1, 0, 0}}));
        QTest::newRow("not a number") << QByteArray::fromStdString(
            tinyOnnx(kInputSide, {{0, 0, 0, std::nanf("")}, {0, 1, 0, 0}, {0, 0, 0, 0}}));
        QTest::newRow("cut") << brightIsAlive().left(brightIsAlive().size() / 2);
    }
    void aNetworkOfAnotherKindIsUnusable()
    {
        QFETCH(QByteArray, network);
        const auto vote = Shelf(network).load();
        QVERIFY(!vote);
        QCOMPARE(vote.error().code, Code::ModelUnusable);
    }
    void miniFasNetHasAnOpinionOnARenderedPerson()
    {
        QFile model(qEnvironmentVariable("BANSHI_SOURCE") +
                    QStringLiteral("/../shared/models/2.7_80x80_MiniFASNetV2.onnx"));
        if (!model.open(QIODevice::ReadOnly))
            QSKIP("no network at ../shared/models; nothing to load");
        const auto vote = Shelf(model.readAll()).load("width = 32\nheight = 32", "width = 80\nheight = 80");
        QVERIFY2(vote, vote ? "" : vote.error().detail.c_str());
        const rendered::Pose pose{.y = -12};
        rendered::HeadRenderer renderer(rendered::makeIdentity(89));
        const Image frame = renderer.render(pose, {}, 640, 480);
        const auto opinion = (*vote)->ask(kMoment, frame.view(), renderer.truth(pose, {}, 640, 480).points);
        QVERIFY(opinion);
        QVERIFY2(opinion->person >= 0 && opinion->person <= 1, qPrintable(QString::number(opinion->person)));
    }
};

BANSHI_TEST(LivenessVoteTest)
#include "liveness_vote_test.moc"
