// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/report.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <QtCore/qfloat16.h>
#include <sstream>

using namespace banshi::drivers::conformance;

namespace
{

Report reportOf(std::initializer_list<Verdict> verdicts)
{
    Report report;
    report.metadata.name = "acme";
    for (const Verdict& verdict : verdicts)
        report.lines.push_back({"check", "what is right", verdict, {}});
    return report;
}

std::string tableOf(const Report& report)
{
    std::ostringstream out;
    print(report, out);
    return out.str();
}

} // namespace

class ReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesFullMarksOnlyWhenAllWasRunAndPassed()
    {
        QVERIFY(reportOf({passed(), passed()}).hasFullMarks());
        QVERIFY(!reportOf({passed(), failed("x")}).hasFullMarks());
        QVERIFY(!reportOf({passed(), notRun("x")}).hasFullMarks());
        QVERIFY(!reportOf({}).hasFullMarks());
        Report part = reportOf({passed()});
        part.isWhole = false;
        QVERIFY(!part.hasFullMarks());
    }

    void givesNoFullMarksForAShortRun()
    {
        for (const TrialSize& size : {TrialSize{499, 200, 1}, TrialSize{10000, 19, 1}})
        {
            Report report = reportOf({passed()});
            report.size = size;
            QVERIFY(!report.hasFullMarks());
            QVERIFY(report.hasAllPassed());
            QCOMPARE(toJson(report)["fullMarks"], nlohmann::json(false));
            QCOMPARE(toJson(report)["longEnough"], nlohmann::json(false));
            QVERIFY(tableOf(report).find("too short for full marks: 500 cycles") != std::string::npos);
        }
        Report least = reportOf({passed()});
        least.size = {500, 20, 1};
        QVERIFY(least.hasFullMarks());
    }

    void doesNotCountWhatDoesNotApply()
    {
        const Report report = reportOf({passed(), notApplicable("nobody can")});
        QVERIFY(report.hasFullMarks());
        QCOMPARE(toJson(report)["score"], (nlohmann::json{{"points", 1}, {"of", 1}, {"notApplicable", 1}}));
        QVERIFY(tableOf(report).find("score 1 of 1 (1 not applicable), full marks") != std::string::npos);
        QVERIFY(!reportOf({notApplicable("nobody can")}).hasFullMarks());
        QVERIFY(!reportOf({notApplicable("nobody can"), failed("x"), passed()}).hasFullMarks());
    }

    void doesNotCallWhatWasNotRunAFailure()
    {
        QVERIFY(!reportOf({notRun("x")}).hasFailed());
        QVERIFY(reportOf({failed("x")}).hasFailed());
    }

    void saysWhoCountedPaperAndMoney()
    {
        Report report = reportOf({passed()});
        report.countedBy = "person";
        QCOMPARE(toJson(report)["countedBy"], nlohmann::json("person"));
    }

    void saysWhy()
    {
        const Report report = reportOf({passed(), failed("it hangs", {{"milliseconds", 5}})});
        const auto json = toJson(report);
        QCOMPARE(json["score"], (nlohmann::json{{"points", 1}, {"of", 2}, {"notApplicable", 0}}));
        QCOMPARE(json["checks"][1]["reason"], nlohmann::json("it hangs"));
        QCOMPARE(json["checks"][1]["measured"]["milliseconds"], nlohmann::json(5));
        QVERIFY(!json["checks"][0].contains("reason"));
        const std::string table = tableOf(report);
        QVERIFY(table.find("it hangs") != std::string::npos);
        QVERIFY(table.find("score 1 of 2") != std::string::npos);
        QVERIFY(table.find("full marks") == std::string::npos);
    }
};

BANSHI_TEST(ReportTest)
#include "report_test.moc"
