// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/wire/fault_desk.h"

#include "banshi/base/system_clock.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace banshi;
using namespace banshi::drivers::virtual_wire;
using nlohmann::json;

class FaultDeskTest : public QObject
{
    Q_OBJECT

    base::SystemClock m_clock;
    Speaker m_speaker{m_clock, [this](const Speaker::Bytes& bytes) { m_said = bytes; }};
    Speaker::Bytes m_said;
    bool m_isPlugged = true;
    bool m_canPlug = true;
    bool m_isForgotten = false;
    int m_jams = 0;
    std::unique_ptr<FaultDesk> m_desk;

    std::string said(const json& request) { return m_desk->control(request).dump(); }
    base::Result<void, WireFault> plugIn()
    {
        if (!m_canPlug)
            return base::fail(WireError::CannotLink, "no place");
        m_isPlugged = true;
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_isPlugged = m_canPlug = true;
        m_isForgotten = false;
        m_jams = 0;
        m_desk = std::make_unique<FaultDesk>(m_clock, m_speaker,
                                             FaultDesk::Setup{.plugIn = [this] { return plugIn(); },
                                                              .unplug = [this] { m_isPlugged = false; },
                                                              .restart = [this] { m_isForgotten = true; },
                                                              .restartTime = std::chrono::milliseconds(1),
                                                              .line = {LineFault::HalfFrame},
                                                              .own = {{"jam", [this](int times) { m_jams = times; }}},
                                                              .clear = [this] { m_jams = 0; },
                                                              .state =
                                                                  [this] {
                                                                      return json{{"plugged", m_isPlugged}};
                                                                  },
                                                              .orders = "feed"});
    }

    void namesTheFaultsThatItCanDo()
    {
        QCOMPARE(said({{"do", "faults"}}), json({{"faults", {"unplug", "restart", "jam", "halfFrame"}}}).dump());
    }

    void spoilsTheWireAndTheDeviceUntilItIsCleared()
    {
        (void)m_desk->control({{"do", "fault"}, {"kind", "jam"}, {"times", 3}});
        QCOMPARE(m_jams, 3);
        (void)m_desk->control({{"do", "fault"}, {"kind", "halfFrame"}, {"times", 9}});
        m_speaker.say({1, 2});
        QCOMPARE(m_said.size(), std::size_t(1));
        (void)m_desk->control({{"do", "clear"}});
        QCOMPARE(m_jams, 0);
        m_speaker.say({1, 2});
        QCOMPARE(m_said.size(), std::size_t(2));
    }

    void comesBackAfterItsTimeOrWhenItIsPluggedIn()
    {
        QCOMPARE(said({{"do", "fault"}, {"kind", "unplug"}}), json({{"plugged", false}}).dump());
        QVERIFY(!m_isForgotten);
        QCOMPARE(said({{"do", "plug"}}), json({{"plugged", true}}).dump());
        (void)m_desk->control({{"do", "fault"}, {"kind", "restart"}});
        QVERIFY(m_isForgotten);
        QVERIFY(!m_isPlugged);
        QTRY_VERIFY(m_isPlugged);
    }

    void refusesWhatItDoesNotKnowAndSaysWhy()
    {
        m_canPlug = false;
        QCOMPARE(said({{"do", "plug"}}), refusal("no place").dump());
        QCOMPARE(said({{"do", "fault"}, {"kind", "noise"}}), refusal("no such fault: noise").dump());
        QCOMPARE(said({{"do", "dance"}}), refusal("feed, fault, faults, clear, plug or state is expected").dump());
    }
};

BANSHI_TEST(FaultDeskTest)
#include "fault_desk_test.moc"
