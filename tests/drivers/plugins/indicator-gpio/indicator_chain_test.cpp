// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/commands.h"
#include "banshi/testing/device_chain.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using client::DeviceCondition;
using nlohmann::json;
using protocol::CompletionCode;

namespace
{

const std::string kLight = "class/leds/reader/brightness";
const std::string kDoor = "class/gpio/gpio22/value";

} // namespace

/// From the proxy to the files and back.
class IndicatorChainTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::Simulator> m_simulator;
    std::unique_ptr<testing::DeviceChain> m_chain;

    json state() { return m_simulator->control({{"do", "state"}}); }
    bool order(const json& request) { return m_simulator->control(request).value("ok", false); }
    std::string door()
    {
        return m_chain->proxy().status().value("auxiliaries", json::object()).value("cabinetDoor", "");
    }

private Q_SLOTS:
    void init()
    {
        m_simulator = std::make_unique<testing::Simulator>();
        QVERIFY(m_simulator->start(QStringLiteral("banshi-virtual-indicator"),
                                   {QStringLiteral("--root"), QStringLiteral("%/sys"), QStringLiteral("--light"),
                                    QString::fromStdString(kLight), QStringLiteral("--sensor"),
                                    QString::fromStdString(kDoor + "=0")}));
        m_chain = std::make_unique<testing::DeviceChain>();
        const json options{{"lights", {"cardReader=" + kLight + " 0:255"}},
                           {"sensors", {"cabinetDoor=" + kDoor + " 0:closed 1:open"}}};
        QVERIFY(m_chain->start(QStringLiteral("indicator-gpio"),
                               QStringLiteral("sysfs:") + m_simulator->path(QStringLiteral("sys")),
                               QString::fromStdString(options.dump())));
    }
    void cleanup()
    {
        m_chain.reset();
        m_simulator.reset();
    }

    void flashesAGuideLight()
    {
        const auto done =
            m_chain->run(protocol::command::kSetLight, {{"cardReader", {{"default", {{"flashRate", "quick"}}}}}});
        QVERIFY(done.has_value());
        QVERIFY2(done->ok(), done->description.c_str());
        QTRY_VERIFY(state()["lights"][kLight].value("changes", 0) >= 4);
        QVERIFY(
            m_chain->run(protocol::command::kSetLight, {{"cardReader", {{"default", {{"flashRate", "off"}}}}}})->ok());
        QTRY_COMPARE(state()["lights"][kLight].value("content", ""), std::string("0"));
        QTRY_VERIFY(m_chain->proxy().status()["lights"]["cardReader"]["default"]["flashRate"] == "off");
    }

    void refusesLightsThatAreNotThere()
    {
        QCOMPARE(m_chain->run(protocol::command::kSetLight, {{"scanner", {{"default", {{"flashRate", "off"}}}}}})->code,
                 CompletionCode::UnsupportedData);
        QCOMPARE(m_chain->run(protocol::command::kSetLight, {{"cardReader", {{"flashRate", "off"}}}})->code,
                 CompletionCode::InvalidData);
    }

    void tellsOfADoorThatOpens()
    {
        QTRY_COMPARE(door(), std::string("closed"));
        QVERIFY(order({{"do", "set"}, {"sensor", kDoor}, {"content", "1"}}));
        QTRY_COMPARE(door(), std::string("open"));
        QVERIFY(order({{"do", "fault"}, {"kind", "flood"}, {"sensor", kDoor}}));
        QVERIFY(order({{"do", "set"}, {"sensor", kDoor}, {"content", "0"}}));
        QTRY_COMPARE(door(), std::string("closed"));
    }

    void followsFilesThatGoAndComeBack()
    {
        QVERIFY(order({{"do", "fault"}, {"kind", "unplug"}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->proxy().condition(), DeviceCondition::Fault, 20000);
        QVERIFY(order({{"do", "plug"}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_chain->proxy().condition(), DeviceCondition::Ok, 20000);
    }

    void putsTheLightOutWhenTheHostComesBackAfterACrash()
    {
        QVERIFY(
            m_chain->run(protocol::command::kSetLight, {{"cardReader", {{"default", {{"flashRate", "continuous"}}}}}})
                ->ok());
        QTRY_COMPARE(state()["lights"][kLight].value("content", ""), std::string("255"));
        QVERIFY(m_chain->killHost());
        QTRY_COMPARE_WITH_TIMEOUT(state()["lights"][kLight].value("content", ""), std::string("0"), 20000);
    }
};

BANSHI_TEST(IndicatorChainTest)
#include "indicator_chain_test.moc"
