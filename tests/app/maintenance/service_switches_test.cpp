// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/service_switches.h"

#include "banshi/app/fakes/fake_machine_records.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace banshi::app::maintenance;
using nlohmann::json;

class ServiceSwitchesTest : public QObject
{
    Q_OBJECT

    static void settle()
    {
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
    }

private Q_SLOTS:
    void switchesOneServiceAndLeavesTheOthers()
    {
        const testing::ManualClock clock;
        fakes::FakeMachineRecords records(clock);
        ServiceSwitches switches(records);
        int kept = 0;
        const auto count = [&](const auto& answer) { kept += answer ? 1 : 0; };
        switches.turnOff("utl.water", {"换水表", "New meter"}, "1234", count);
        settle();
        switches.turnOff("grid.report", {"停用", "Off"}, "1234", count);
        settle();
        switches.turnOn("utl.water", "5678", count);
        settle();
        QCOMPARE(kept, 3);
        QVERIFY(records.settings[kSwitchesKey] == json({{"grid.report", {{"zh", "停用"}, {"en", "Off"}}}}));
        const auto act = records.last(std::string("setting.") + kSwitchesKey);
        QCOMPARE(act.who, std::string("5678"));
        QVERIFY(act.before.contains("utl.water"));
        QVERIFY(!act.after.contains("utl.water"));
    }
    void changesNothingWhenTheOthersCannotBeRead()
    {
        const testing::ManualClock clock;
        fakes::FakeMachineRecords records(clock);
        records.settings[kSwitchesKey] = {{"grid.report", {{"zh", "停用"}, {"en", "Off"}}}};
        records.refusesReads = true;
        ServiceSwitches switches(records);
        std::optional<bool> kept;
        switches.turnOff("utl.water", {"换水表", "New meter"}, "1234",
                         [&](const auto& answer) { kept = answer.has_value(); });
        settle();
        QCOMPARE(kept, std::optional(false));
        QCOMPARE(records.settings[kSwitchesKey].size(), std::size_t(1));
    }
    void everyReasonHasBothLanguages()
    {
        for (const auto& reason : usualReasons())
            QVERIFY(!reason.words.zh.empty() && !reason.words.en.empty() && !reason.id.empty());
    }
};

BANSHI_TEST(ServiceSwitchesTest)
#include "service_switches_test.moc"
