// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/calendar.h"
#include "banshi/city/insurance_register.h"
#include "banshi/city/licence_id.h"
#include "banshi/city/water_accounts.h"

#include "banshi/testing/suite.h"

#include <QTest>

namespace banshi::city
{

class RegistersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksLicencesLikeTheStandardsExamples()
    {
        QCOMPARE(checkMod37("11100000000013338W01111430000006122244L20230000403001"), 'U');
        QCOMPARE(checkMod37("11100000000013338W00911330105002500287C2025052201002"), '0');
    }

    void makesDepartmentCodesOfEighteenCharacters()
    {
        const std::string code = departmentCode("MB2C1001");
        QCOMPARE(code.size(), std::size_t{18});
        QVERIFY(code.starts_with("11440399MB2C1001"));
        QCOMPARE(QString::fromStdString(departmentCode("00700101")), QStringLiteral("114403990070010144"));
        QCOMPARE(QString::fromStdString(departmentCode("00700202")), QStringLiteral("11440399007002025F"));
    }

    void billsWaterByRule()
    {
        const Month month(std::chrono::year(2026), std::chrono::October);
        WaterAccounts water;
        QVERIFY(WaterAccounts::exists("3010002271"));
        QVERIFY(!WaterAccounts::exists("3010002270"));
        QVERIFY(!WaterAccounts::exists("30100022710"));
        const auto bill = water.due("3010002271", month);
        QVERIFY(bill.has_value());
        QCOMPARE(bill->tons, 18);
        QCOMPARE(bill->waterFen + bill->wasteFen, 8640);
        water.settle("3010002271", month, true);
        QVERIFY(!water.due("3010002271", month));
        water.settle("3010002271", month, false);
        QVERIFY(water.due("3010002271", month).has_value());
    }

    void listsInsuranceForThePeriodAskedFor()
    {
        const Month last(std::chrono::year(2026), std::chrono::October);
        QCOMPARE(insuranceList("440399199001010018", {}, last).months.size(), std::size_t{12});
        const auto list =
            insuranceList("440399199001010018", {{"from", "2024-01"}, {"to", "2024-03"}, {"kinds", {"pension"}}}, last);
        QCOMPARE(list.months.size(), std::size_t{3});
        QCOMPARE(list.kinds.size(), std::size_t{1});
        QVERIFY(list.months.front().total() > 0);
        QCOMPARE(insuranceList("440399199001010018", {{"from", "2026-10"}, {"to", "2026-11"}}, last).months.size(),
                 std::size_t{1});
        QVERIFY(!insuranceList("440399199001010018", {{"from", "2020-01"}, {"to", "2024-03"}}, last).fault.empty());
        QVERIFY(!insuranceList("440399199001010018", {{"to", "2026-12"}}, last).fault.empty());
    }

    void countsWorkdaysOverAWeekend()
    {
        const auto friday = base::fromRfc3339("2026-01-02T02:00:00Z").value();
        const auto due = afterWorkdays(friday, 3);
        QCOMPARE(QString::fromStdString(base::toRfc3339(due)), QStringLiteral("2026-01-07T02:00:00.000Z"));
        QCOMPARE(workdaysBetween(friday, due), 3);
        QCOMPARE(workdaysBetween(due, friday), -3);
    }
};

} // namespace banshi::city

using banshi::city::RegistersTest;
BANSHI_TEST(RegistersTest)

#include "registers_test.moc"
