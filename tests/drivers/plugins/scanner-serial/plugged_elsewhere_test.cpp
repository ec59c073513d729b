// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/protocol/commands.h"
#include "banshi/testing/device_chain.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using client::DeviceCondition;

/// Two scanners of one kind that are pulled out and plugged in in another order: the system numbers them anew, as it
/// does with /dev/ttyUSB*, and only their place (/dev/serial/by-path) tells them apart.
class PluggedElsewhereTest : public QObject
{
    Q_OBJECT

    static constexpr int kPatienceMs = 20000;
    std::array<testing::Simulator, 2> m_scanners;
    std::array<testing::DeviceChain, 2> m_chains;

    QString place(std::size_t which) const { return m_scanners.at(which).path(QStringLiteral("by-path")); }
    QString number(std::size_t which) const { return QFile::symLinkTarget(place(which)); }
    bool tell(std::size_t which, const nlohmann::json& order)
    {
        return m_scanners.at(which).control(order).value("ok", false);
    }
    bool waitFor(DeviceCondition condition)
    {
        return QTest::qWaitFor(
            [&] {
                return m_chains[0].proxy().condition() == condition && m_chains[1].proxy().condition() == condition;
            },
            kPatienceMs);
    }
    std::string readFrom(std::size_t which, const std::string& text)
    {
        const auto slot = m_chains.at(which).send(protocol::command::kReadBarcode, nlohmann::json::object());
        const bool isLit = QTest::qWaitFor(
            [&] {
                return m_scanners.at(which).control({{"do", "state"}}).value("light", false);
            },
            kPatienceMs);
        if (!isLit || !tell(which, {{"do", "scan"}, {"text", text}}) ||
            !QTest::qWaitFor([&] { return slot->has_value(); }, kPatienceMs) || !(*slot)->ok())
            return {};
        const auto data = (*slot)->payload["readOutput"][0].value("barcodeData", "");
        return QByteArray::fromBase64(QByteArray::fromStdString(data)).toStdString();
    }

private Q_SLOTS:
    void keepsEachDeviceAtItsPlaceWhenTheNumbersAreSwapped()
    {
        for (std::size_t which : {0U, 1U})
        {
            QVERIFY(m_scanners.at(which).start(
                QStringLiteral("banshi-virtual-scanner"),
                {QStringLiteral("--tty"), QStringLiteral("%/by-path"), QStringLiteral("--triggered")}));
            QVERIFY(m_chains.at(which).start(QStringLiteral("scanner-serial"), QStringLiteral("serial:") + place(which),
                                             QStringLiteral(R"({"trigger":"serial"})")));
        }
        const QString first = number(0);
        const QString second = number(1);
        for (std::size_t which : {0U, 1U})
            QVERIFY(tell(which, {{"do", "fault"}, {"kind", "unplug"}}));
        QVERIFY(waitFor(DeviceCondition::Fault));
        for (std::size_t which : {1U, 0U})
            QVERIFY(tell(which, {{"do", "plug"}}));
        QVERIFY(waitFor(DeviceCondition::Ok));
        if (number(0) == first && number(1) == second)
            QSKIP("the system gave both lines their old numbers again");
        QCOMPARE(readFrom(0, "LEFT"), std::string("LEFT"));
        QCOMPARE(readFrom(1, "RIGHT"), std::string("RIGHT"));
    }
};

BANSHI_TEST(PluggedElsewhereTest)
#include "plugged_elsewhere_test.moc"
