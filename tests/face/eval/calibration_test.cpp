// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/eval/calibration.h"
#include "banshi/face/model_manifest.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::face::eval;

namespace
{

/// What stands before the table in a manifest.
const std::string kManifest = "[model]\nid = \"odd\"\nfile = \"net.onnx\"\nsha256 = \"" + std::string(64, 'a') +
                              "\"\nlicence = \"none\"\nsource = \"test\"\nmetric = \"cosine\"\n[input]\n"
                              "width = 112\nheight = 112\nleft_eye_x = 38\nright_eye_x = 73\neye_y = 51\n"
                              "order = \"rgb\"\n";

/// `strangers` scores spread over 0 to 0.5, and 200 of one person over 0.4 to 0.8.
EvalReport reportOf(int strangers)
{
    std::vector<Comparison> list;
    for (int i = 0; i < strangers; ++i)
        list.push_back({0.5 * i / strangers, false});
    for (int i = 0; i < 200; ++i)
        list.push_back({0.4 + 0.4 * i / 200, true});
    return reportOn(list, {});
}

} // namespace

class CalibrationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesThresholdsThatKeepStrangersOutAndLoseFew()
    {
        const auto calibration = calibrate(reportOf(3000), 1e-3);
        QVERIFY(calibration);
        QVERIFY(calibration->accept >= 0.499 && calibration->accept <= 0.501);
        QVERIFY(calibration->reject >= 0.399 && calibration->reject < calibration->accept);
        QVERIFY(calibration->refusedGenuine <= 0.01);
    }
    void refusesAClaimThatTheComparisonsDoNotCarry()
    {
        const auto calibration = calibrate(reportOf(2999), 1e-3);
        QVERIFY(!calibration);
        QVERIFY2(calibration.error().find("3000 are needed") != std::string::npos, calibration.error().c_str());
        QVERIFY(calibrate(reportOf(2999), 1e-2));
        QVERIFY(!calibrate(EvalReport(), 1e-2));
    }
    void theTableIsOneOfAManifestAndSaysWhatItRestsOn()
    {
        EvalReport report = reportOf(3000);
        report.fewestFused = 2;
        report.mostFused = 5;
        const std::string conditions = std::string(2000, 'x') + " \"own\" \\ 照片";
        const auto table = thresholdTable(*calibrate(report, 1e-3), report, {true, 5}, conditions, "2026-11-27");
        QVERIFY(table);
        const auto manifest = banshi::face::ModelManifest::parse(kManifest + *table, "x.model.toml");
        QVERIFY2(manifest, manifest ? "" : manifest.error().detail.c_str());
        QCOMPARE(manifest->measuredOn,
                 conditions +
                     "; 2 to 5 live pictures fused, chip pictures brought into a card's condition; 2026-11-27");
        QCOMPARE(manifest->accept, 0.5);
        QCOMPARE(manifest->levels.size(), std::size_t(2)); // 3,000 comparisons do not carry 1e-4
        QCOMPARE(manifest->levels[0].accept, 0.495);
        QCOMPARE(manifest->levels[1].accept, 0.5);
        QVERIFY(table->find("\n# At accept: 3 of 3000 strangers let in, at most 0.0029 (wanted 0.001;") !=
                std::string::npos);
        QVERIFY(table->find("\n1e-2 = 0.495 # 30 of 3000 strangers let in, at most 0.014\n") != std::string::npos);
    }
    void conditionsWithControlCharactersAreRefused()
    {
        const EvalReport report = reportOf(3000);
        const Calibration calibration = *calibrate(report, 1e-3);
        for (const std::string wrong : {"two\nlines", "a\tb", "\x1b[31m", "\x7f", "\r"})
            QVERIFY(!thresholdTable(calibration, report, {}, wrong, "2026-11-27"));
        QVERIFY(!thresholdTable(calibration, report, {}, std::string("a\0b", 3), "2026-11-27"));
    }
    void theGroupsShareOneThreshold()
    {
        std::vector<Comparison> list;
        std::vector<std::string> groups;
        for (int i = 0; i < 1000; ++i)
        {
            list.push_back({i % 10 == 0 ? 0.6 : 0.1, false});
            groups.emplace_back("men");
        }
        for (int i = 0; i < 20; ++i)
        {
            list.push_back({i < 5 ? 0.5 : 0.9, true});
            groups.emplace_back(i < 10 ? "men,glasses" : "women");
        }
        const EvalReport report = reportOn(list, groups);
        QCOMPARE(report.groups.size(), 3U);
        QCOMPARE(report.groups[0].name, std::string("glasses"));
        QCOMPARE(report.groups[1].fnmr, 0.5); // men
        QCOMPARE(report.groups[2].fnmr, 0.0); // women
        QCOMPARE(report.groups[1].impostor, 1000U);
        QCOMPARE(report.groups[1].fmr, 0.0);
        QCOMPARE(report.groups[0].impostor, 0U);
    }
};

BANSHI_TEST(CalibrationTest)
#include "calibration_test.moc"
