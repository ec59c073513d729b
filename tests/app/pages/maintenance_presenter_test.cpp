// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/pages/maintenance_presenter.h"

#include "banshi/app/maintenance/codes.h"
#include "banshi/testing/suite.h"
#include "banshi/ui/i18n/translator.h"
#include "technician.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace std::chrono_literals;
using maintenance::Event;
using Kind = Event::Kind;
using ui::i18n::Language;

namespace
{

QString words(const ui::i18n::Text& text, Language language = Language::Chinese)
{
    static const ui::i18n::Translator translator;
    return translator.words(text, language);
}

template <class T>
T pageAs(const Technician& technician)
{
    return std::get<T>(pages::present(technician.visit).page);
}

ui::pages::MaintenanceContents menuOf(const Technician& technician)
{
    return pageAs<ui::pages::MaintenanceContents>(technician);
}

} // namespace

class MaintenancePresenterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForANewPinOnANewMachine()
    {
        Technician technician;
        technician.visit.open();
        technician.settle();
        QVERIFY(pageAs<ui::pages::PinContents>(technician).purpose == ui::pages::PinPurpose::ChooseNew);
        QVERIFY(pages::maintenanceStrip(technician.visit).isEmpty());
        technician.next("000000");
        const auto pin = pageAs<ui::pages::PinContents>(technician);
        QCOMPARE(words(pin.error), words(ui::i18n::Text::sentence(QString::fromUtf8(maintenance::code::kPinTrivial))));
        technician.next("730482");
        QVERIFY(pageAs<ui::pages::PinContents>(technician).purpose == ui::pages::PinPurpose::RepeatNew);
    }
    void takesNoPinWhileLocked()
    {
        Technician technician;
        technician.records.settings["secret.maintenance.pin"] = {{"hash", "x"}};
        technician.visit.open();
        technician.settle();
        for (int wrong = 0; wrong < 3; ++wrong)
            technician.next("995301");
        QCOMPARE(pageAs<ui::pages::PinContents>(technician).lockedSeconds, 30);
        QVERIFY(!pages::present(technician.visit).foot.next->enabled);
        QVERIFY(pages::present(technician.visit).foot.back->enabled);
    }
    void tellsWhatToDoFirstAndWhatItBringsBack()
    {
        Technician technician;
        technician.enter();
        technician.setMachine();
        const auto menu = menuOf(technician);
        QVERIFY(menu.first.has_value());
        QCOMPARE(words(menu.first->title), QStringLiteral("先做这一件：A4 打印机，缺纸"));
        QCOMPARE(words(menu.first->body, Language::English),
                 QStringLiteral("When it is done touch 'Test'; 1 service comes back."));
        QCOMPARE(menu.first->action, QStringLiteral("maintenance.first"));
        const auto event = pages::eventFor({QStringLiteral("maintenance.first"), {}}, technician.visit);
        QVERIFY(event && event->kind == Kind::Test && event->target == "a4");
    }
    void showsEveryDeviceWithItsStateAndLastTest()
    {
        Technician technician;
        technician.enter();
        technician.give({Kind::Test, "face-camera", {}});
        const auto devices = menuOf(technician).devices;
        QCOMPARE(devices.size(), std::size_t(5));
        QVERIFY(devices[2].tone == ui::theme::Tone::Bad);
        QCOMPARE(words(devices[2].state), QStringLiteral("缺纸"));
        QVERIFY(words(devices[2].note).contains(QStringLiteral("Acme P-1")));
        QVERIFY(words(devices[2].note).contains(QStringLiteral("Black Toner：75%")));
        QVERIFY(words(devices[2].note).contains(QStringLiteral("main：100 张")));
        QVERIFY(words(devices[3].note).contains(QStringLiteral("1920 × 1080")));
        technician.bench.fault = ports::DeviceFault{"drivers.receipt.paperOut", false};
        technician.give({Kind::Test, "receipt", {}});
        QVERIFY(words(menuOf(technician).devices[1].note).contains(QStringLiteral("凭条纸用完了")));
    }
    void canBeLeftOnlyWhenNoTestRuns()
    {
        Technician technician;
        technician.enter();
        QVERIFY(pages::present(technician.visit).foot.finish->enabled);
        technician.bench.neverAnswers = true;
        technician.give({Kind::Test, "receipt", {}});
        QVERIFY(!pages::present(technician.visit).foot.finish->enabled);
        QVERIFY(menuOf(technician).devices[1].testing);
    }
    void tellsQueueLineAndClockAsTheyAre()
    {
        Technician technician;
        technician.records.machineHealth.pending = 3;
        technician.records.machineHealth.oldest = 6min;
        technician.records.machineHealth.parked = 1;
        technician.records.machineHealth.lastProblem = "queue.sync.unreachable";
        technician.records.machineHealth.certificateUntil = technician.clock.wall().utc + 24h;
        technician.enter();
        auto menu = menuOf(technician);
        QCOMPARE(words(menu.queue[0].value, Language::English), QStringLiteral("3 · oldest 6 min"));
        QVERIFY(menu.queue[1].tone == ui::theme::Tone::Bad);
        QCOMPARE(words(menu.queue.back().value), QStringLiteral("存不下，不再收件"));
        QVERIFY(words(menu.network[0].value, Language::English).startsWith(QStringLiteral("not reachable")));
        QVERIFY(menu.network[2].tone == ui::theme::Tone::Wait);
        QVERIFY(words(menu.network.back().value, Language::English).startsWith(QStringLiteral("not trusted yet")));
        technician.records.refusesReads = true;
        technician.clock.advance(1s);
        technician.settle();
        menu = menuOf(technician);
        QVERIFY(menu.queue[0].tone == ui::theme::Tone::Bad);
        QVERIFY(menu.network.empty());
    }
    void showsWhyAServiceIsOff()
    {
        Technician technician;
        technician.enter();
        technician.setMachine();
        technician.give({Kind::TurnOff, "utl.water", {}});
        QVERIFY(std::holds_alternative<ui::pages::ChoiceInput>(pageAs<ui::pages::FormContents>(technician).input));
        technician.give({Kind::Choose, "own", {}});
        technician.next("own");
        QVERIFY(std::holds_alternative<ui::pages::TextInput>(pageAs<ui::pages::FormContents>(technician).input));
        technician.next("换水表");
        for (const auto& row : menuOf(technician).services)
        {
            const bool isWater = row.id == QLatin1String("utl.water");
            QCOMPARE(row.on, !isWater);
            if (isWater)
                QCOMPARE(words(row.reason), QStringLiteral("换水表"));
            if (row.id == QLatin1String("hr.pay-list"))
                QVERIFY(!words(row.reason).isEmpty()); // on, but its printer has no paper
        }
    }
    void putsTheAuditIntoWords()
    {
        Technician technician;
        technician.enter();
        technician.give({Kind::Test, "a4", {}});
        technician.give({Kind::TurnOff, "utl.water", {}});
        technician.give({Kind::Choose, "repair", {}});
        technician.next("repair");
        technician.give({Kind::TurnOn, "utl.water", {}});
        technician.records.acts.push_back({technician.clock.wall().utc, "unknown", "maintenance.pinRefused", 0, 1});
        technician.records.acts.push_back(
            {technician.clock.wall().utc, "banshi-session", "setting.maintenance.lockout", nullptr, {{"failures", 1}}});
        technician.give({Kind::Section, {}, "audit"});
        const auto rows = menuOf(technician).audit;
        QCOMPARE(rows.size(), technician.records.acts.size() - 1); // the program's own book-keeping stays out
        for (const auto& row : rows)
            for (const auto language : {Language::Chinese, Language::English})
                for (const auto& text : {row.when, row.who, row.what, row.before, row.after})
                    QVERIFY2(!words(text, language).contains(QLatin1Char('{')), qPrintable(words(text, language)));
        QCOMPARE(words(rows[1].what), words(rows[2].what));
        QCOMPARE(words(rows[1].after, Language::English), QStringLiteral("on"));
        QCOMPARE(words(rows[2].after, Language::English),
                 QStringLiteral("off: Paused: a device is waiting for repair"));
        QCOMPARE(words(rows[3].after, Language::English), QStringLiteral("passed"));
        QCOMPARE(words(rows[1].who, Language::English), QStringLiteral("Staff 1234"));
        QCOMPARE(words(rows.back().after, Language::English), QStringLiteral("PIN set"));
    }
    void saysWhichProgramHadTheDevicesAndForHowLong()
    {
        Technician technician;
        technician.enter();
        const auto at = technician.clock.wall().utc;
        technician.records.acts.push_back({at, "vendor-tool", "vendorMode.entered", nullptr, {{"since", "x"}}});
        technician.records.acts.push_back(
            {at, "unknown", "vendorMode.left", {{"since", "x"}}, {{"until", "x"}, {"seconds", 754}}});
        technician.give({Kind::Section, {}, "audit"});
        const auto rows = menuOf(technician).audit;
        QCOMPARE(words(rows[1].who), QStringLiteral("vendor-tool"));
        QCOMPARE(words(rows[1].what, Language::English), QStringLiteral("A technician's program took all devices"));
        QCOMPARE(words(rows[0].who, Language::English), QStringLiteral("Nobody known"));
        QCOMPARE(words(rows[0].what), QStringLiteral("外部维护程序归还全部设备"));
        QCOMPARE(words(rows[0].after, Language::English), QStringLiteral("12 min 34 s"));
    }
    void readsTaps()
    {
        Technician technician;
        technician.enter();
        const auto event = [&](const char* name, const char* text = "") {
            return pages::eventFor({QString::fromUtf8(name), QString::fromUtf8(text)}, technician.visit);
        };
        QVERIFY(event("foot.next", "12")->kind == Kind::Next && event("foot.next", "12")->text == "12");
        QVERIFY(event("device.face-camera.test")->target == "face-camera");
        QVERIFY(event("switch.utl.water", "on")->kind == Kind::TurnOn);
        QVERIFY(event("switch.utl.water", "off")->kind == Kind::TurnOff);
        QVERIFY(event("choice.own")->target == "own");
        QVERIFY(event("section.audit")->text == "audit");
        QVERIFY(event("foot.finish")->kind == Kind::Leave);
        QVERIFY(!event("bar.size", "2"));
        QVERIFY(!event("pin.edited", "7"));
    }
};

BANSHI_TEST(MaintenancePresenterTest)
#include "maintenance_presenter_test.moc"
