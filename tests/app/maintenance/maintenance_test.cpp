// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/maintenance.h"

#include "banshi/app/fakes/fake_bench.h"
#include "banshi/app/fakes/fake_machine_records.h"
#include "banshi/app/fakes/fake_pin_hasher.h"
#include "banshi/app/maintenance/codes.h"
#include "banshi/app/services/catalogue_loader.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace banshi::app::maintenance;
using namespace std::chrono_literals;
using Kind = Event::Kind;
using Purpose = PinState::Purpose;

namespace
{

/// A machine at which technicians come and go; each visit is a process of its own.
struct Machine
{
    testing::ManualClock clock;
    fakes::FakeMachineRecords records{clock};
    fakes::FakeBench bench;
    fakes::FakePinHasher hasher;
    std::shared_ptr<const services::Catalogue> catalogue =
        services::loadCatalogue(services::CatalogueSource(CATALOGUE), clock).catalogue;
    std::unique_ptr<Maintenance> visit;
    int left = 0;

    static void settle()
    {
        for (int turn = 0; turn < 40; ++turn)
            QCoreApplication::processEvents();
    }
    void open()
    {
        const TestPaper paper{[](base::UtcTime) { return ports::SlipText{}; },
                              [](base::UtcTime) { return base::SecretBytes(std::string_view("%PDF")); }};
        visit = std::make_unique<Maintenance>(Parts{clock, records, bench, hasher, catalogue, paper});
        QObject::connect(visit.get(), &Maintenance::left, visit.get(), [this] { ++left; });
        visit->open();
        settle();
    }
    void give(Kind kind, const std::string& target = {}, const std::string& text = {})
    {
        visit->handle({kind, target, text});
        settle();
    }
    void next(const std::string& text) { give(Kind::Next, {}, text); }
    template <class T>
    const T* on() const
    {
        return std::get_if<T>(&visit->state());
    }
    /// Through the door of a new machine.
    void enterFirstTime()
    {
        open();
        next("730482");
        next("730482");
        next("1234");
    }
};

} // namespace

class MaintenanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstTechnicianChoosesThePin()
    {
        Machine machine;
        machine.open();
        QVERIFY(machine.on<PinState>() && machine.on<PinState>()->purpose == Purpose::ChooseNew);
        machine.next("123456");
        QCOMPARE(machine.on<PinState>()->code, std::string(code::kPinTrivial));
        machine.next("730482");
        QVERIFY(machine.on<PinState>()->purpose == Purpose::RepeatNew);
        machine.next("730483");
        QCOMPARE(machine.on<PinState>()->code, std::string(code::kPinsDiffer));
        QVERIFY(machine.on<PinState>()->purpose == Purpose::ChooseNew);
        machine.next("730482");
        machine.next("730482");
        QVERIFY(machine.on<StaffState>());
        QVERIFY(!machine.records.settings.contains("secret.maintenance.pin"));
        machine.next("1234");
        QVERIFY(machine.on<MenuState>());
        QVERIFY(machine.records.settings.contains("secret.maintenance.pin"));
    }
    void theNextOneHasToKnowIt()
    {
        Machine machine;
        machine.enterFirstTime();
        machine.open();
        QVERIFY(machine.on<PinState>() && machine.on<PinState>()->purpose == Purpose::Enter);
        machine.next("995301");
        QCOMPARE(machine.on<PinState>()->code, std::string(code::kPinWrong));
        machine.next("730482");
        QVERIFY(machine.on<StaffState>());
        machine.next("");
        QCOMPARE(machine.on<StaffState>()->code, std::string(code::kStaffNumber));
        machine.next("123456789");
        QCOMPARE(machine.on<StaffState>()->code, std::string(code::kStaffNumber));
        machine.next("77");
        QVERIFY(machine.on<MenuState>());
        QCOMPARE(machine.records.last("maintenance.entered").who, std::string("77"));
    }
    void countsTheLockDownOnThePage()
    {
        Machine machine;
        machine.enterFirstTime();
        machine.open();
        for (int wrong = 0; wrong < 3; ++wrong)
            machine.next("995301");
        QCOMPARE(machine.on<PinState>()->lockedSeconds, 30);
        machine.clock.advance(1s);
        machine.settle();
        QCOMPARE(machine.on<PinState>()->lockedSeconds, 29);
        machine.clock.advance(29s);
        machine.settle();
        QCOMPARE(machine.on<PinState>()->lockedSeconds, 0);
        machine.next("730482");
        QVERIFY(machine.on<StaffState>());
    }
    void everyActSaysWhoWhenBeforeAndAfter()
    {
        Machine machine;
        machine.enterFirstTime();
        machine.clock.advance(7s);
        machine.give(Kind::Test, "receipt");
        machine.give(Kind::TurnOff, "utl.water");
        machine.give(Kind::Choose, "repair");
        machine.next("");
        machine.give(Kind::TurnOn, "utl.water");
        machine.give(Kind::Leave);
        QCOMPARE(machine.left, 1);
        for (const char* what : {"setting.secret.maintenance.pin", "maintenance.entered", "device.testBegun",
                                 "device.tested", "setting.services.switchedOff", "maintenance.left"})
        {
            const auto act = machine.records.last(what);
            QVERIFY2(act.who == "1234", what);
            QVERIFY2(act.at <= machine.clock.wall().utc && act.at >= machine.clock.wall().utc - 8s, what);
            QVERIFY2(act.before != act.after, what);
            QVERIFY2(!act.after.is_null(), what);
        }
    }
    void aServiceIsSwitchedOffWithAReasonOnly()
    {
        Machine machine;
        machine.enterFirstTime();
        machine.give(Kind::TurnOff, "nothing");
        QVERIFY(machine.on<MenuState>());
        machine.give(Kind::TurnOff, "utl.water");
        machine.next("");
        QCOMPARE(machine.on<ReasonState>()->code, std::string(code::kReasonMissing));
        QVERIFY(machine.records.settings.find(kSwitchesKey) == machine.records.settings.end());
        machine.give(Kind::Choose, "own");
        machine.next("");
        QVERIFY(machine.on<ReasonState>()->own);
        machine.next("   ");
        QCOMPARE(machine.on<ReasonState>()->code, std::string(code::kReasonMissing));
        machine.next("换水表");
        QVERIFY(machine.on<MenuState>() && machine.on<MenuState>()->section == Section::Services);
        QCOMPARE(machine.records.settings[kSwitchesKey]["utl.water"]["zh"].get<std::string>(), std::string("换水表"));
        QVERIFY(machine.visit->switchedOff().contains("utl.water"));
    }
    void goesOneStepBackFromEveryPage()
    {
        Machine machine;
        machine.enterFirstTime();
        machine.give(Kind::TurnOff, "utl.water");
        machine.give(Kind::Choose, "own");
        machine.next("");
        machine.give(Kind::Back);
        QVERIFY(!machine.on<ReasonState>()->own);
        machine.give(Kind::Back);
        QVERIFY(machine.on<MenuState>()->section == Section::Services);
        machine.give(Kind::Back);
        QVERIFY(machine.on<MenuState>()->section == Section::Overview);
        QCOMPARE(machine.left, 0);
    }
    void leavesByItself()
    {
        Machine machine;
        machine.open();
        machine.clock.advance(61s);
        machine.settle();
        QCOMPARE(machine.left, 1);
        QVERIFY(machine.records.acts.empty()); // nobody was in
        machine.enterFirstTime();
        machine.clock.advance(299s);
        machine.settle();
        QCOMPARE(machine.left, 1);
        machine.visit->touched();
        machine.clock.advance(301s);
        machine.settle();
        QCOMPARE(machine.left, 2);
        QVERIFY(machine.records.last("maintenance.left").after == "idle");
    }
    void staysWhileADeviceIsTested()
    {
        Machine machine;
        machine.enterFirstTime();
        machine.bench.neverAnswers = true;
        machine.give(Kind::Test, "a4");
        machine.give(Kind::Leave);
        machine.clock.advance(301s);
        machine.settle();
        QCOMPARE(machine.left, 0);
    }
    void entersNobodyWhoCannotBeRecorded()
    {
        Machine machine;
        machine.records.refusesReads = true;
        machine.open();
        QVERIFY(machine.on<FaultState>());
        machine.give(Kind::Back);
        QCOMPARE(machine.left, 1);
        machine.records.refusesReads = false;
        machine.open();
        machine.next("730482");
        machine.next("730482");
        machine.records.refusesWrites = true;
        machine.next("1234");
        QVERIFY(machine.on<FaultState>());
        QVERIFY(machine.visit->who().empty());
        machine.give(Kind::Test, "receipt");
        QVERIFY(machine.bench.done.empty());
    }
    void keepsItsNumbersFresh()
    {
        Machine machine;
        machine.records.machineHealth.pending = 3;
        machine.enterFirstTime();
        QCOMPARE(machine.visit->health()->pending, 3);
        machine.records.machineHealth.pending = 1;
        machine.clock.advance(1s);
        machine.settle();
        QCOMPARE(machine.visit->health()->pending, 1);
        machine.give(Kind::Section, {}, "audit");
        QCOMPARE(machine.visit->audit().front().what, std::string("maintenance.entered"));
        machine.records.refusesReads = true;
        machine.clock.advance(1s);
        machine.settle();
        QVERIFY(!machine.visit->health());
    }
};

BANSHI_TEST(MaintenanceTest)
#include "maintenance_test.moc"
