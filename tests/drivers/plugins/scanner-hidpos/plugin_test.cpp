// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/plugin_bench.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

class PluginTest : public QObject
{
    Q_OBJECT

    testing::PluginBench m_plugin{"scanner-hidpos"};

private Q_SLOTS:
    void tellsWhatItIsWithoutBeingLoaded()
    {
        const auto metadata = m_plugin.inspect();
        QVERIFY2(metadata.has_value(), metadata ? "" : metadata.error().detail.c_str());
        QCOMPARE(metadata->name, std::string("scanner-hidpos"));
        QCOMPARE(metadata->deviceClass, protocol::DeviceClass::BarcodeReader);
    }

    void makesItsDevice()
    {
        const auto device = m_plugin.make({"usb-hid:/dev/scanner", {{"trigger", std::string("hid")}}});
        QVERIFY2(device.ok(), device.ok() ? "" : device.failure().detail.c_str());
        QVERIFY(dynamic_cast<sdk::BarcodeReader*>(device->get()) != nullptr);
    }

    void namesTheEntryThatCannotBeRight()
    {
        QCOMPARE(m_plugin.notRefusedByName({
                     {"usb-hid:"},
                     {"usb-hid:relative"},
                     {"serial:/dev/x"},
                     {"usb-hid:/dev/x", {{"trigger", std::string("serial")}}},
                     {"usb-hid:/dev/x", {{"record", std::string("x")}}},
                 }),
                 QStringList());
    }
};

BANSHI_TEST(PluginTest)
#include "plugin_test.moc"
