// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/eval/evaluation.h"
#include "banshi/face/rendered/head_renderer.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <opencv2/imgcodecs.hpp>

using namespace banshi::face;
using namespace banshi::face::eval;

namespace
{

cv::Mat pictureOf(std::uint64_t seed, double yaw)
{
    rendered::HeadRenderer renderer(rendered::makeIdentity(seed));
    rendered::Scene scene;
    scene.focal = 500;
    const Image image = renderer.render({.yaw = yaw}, scene, 240, 280);
    return cv::Mat(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.data())).clone();
}

QString sharedFolder(const QString& name)
{
    return qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/../shared/") + name;
}

} // namespace

class EvaluationTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const
    {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        cv::imwrite(path("a1.png").string(), pictureOf(89, 0));
        cv::imwrite(path("a2.ppm").string(), pictureOf(89, 4));
        cv::imwrite(path("b1.png").string(), pictureOf(21, 0));
        cv::imwrite(path("nobody.png").string(), cv::Mat(280, 240, CV_8UC3, cv::Scalar::all(120)));
    }
    void measuresAListAndCountsWhatGivesNoFace()
    {
        const auto matcher = makeMatcher(std::string(kRenderedMatcher), Mode::Development);
        QVERIFY(matcher);
        const std::vector<Pair> pairs{{{path("a1.png"), path("a2.ppm")}, path("a1.png"), true, "women"},
                                      {{path("b1.png")}, path("a1.png"), false, "men"},
                                      {{path("nobody.png")}, path("a1.png"), true, ""},
                                      {{path("a1.png")}, path("missing.png"), true, ""}};
        const auto evaluated = evaluate(pairs, **matcher, {true, 2});
        QVERIFY(evaluated);
        const EvalReport& report = *evaluated;
        QCOMPARE(report.pairs, 4U);
        QCOMPARE(report.genuine, 1U);
        QCOMPARE(report.impostor, 1U);
        QCOMPARE(report.fewestFused, 1U);
        QCOMPARE(report.mostFused, 2U);
        QCOMPARE(report.liveFailures, 1U);
        QCOMPARE(report.chipFailures, 1U);
        QVERIFY(report.scores.genuine[0] > report.scores.impostor[0]);
        const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(report))).object();
        QCOMPARE(json.value(u"model").toString(), QStringLiteral("banshi-rendered-v1"));
        QCOMPARE(json.value(u"eer").toDouble(-1), 0.0);
        QVERIFY(!json.value(u"tar").toArray().first().toObject().value(u"carried").toBool(true));
        QVERIFY(json.value(u"milliseconds").toObject().value(u"find").toDouble() > 0);
    }
    void anotherLandmarkModelMustBeOne()
    {
        const auto matcher = makeMatcher(std::string(kRenderedMatcher), Mode::Development);
        EvalPlan plan;
        plan.landmarks = path("a1.png");
        QCOMPARE(evaluate({}, **matcher, plan).error().code, Code::ModelUnusable);
        plan.landmarks =
            (qEnvironmentVariable("BANSHI_SOURCE") + QStringLiteral("/face/data/landmarks.dat")).toStdString();
        QVERIFY(evaluate({}, **matcher, plan));
    }
    void theChipConditionIsSmallAndCoarse()
    {
        const auto matcher = makeMatcher(std::string(kRenderedMatcher), Mode::Development);
        StillReader reader(**matcher);
        const auto chip = reader.toChip(*readPicture(path("a1.png")));
        QVERIFY(chip);
        QCOMPARE(chip->width(), 102);
        QCOMPARE(chip->height(), 126);
        QVERIFY(!reader.toChip(*readPicture(path("nobody.png"))));
        QVERIFY(!readPicture(path("missing.png")));
    }
    void realFacesOfADataSetAreReadAsItKeepsThem()
    {
        const QString faces = sharedFolder(QStringLiteral("faces-orl"));
        if (!QDir(faces).exists())
            QSKIP("no faces at ../shared/faces-orl; nothing to read");
        const auto matcher = makeMatcher(std::string(kRenderedMatcher), Mode::Development);
        StillReader reader(**matcher);
        int found = 0;
        for (const char16_t* const person : {u"s1", u"s2", u"s3", u"s4"})
        {
            const QString file = faces + QLatin1Char('/') + QString::fromUtf16(person) + QStringLiteral("/1.pgm");
            const auto picture = readPicture(file.toStdString());
            QVERIFY2(picture, qPrintable(file));
            found += reader.read(*picture) ? 1 : 0;
        }
        QVERIFY(found >= 3);
    }
};

BANSHI_TEST(EvaluationTest)
#include "evaluation_test.moc"
