// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/plugin_bench.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

class PluginTest : public QObject
{
    Q_OBJECT

    testing::PluginBench m_plugin{"fingerprint"};

private Q_SLOTS:
    void tellsWhatItIsWithoutBeingLoaded()
    {
        const auto metadata = m_plugin.inspect();
        QVERIFY2(metadata.has_value(), metadata ? "" : metadata.error().detail.c_str());
        QCOMPARE(metadata->name, std::string("fingerprint"));
        QCOMPARE(metadata->deviceClass, protocol::DeviceClass::BiometricReader);
    }

    void makesItsDevice()
    {
        const auto device = m_plugin.make({"serial:/dev/serial/by-path/x"});
        QVERIFY2(device.ok(), device.ok() ? "" : device.failure().detail.c_str());
        QVERIFY(dynamic_cast<sdk::BiometricReader*>(device->get()) != nullptr);
    }

    void namesTheEntryThatCannotBeRight()
    {
        QCOMPARE(m_plugin.notRefusedByName({
                     {"serial:"},
                     {"usb-hid:/dev/x"},
                     {"serial:/dev/x", {{"baud", std::int64_t{300}}}},
                     {"serial:/dev/x", {{"password", std::int64_t{-1}}}},
                     {"serial:/dev/x", {{"record", std::string("x")}}},
                 }),
                 QStringList());
    }
};

BANSHI_TEST(PluginTest)
#include "plugin_test.moc"
