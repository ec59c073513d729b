// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/advice.h"

#include "banshi/app/services/catalogue_loader.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::app;
using namespace banshi::app::maintenance;
using services::DeviceCondition;

class AdviceTest : public QObject
{
    Q_OBJECT

    testing::ManualClock m_clock;
    std::shared_ptr<const services::Catalogue> m_catalogue =
        services::loadCatalogue(services::CatalogueSource(CATALOGUE), m_clock).catalogue;

    [[nodiscard]] services::MachineState healthy() const
    {
        services::MachineState state;
        for (const char* device : {"idcard", "receipt", "a4", "face-camera", "document-camera"})
            state.devices[device] = {DeviceCondition::Ok, std::nullopt};
        state.networkUp = true;
        state.queueAccepting = true;
        state.appVersion = "0.1.0";
        state.now = m_clock.wall();
        return state;
    }

private Q_SLOTS:
    void saysNothingWhileAllWorks()
    {
        QCOMPARE(services::truthAbout(*m_catalogue, healthy()).paused, std::size_t(0));
        QVERIFY(!adviceFor(*m_catalogue, healthy()));
    }
    void namesThePrinterAndWhatItBringsBack()
    {
        auto state = healthy();
        state.devices["a4"].condition = DeviceCondition::Fault;
        const auto paused = services::truthAbout(*m_catalogue, state).paused;
        QVERIFY(paused > 0);
        QVERIFY(adviceFor(*m_catalogue, state) == std::optional(Advice{"a4", paused}));
    }
    void aDeviceAtWorkNeedsNoRepair()
    {
        auto state = healthy();
        state.devices["idcard"].condition = DeviceCondition::Busy;
        QVERIFY(services::truthAbout(*m_catalogue, state).paused > 0);
        QVERIFY(!adviceFor(*m_catalogue, state));
    }
    void namesTheLineWhenItStopsMost()
    {
        auto state = healthy();
        state.networkUp = false;
        const auto advice = adviceFor(*m_catalogue, state);
        QVERIFY(advice && advice->device.empty());
        QCOMPARE(advice->services, services::truthAbout(*m_catalogue, state).paused);
    }
    void promisesNothingThatASecondFaultWouldKeepAway()
    {
        auto state = healthy();
        for (auto& [device, report] : state.devices)
            report.condition = DeviceCondition::Fault;
        state.networkUp = false;
        state.queueAccepting = false;
        QVERIFY(!adviceFor(*m_catalogue, state));
    }
};

BANSHI_TEST(AdviceTest)
#include "advice_test.moc"
