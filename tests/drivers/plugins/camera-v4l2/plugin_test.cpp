// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/plugin_bench.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

class PluginTest : public QObject
{
    Q_OBJECT

    testing::PluginBench m_plugin{"camera-v4l2"};

private Q_SLOTS:
    void tellsWhatItIsWithoutBeingLoaded()
    {
        const auto metadata = m_plugin.inspect();
        QVERIFY2(metadata.has_value(), metadata ? "" : metadata.error().detail.c_str());
        QCOMPARE(metadata->name, std::string("camera-v4l2"));
        QCOMPARE(metadata->deviceClass, protocol::DeviceClass::Camera);
    }

    void makesItsDevice()
    {
        const auto device = m_plugin.make({"v4l2:/dev/v4l/by-path/slot-1"});
        QVERIFY2(device.ok(), device.ok() ? "" : device.failure().detail.c_str());
        QVERIFY(dynamic_cast<sdk::Camera*>(device->get()) != nullptr);
    }

    void namesTheEntryThatCannotBeRight()
    {
        QCOMPARE(m_plugin.notRefusedByName({
                     {"v4l2:"},
                     {"ftp://host/"},
                     {"http:"},
                     {"http:///face"},
                     {"http://host/face", {{"rotation", std::int64_t(45)}}},
                     {"http://host/face", {{"width", std::int64_t(1)}}},
                     {"v4l2:/dev/x", {{"warm_up_frames", std::int64_t(-1)}}},
                 }),
                 QStringList());
    }
};

BANSHI_TEST(PluginTest)
#include "plugin_test.moc"
