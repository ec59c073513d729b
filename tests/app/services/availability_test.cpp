// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/availability.h"

#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "definitions.h"

#include <QTest>
#include <set>

using namespace banshi;
using namespace banshi::app::services;
using namespace banshi::testing;
using namespace std::chrono_literals;

namespace
{

/// Thursday 2026-01-01 10:00 in China.
const char* const kMorning = "2026-01-01T02:00:00.000Z";

MachineState allWell()
{
    MachineState state;
    for (const char* device : {"idcard", "face-camera", "document-camera", "a4", "receipt"})
        state.devices[device] = {DeviceCondition::Ok, std::nullopt};
    state.networkUp = true;
    state.queueAccepting = true;
    state.appVersion = "0.1.0";
    state.now = {*base::fromRfc3339(kMorning), true};
    return state;
}

} // namespace

class AvailabilityTest : public QObject
{
    Q_OBJECT

    ManualClock m_clock;
    std::shared_ptr<const Catalogue> m_catalogue;

    Offer offer(const char* id, const MachineState& state) { return offerOf(*m_catalogue->find(id), state); }
    /// `ok`, or the code and device, with notes in brackets.
    std::string told(const char* id, const MachineState& state)
    {
        const Offer result = offer(id, state);
        std::string text = result.offered ? "ok" : std::string(dotted(result.reason).substr(15));
        if (!result.device.empty())
            text += " " + result.device;
        for (const OfferNote& note : result.notes)
            text +=
                " [" + std::string(dotted(note.code).substr(15)) + (note.device.empty() ? "" : " " + note.device) + "]";
        return text;
    }

private Q_SLOTS:
    void initTestCase() { m_catalogue = loadShipped(m_clock); }

    void decidesByDevicesNetworkAndQueue_data()
    {
        QTest::addColumn<QString>("broken");
        QTest::addColumn<bool>("network");
        QTest::addColumn<bool>("queue");
        QTest::addColumn<QStringList>("told"); // pay-list, no-crime, water, report
        const auto row = [](const char* broken, bool network, bool queue, const QStringList& told) {
            QTest::addRow("%s, network %d, queue %d", broken, network, queue)
                << QString::fromUtf8(broken) << network << queue << told;
        };
        const auto is = [](const char* text) { return QString::fromUtf8(text); };
        const QString ok = is("ok");
        const QString off = is("needsNetwork");
        row("", true, true, {ok, ok, ok, ok});
        row("a4", true, true, {is("deviceUnavailable a4"), ok, ok, ok});
        row("receipt", true, true,
            {is("ok [deviceMissing receipt]"), is("deviceUnavailable receipt"), is("deviceUnavailable receipt"),
             is("deviceUnavailable receipt")});
        row("idcard", true, true, {is("deviceUnavailable idcard"), is("deviceUnavailable idcard"), ok, ok});
        row("face-camera", true, true,
            {is("ok [deviceMissing face-camera]"), is("ok [deviceMissing face-camera]"), ok, ok});
        row("document-camera", true, true, {ok, ok, ok, is("ok [deviceMissing document-camera]")});
        row("", false, true, {off, off, off, is("ok [willQueue]")});
        row("", true, false, {is("queueFull"), is("queueFull"), is("queueFull"), is("queueFull")});
        row("", false, false, {off, off, off, is("queueFull")});
    }
    void decidesByDevicesNetworkAndQueue()
    {
        QFETCH(QString, broken);
        QFETCH(bool, network);
        QFETCH(bool, queue);
        QFETCH(QStringList, told);
        MachineState state = allWell();
        state.networkUp = network;
        state.queueAccepting = queue;
        if (!broken.isEmpty())
            state.devices[broken.toStdString()].condition = DeviceCondition::Fault;
        int index = 0;
        for (const char* id : {"hr.pay-list", "pol.no-crime", "utl.water", "grid.report"})
            QCOMPARE(this->told(id, state), told.at(index++).toStdString());
    }

    void takesWarningButNoOtherConditionAsWorking()
    {
        MachineState state = allWell();
        state.devices["receipt"].condition = DeviceCondition::Warning;
        QVERIFY(offer("utl.water", state).offered);
        for (const auto condition : {DeviceCondition::Unknown, DeviceCondition::Busy, DeviceCondition::Disabled})
        {
            state.devices["receipt"].condition = condition;
            QVERIFY(!offer("utl.water", state).offered);
        }
        state.devices.erase("receipt");
        QVERIFY(!offer("utl.water", state).offered);
    }

    void saysUntilWhen()
    {
        MachineState state = allWell();
        const auto later = state.now.utc + 3h;
        state.devices["receipt"] = {DeviceCondition::Fault, later};
        QVERIFY(offer("utl.water", state).until == later);
        state.networkUp = false;
        state.networkUntil = later + 1h;
        QVERIFY(offer("utl.water", state).until == later + 1h);
    }

    void obeysTheTechnicianFirst()
    {
        MachineState state = allWell();
        state.networkUp = false;
        state.switchedOff["utl.water"] = {{"系统升级", "Upgrade"}, std::nullopt};
        const Offer result = offer("utl.water", state);
        QCOMPARE(result.reason, OfferCode::SwitchedOff);
        QCOMPARE(result.words.en, std::string("Upgrade"));
    }

