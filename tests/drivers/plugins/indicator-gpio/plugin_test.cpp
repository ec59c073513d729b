// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/plugin_bench.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

class PluginTest : public QObject
{
    Q_OBJECT

    using Texts = std::vector<std::string>;
    testing::PluginBench m_plugin{"indicator-gpio"};

private Q_SLOTS:
    void tellsWhatItIsWithoutBeingLoaded()
    {
        const auto metadata = m_plugin.inspect();
        QVERIFY2(metadata.has_value(), metadata ? "" : metadata.error().detail.c_str());
        QCOMPARE(metadata->name, std::string("indicator-gpio"));
        QCOMPARE(metadata->deviceClass, protocol::DeviceClass::Indicators);
    }

    void makesItsDevice()
    {
        const auto device = m_plugin.make({"sysfs:/sys", {{"lights", Texts{"cardReader=class/leds/r/brightness"}}}});
        QVERIFY2(device.ok(), device.ok() ? "" : device.failure().detail.c_str());
        QVERIFY(dynamic_cast<sdk::Indicators*>(device->get()) != nullptr);
    }

    void namesTheEntryThatCannotBeRight()
    {
        QCOMPARE(m_plugin.notRefusedByName({
                     {"sysfs:"},
                     {"sysfs:sys"},
                     {"sysfs:/tmp/sys"}, // in production
                     {"serial:/dev/x"},
                     {"sysfs:/sys", {{"lights", Texts{}}}},
                     {"sysfs:/sys", {{"lights", Texts{"cardReader"}}}},
                     {"sysfs:/sys", {{"lights", Texts{"a=class/x", "a=class/y"}}}},
                     {"sysfs:/sys", {{"sensors", Texts{"door=class/x 0:closed"}}}},
                 }),
                 QStringList());
    }
};

BANSHI_TEST(PluginTest)
#include "plugin_test.moc"
