// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/matcher.h"
#include "banshi/face/model_manifest.h"
#include "banshi/face/verifier.h"
#include "banshi/testing/suite.h"
#include "rendered_frames.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace banshi::face;
using banshi::testing::chipOf;
using banshi::testing::framesOf;
using banshi::testing::viewsOf;

namespace
{

/// Writes a manifest for `model` beside it. Returns its path.
std::string writeManifest(const QTemporaryDir& folder, const QString& model, const std::string& sum,
                          bool demonstration = false)
{
    const QString path = folder.filePath(QStringLiteral("test.model.toml"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("[model]\nid = \"mobilefacenet-128\"\nfile = \"" + model.toUtf8() + "\"\nsha256 = \"" +
               QByteArray::fromStdString(sum) +
               "\"\nlicence = \"for measuring only\"\nsource = \"test\"\nmetric = \"cosine\"\ndemonstration = " +
               (demonstration ? "true" : "false") +
               "\n[input]\nwidth = 112\nheight = 112\nleft_eye_x = 38.2946\nright_eye_x = 73.5318\neye_y = 51.6\n"
               "mouth_y = 92.3\norder = \"rgb\"\n[threshold]\naccept = 0.88\nreject = 0.8\n"
               "measured_on = \"rendered people\"\n");
    return path.toStdString();
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString writeModel(const QTemporaryDir& folder, const QByteArray& bytes)
{
    QString path = folder.filePath(QStringLiteral("model.onnx"));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return path;
}

QString sharedModel()
{
    return qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/../shared/models/mobilefacenet_128.onnx");
}

} // namespace

class MatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void embeddingsHaveLengthOneAndFuse()
    {
        std::vector<Embedding> parts;
        parts.emplace_back(std::vector<float>{3, 0});
        parts.emplace_back(std::vector<float>{0, 5});
        QCOMPARE(parts[0].similarity(parts[0]), 1.0);
        QCOMPARE(parts[0].similarity(parts[1]), 0.0);
        QVERIFY(qAbs(Embedding::fused(parts).similarity(parts[0]) - 0.70711) < 1e-4);
        QCOMPARE(parts[0].similarity(Embedding(std::vector<float>{1, 0, 0})), 0.0);
        QVERIFY(Embedding::fused({}).values().empty());
    }
    void demonstrationMatcherIsMarkedAndRefusedInProduction()
    {
        const auto matcher = makeMatcher(std::string(kRenderedMatcher), Mode::Development);
        QVERIFY(matcher);
        QVERIFY((*matcher)->info().demonstration);
        QVERIFY((*matcher)->info().reject < (*matcher)->info().accept);
        const auto refused = makeMatcher(std::string(kRenderedMatcher), Mode::Production);
        QCOMPARE(refused.error().code, Code::DemonstrationRefused);
    }
    void demonstrationMatcherRefusesFacesOfAnotherSize()
    {
        const auto matcher = makeMatcher(std::string(kRenderedMatcher), Mode::Development);
        const Image wrong(50, 50);
        QCOMPARE((*matcher)->embed(wrong.view()).error().code, Code::ModelUnusable);
        QVERIFY(!(*matcher)->embed({}));
    }
    void theTreesWeightsLoadByTheirManifestAsFromTheProgram()
    {
        const auto built = makeMatcher(std::string(kRenderedMatcher), Mode::Development);
        const auto loaded = makeMatcher(
            (qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/face/data/banshi-rendered-v1.model.toml"))
                .toStdString(),
            Mode::Development);
        QVERIFY(built && loaded);
        QVERIFY((*loaded)->info().demonstration);
        QCOMPARE((*loaded)->alignment().width, renderedTemplate().width);
        QCOMPARE((*loaded)->alignment().leftEyeX, renderedTemplate().leftEyeX);
        const Image blank(renderedTemplate().width, renderedTemplate().height);
        const auto one = (*built)->embed(blank.view());
        const auto other = (*loaded)->embed(blank.view());
        QVERIFY(one && other && one->values().size() == 64U);
        QVERIFY(std::ranges::equal(one->values(), other->values()));
    }
    void aFileThatIsNoNetworkOfItsKindIsUnusable()
    {
        const QTemporaryDir folder;
        writeModel(folder, "not the network");
        for (const QByteArray kind : {"dlib-rendered", "dlib-resnet"})
        {
            QFile manifest(QString::fromStdString(
                writeManifest(folder, QStringLiteral("model.onnx"), sha256Hex("not the network"))));
            const QByteArray text = contents(manifest.fileName());
            QVERIFY(manifest.open(QIODevice::WriteOnly));
            manifest.write(QByteArray(text).replace("metric =", "kind = \"" + kind + "\"\nmetric ="));
            manifest.close();
            QCOMPARE(makeMatcher(manifest.fileName().toStdString(), Mode::Development).error().code,
                     Code::ModelUnusable);
        }
    }
    void theRenderedNetworkIsRefusedInProductionWhateverItsManifestSays()
    {
        const QTemporaryDir folder;
        const QString tree = qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/face/data/banshi-rendered-v1");
        QVERIFY(QFile::copy(tree + QStringLiteral(".dat"), folder.filePath(QStringLiteral("banshi-rendered-v1.dat"))));
        QByteArray text = contents(tree + QStringLiteral(".model.toml"));
        QVERIFY(text.contains("demonstration = true"));
        QFile manifest(folder.filePath(QStringLiteral("mine.model.toml")));
        QVERIFY(manifest.open(QIODevice::WriteOnly));
        manifest.write(text.replace("demonstration = true", "demonstration = false"));
        manifest.close();
        const std::string path = manifest.fileName().toStdString();
        const auto shown = makeMatcher(path, Mode::Development);
        QVERIFY(shown && (*shown)->info().demonstration);
        const auto refused = makeMatcher(path, Mode::Production);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Code::DemonstrationRefused);
    }
    void missingManifestAndModelAndWrongSumHaveTheirCodes()
    {
        const QTemporaryDir folder;
        QCOMPARE(
            makeMatcher(folder.filePath(QStringLiteral("no.model.toml")).toStdString(), Mode::Production).error().code,
            Code::ManifestMissing);
        const std::string anySum(64, 'a');
        QCOMPARE(makeMatcher(writeManifest(folder, QStringLiteral("gone.onnx"), anySum), Mode::Production).error().code,
                 Code::ModelMissing);
        writeModel(folder, "not the model");
        QCOMPARE(
            makeMatcher(writeManifest(folder, QStringLiteral("model.onnx"), anySum), Mode::Production).error().code,
            Code::ModelChecksum);
    }
    void aFileThatIsNoNetworkIsUnusable_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("<html>404</html>");
        QTest::newRow("cut") << QByteArray("\x08\x06\x12\x07pytorch\x3a\xff\xff\xff\x7f", 16);
        QTest::newRow("zeros") << QByteArray(5000, '\0');
    }
    void aFileThatIsNoNetworkIsUnusable()
    {
        QFETCH(QByteArray, bytes);
        const QTemporaryDir folder;
        writeModel(folder, bytes);
        const auto matcher = makeMatcher(
            writeManifest(folder, QStringLiteral("model.onnx"), sha256Hex(bytes.toStdString())), Mode::Production);
        QVERIFY(!matcher);
        QCOMPARE(matcher.error().code, Code::ModelUnusable);
    }
    void networkFromAManifestTellsRenderedPeopleApart()
    {
        const QString model = sharedModel();
        if (!QFile::exists(model))
            QSKIP("no network at ../shared/models; nothing to load");
        const QTemporaryDir folder;
        const auto verifier = makeVerifier(
            makeMatcher(writeManifest(folder, model, sha256Hex(contents(model).toStdString())), Mode::Production));
        QVERIFY(!verifier->obstacle());
        const auto frames = framesOf(89, 4);
        const Verdict own = verifier->verify(chipOf(89).view(), viewsOf(frames));
        const Verdict other = verifier->verify(chipOf(21).view(), viewsOf(frames));
        QVERIFY2(own.score > other.score + 0.05, qPrintable(QStringLiteral("%1 %2").arg(own.score).arg(other.score)));
        QCOMPARE(own.model, std::string("mobilefacenet-128"));
        QVERIFY(!own.demonstration);
    }
    void networkMarkedForDemonstrationIsRefusedInProduction()
    {
        const QTemporaryDir folder;
        QCOMPARE(
            makeMatcher(writeManifest(folder, QStringLiteral("m.onnx"), std::string(64, 'a'), true), Mode::Production)
                .error()
                .code,
            Code::DemonstrationRefused);
    }
    void cutNetworkIsUnusable()
    {
        const QString model = sharedModel();
        if (!QFile::exists(model))
            QSKIP("no network at ../shared/models; nothing to cut");
        const QByteArray whole = contents(model);
        const QTemporaryDir folder;
        for (const auto part : {whole.size() / 3, whole.size() - 1000})
        {
            writeModel(folder, whole.left(part));
            const auto matcher = makeMatcher(
                writeManifest(folder, QStringLiteral("model.onnx"), sha256Hex(whole.left(part).toStdString())),
                Mode::Production);
            QVERIFY(!matcher);
            QCOMPARE(matcher.error().code, Code::ModelUnusable);
        }
    }
};

BANSHI_TEST(MatcherTest)
#include "matcher_test.moc"
