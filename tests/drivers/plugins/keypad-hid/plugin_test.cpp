// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/plugin_bench.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

class PluginTest : public QObject
{
    Q_OBJECT

    testing::PluginBench m_plugin{"keypad-hid"};

private Q_SLOTS:
    void tellsWhatItIsWithoutBeingLoaded()
    {
        const auto metadata = m_plugin.inspect();
        QVERIFY2(metadata.has_value(), metadata ? "" : metadata.error().detail.c_str());
        QCOMPARE(metadata->name, std::string("keypad-hid"));
        QCOMPARE(metadata->deviceClass, protocol::DeviceClass::Keypad);
    }

    void makesItsDevice()
    {
        const auto device = m_plugin.make({"evdev:/dev/input/by-path/x"});
        QVERIFY2(device.ok(), device.ok() ? "" : device.failure().detail.c_str());
        QVERIFY(dynamic_cast<sdk::Keypad*>(device->get()) != nullptr);
    }

    void namesTheEntryThatCannotBeRight()
    {
        using Texts = std::vector<std::string>;
        QCOMPARE(m_plugin.notRefusedByName({
                     {"evdev:"},
                     {"evdev:relative"},
                     {"serial:/dev/x"},
                     {"evdev:/dev/x", {{"keys", Texts{"28"}}}},
                     {"evdev:/dev/x", {{"switches", Texts{"jack=2"}}}},
                     {"evdev:/dev/x", {{"switches", Texts{"jack=2 in:out", "jack=4 in:out"}}}},
                 }),
                 QStringList());
    }
};

BANSHI_TEST(PluginTest)
#include "plugin_test.moc"