    void opensByTheHoursOfChina()
    {
        ServiceDefinition service = *m_catalogue->find("utl.water");
        constexpr int kNine = 9 * 60;
        constexpr int kSix = 18 * 60;
        service.hours = {{{1, 2, 3, 4, 5}, kNine, kSix}};
        MachineState state = allWell();
        QVERIFY(offerOf(service, state).offered);
        state.now.utc = *base::fromRfc3339("2026-01-01T10:00:00.000Z"); // Thursday 18:00
        Offer result = offerOf(service, state);
        QCOMPARE(result.reason, OfferCode::Closed);
        QVERIFY(result.until == base::fromRfc3339("2026-01-02T01:00:00.000Z"));
        state.now.utc = *base::fromRfc3339("2026-01-02T10:00:30.000Z"); // Friday 18:00
        result = offerOf(service, state);
        QVERIFY(result.until == base::fromRfc3339("2026-01-05T01:00:00.000Z"));
        service.hours = {{{1}, 0, 24 * 60}};
        state.now.utc = *base::fromRfc3339("2026-01-04T15:59:00.000Z"); // Sunday 23:59
        QVERIFY(offerOf(service, state).until == base::fromRfc3339("2026-01-04T16:00:00.000Z"));
    }

    void doesNotJudgeByAnUntrustedClock()
    {
        ServiceDefinition service = *m_catalogue->find("utl.water");
        service.hours = {{{1}, 0, 1}};
        MachineState state = allWell();
        state.now = {base::UtcTime(), false};
        const Offer result = offerOf(service, state);
        QVERIFY(result.offered);
        QCOMPARE(result.notes.front().code, OfferCode::ClockUntrusted);
    }

    void keepsToTheDaysOfEffectAndTheProgramVersion()
    {
        ServiceDefinition service = *m_catalogue->find("utl.water");
        MachineState state = allWell();
        service.effectiveFrom = std::chrono::year(2026) / 1 / 2;
        QVERIFY(offerOf(service, state).until == base::fromRfc3339("2026-01-01T16:00:00.000Z"));
        service.effectiveFrom = std::chrono::year(2025) / 1 / 1;
        service.effectiveTo = std::chrono::year(2026) / 1 / 1;
        QVERIFY(offerOf(service, state).offered);
        service.effectiveTo = std::chrono::year(2025) / 12 / 31;
        QCOMPARE(offerOf(service, state).reason, OfferCode::NotInForce);
        service.effectiveTo.reset();
        service.minApp = "0.10.0";
        QCOMPARE(offerOf(service, state).reason, OfferCode::NewerProgram);
        service.minApp = "0.0.9";
        service.status = Status::Suspended;
        QCOMPARE(offerOf(service, state).reason, OfferCode::Suspended);
    }

    void needsThePrinterOnlyForThePickUp()
    {
        MachineState state = allWell();
        state.devices["receipt"].condition = DeviceCondition::Fault;
        QVERIFY(pickupOfferOf(*m_catalogue->find("pol.no-crime"), state).offered);
        state.devices["a4"].condition = DeviceCondition::Fault;
        QCOMPARE(pickupOfferOf(*m_catalogue->find("pol.no-crime"), state).device, std::string("a4"));
        state.networkUp = false;
        QCOMPARE(pickupOfferOf(*m_catalogue->find("pol.no-crime"), state).reason, OfferCode::NeedsNetwork);
    }

    void tellsTheTruthInOneStrip()
    {
        MachineState state = allWell();
        QCOMPARE(truthAbout(*m_catalogue, state).offered, std::size_t{4});
        state.devices["a4"] = {DeviceCondition::Fault, state.now.utc + 5h};
        state.devices["idcard"] = {DeviceCondition::Fault, std::nullopt};
        const Truth truth = truthAbout(*m_catalogue, state);
        QCOMPARE(truth.offered, std::size_t{2});
        QCOMPARE(truth.paused, std::size_t{2});
        QCOMPARE(truth.pauses.size(), std::size_t{1});
        QCOMPARE(truth.pauses.front().device, std::string("idcard"));
        QVERIFY(!truth.pauses.front().until);
    }

    void namesWhatIsMissingAlthoughEveryServiceWorks()
    {
        MachineState state = allWell();
        QVERIFY(truthAbout(*m_catalogue, state).missing.empty());
        state.devices["face-camera"].condition = DeviceCondition::Fault; // two services would like to have it
        state.devices["document-camera"].condition = DeviceCondition::Fault;
        const Truth truth = truthAbout(*m_catalogue, state);
        QCOMPARE(truth.paused, std::size_t{0});
        QVERIFY((std::set<std::string>(truth.missing.begin(), truth.missing.end()) ==
                 std::set<std::string>{"face-camera", "document-camera"}));
        QCOMPARE(truth.missing.size(), std::size_t{2});
    }
};

BANSHI_TEST(AvailabilityTest)
#include "availability_test.moc"
