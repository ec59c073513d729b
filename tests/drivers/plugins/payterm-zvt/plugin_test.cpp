// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/plugin_bench.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

class PluginTest : public QObject
{
    Q_OBJECT

    testing::PluginBench m_plugin{"payterm-zvt"};

private Q_SLOTS:
    void tellsWhatItIsWithoutBeingLoaded()
    {
        const auto metadata = m_plugin.inspect();
        QVERIFY2(metadata.has_value(), metadata ? "" : metadata.error().detail.c_str());
        QCOMPARE(metadata->name, std::string("payterm-zvt"));
        QCOMPARE(metadata->deviceClass, protocol::DeviceClass::PaymentTerminal);
    }

    void makesItsDevice()
    {
        const auto device = m_plugin.make({"tcp:192.0.2.7:20007", {{"state_dir", std::string("/var/lib/banshi")}}});
        QVERIFY2(device.ok(), device.ok() ? "" : device.failure().detail.c_str());
        QVERIFY(dynamic_cast<sdk::PaymentTerminal*>(device->get()) != nullptr);
    }

    void namesTheEntryThatCannotBeRight()
    {
        QCOMPARE(m_plugin.notRefusedByName({
                     {"tcp:"},
                     {"tcp:host"},
                     {"tcp:host:70000"},
                     {"serial:/dev/x"},
                     {"tcp:host:1", {{"password", std::int64_t{1'000'000}}}},
                     {"tcp:host:1", {{"currency", std::int64_t{0}}}},
                     {"tcp:host:1", {{"parting_ms", std::int64_t{499}}}},
                     {"tcp:host:1", {{"state_dir", std::string()}}},
                     {"tcp:host:1", {{"record", std::string("x")}, {"state_dir", std::string("/x")}}},
                 }),
                 QStringList());
    }
};

BANSHI_TEST(PluginTest)
#include "plugin_test.moc"
