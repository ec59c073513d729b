// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/eval/calibration.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi::face::eval;

namespace
{

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
    void theTableSaysWhatItRestsOn()
    {
        const EvalReport report = reportOf(3000);
        const std::string table = thresholdTable(*calibrate(report, 1e-3), report, "own \"pairs\"", "2026-11-27");
        QVERIFY(table.starts_with("[threshold]\naccept = "));
        QVERIFY(table.find("measured_on = \"own \\\"pairs\\\", 2026-11-27\"\n") != std::string::npos);
        QVERIFY(table.find("in 3000 comparisons of strangers") != std::string::npos);
        QVERIFY(table.find("\n[threshold.far]\n1e-2 = 0.495\n1e-3 = 0.500\n") != std::string::npos);
        QVERIFY(table.find("1e-4") == std::string::npos); // 3,000 comparisons do not carry it
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
