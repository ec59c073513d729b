// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/plugin_bench.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

class PluginTest : public QObject
{
    Q_OBJECT

    testing::PluginBench m_plugin{"payterm-nexo"};

private Q_SLOTS:
    void tellsWhatItIsWithoutBeingLoaded()
    {
        const auto metadata = m_plugin.inspect();
        QVERIFY2(metadata.has_value(), metadata ? "" : metadata.error().detail.c_str());
        QCOMPARE(metadata->name, std::string("payterm-nexo"));
        QCOMPARE(metadata->deviceClass, protocol::DeviceClass::PaymentTerminal);
    }

    void makesItsDevice()
    {
        const auto device = m_plugin.make({"tcp:192.0.2.7:8443", {{"poi_id", std::string("V400m-1")}}});
        QVERIFY2(device.ok(), device.ok() ? "" : device.failure().detail.c_str());
        QVERIFY(dynamic_cast<sdk::PaymentTerminal*>(device->get()) != nullptr);
    }

    void namesTheEntryThatCannotBeRight()
    {
        QCOMPARE(m_plugin.notRefusedByName({
                     {"tcp:"},
                     {"tcp:host"},
                     {"tcp::80"},
                     {"tcp:host:0"},
                     {"tcp:host:70000"},
                     {"serial:/dev/x"},
                     {"tcp:host:1", {{"poi_id", std::string()}}},
                     {"tcp:host:1", {{"currency", std::string("yuan")}, {"poi_id", std::string("x")}}},
                     {"tcp:host:1", {{"poi_id", std::string("x")}, {"parting_ms", std::int64_t{499}}}},
                 }),
                 QStringList());
    }
};

BANSHI_TEST(PluginTest)
#include "plugin_test.moc"
