// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/model_manifest.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi::face;

namespace
{

const char* const kManifest = R"([model]
id = "example"
file = "example.onnx"
sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
licence = "Apache-2.0"
source = "a vendor"
metric = "cosine"
[input]
width = 112
height = 112
left_eye_x = 38.3
right_eye_x = 73.5
eye_y = 51.6
order = "rgb"
[threshold]
accept = 0.49
reject = 0.3
measured_on = "2,000 consented pairs, chip condition, 2026-01-10"
)";

Result<ModelManifest> parsed(const QByteArray& from, const QByteArray& to)
{
    return ModelManifest::parse(QByteArray(kManifest).replace(from, to).toStdString(), "/models/example.model.toml");
}

} // namespace

class ModelManifestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryEntry()
    {
        const auto manifest = parsed("", "");
        QVERIFY(manifest);
        QCOMPARE(manifest->id, std::string("example"));
        QCOMPARE(manifest->file.string(), std::string("/models/example.onnx"));
        QCOMPARE(manifest->alignment.rightEyeX, 73.5);
        QCOMPARE(manifest->accept, 0.49);
        QVERIFY(manifest->pixels.rgb && !manifest->demonstration);
    }
    void readsThresholdsByFalseAcceptRate()
    {
        QVERIFY(parsed("", "")->levels.empty());
        const auto manifest = parsed("measured_on", "far = { \"1e-3\" = 0.49, \"1e-4\" = 0.55 }\nmeasured_on");
        QVERIFY2(manifest, manifest ? "" : manifest.error().detail.c_str());
        QCOMPARE(manifest->levels, (std::vector<FarThreshold>{{1e-3, 0.49}, {1e-4, 0.55}}));
    }
    void aDemandIsMetByTheNextStricterRateThatWasMeasured()
    {
        MatcherInfo info{"example", 0.5, 0.3, false, {{1e-2, 0.4}, {1e-4, 0.7}}};
        QCOMPARE(info.acceptAt({}), std::optional(0.5));
        QCOMPARE(info.acceptAt(1e-2), std::optional(0.5)); // never below accept
        QCOMPARE(info.acceptAt(1e-3), std::optional(0.7));
        QCOMPARE(info.acceptAt(1e-4), std::optional(0.7));
        QVERIFY(!info.acceptAt(1e-5));
        info.levels.clear();
        QVERIFY(!info.acceptAt(1e-2));
    }
    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("short sum") << QByteArray("e3b0c442") << QByteArray("") << QByteArray("sha256");
        QTest::newRow("no licence") << QByteArray("licence = \"Apache-2.0\"\n") << QByteArray()
                                    << QByteArray("licence");
        QTest::newRow("distance") << QByteArray("\"cosine\"") << QByteArray("\"euclid\"") << QByteArray("metric");
        QTest::newRow("huge input") << QByteArray("width = 112") << QByteArray("width = 100000") << QByteArray("width");
        QTest::newRow("eyes swapped") << QByteArray("73.5") << QByteArray("20.0") << QByteArray("right_eye_x");
        QTest::newRow("thresholds swapped")
            << QByteArray("reject = 0.3") << QByteArray("reject = 0.8") << QByteArray("reject");
        QTest::newRow("rate without number")
            << QByteArray("measured_on") << QByteArray("far = { \"1e-3\" = \"high\" }\nmeasured_on")
            << QByteArray("1e-3");
        QTest::newRow("unknown rate") << QByteArray("measured_on") << QByteArray("far = { \"0.2\" = 0.5 }\nmeasured_on")
                                      << QByteArray("0.2");
        QTest::newRow("threshold falls") << QByteArray("measured_on")
                                         << QByteArray("far = { \"1e-3\" = 0.6, \"1e-4\" = 0.5 }\nmeasured_on")
                                         << QByteArray("1e-4");
        QTest::newRow("no thresholds") << QByteArray("[threshold]") << QByteArray("[other]") << QByteArray("threshold");
        QTest::newRow("unknown entry") << QByteArray("order =") << QByteArray("colour = 1\norder =")
                                       << QByteArray("colour");
        QTest::newRow("unknown kind") << QByteArray("metric =") << QByteArray("kind = \"caffe\"\nmetric =")
                                      << QByteArray("kind");
        QTest::newRow("not TOML") << QByteArray("[model]") << QByteArray("[model") << QByteArray("example.model.toml");
    }
    void namesWhatIsWrong()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, named);
        const auto manifest = parsed(from, to);
        QVERIFY(!manifest);
        QCOMPARE(manifest.error().code, Code::ManifestWrong);
        QVERIFY2(manifest.error().detail.find(named.toStdString()) != std::string::npos,
                 manifest.error().detail.c_str());
    }
    void theManifestOfTheFieldsNetworkLacksItsSumAndMeasuredThresholds()
    {
        QFile file(qEnvironmentVariable("BANSHI_SOURCE") +
                   QStringLiteral("/packaging/models/dlib-resnet-v1.model.toml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        const auto open = ModelManifest::parse(text.toStdString(), "/models/dlib-resnet-v1.model.toml");
        QCOMPARE(open.error().code, Code::ManifestWrong);
        const QByteArray why = QByteArray::fromStdString(open.error().detail);
        QVERIFY2(why.contains("sha256: is empty") && why.count("dlib-resnet-v1.model.toml:") == 1, why);
        const auto summed = ModelManifest::parse(
            QByteArray(text).replace("sha256 = \"\"", "sha256 = \"" + QByteArray(64, 'a') + "\"").toStdString(),
            "/models/dlib-resnet-v1.model.toml");
        QVERIFY2(summed, summed ? "" : summed.error().detail.c_str());
        QCOMPARE(summed->kind, std::string("dlib-resnet"));
        QVERIFY(summed->alignment.width == 150 && summed->alignment.height == 150 && !summed->demonstration);
        QVERIFY(summed->accept >= 1 && summed->reject <= -1 && summed->levels.empty()); // neither yes nor no
    }
    void saysThatAManifestIsMissing()
    {
        const QTemporaryDir folder;
        for (const QString& path : {folder.filePath(QStringLiteral("none.model.toml")), folder.path()})
            QCOMPARE(ModelManifest::read(path.toStdString()).error().code, Code::ManifestMissing);
    }
    void refusesAnEndlessManifest()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("big.model.toml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(200'000, '#'));
        file.close();
        QCOMPARE(ModelManifest::read(file.fileName().toStdString()).error().code, Code::ManifestWrong);
    }
    void computesSha256()
    {
        QCOMPARE(sha256Hex("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }
};

BANSHI_TEST(ModelManifestTest)
#include "model_manifest_test.moc"
