// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/host/plugin_loader.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

class PluginTest : public QObject
{
    Q_OBJECT

    std::string m_file = qEnvironmentVariable("BANSHI_BIN").toStdString() + "/../lib/drivers/banshi-driver-camera-opencv.so";
    testing::DriverHost m_host;

    sdk::Outcome<std::unique_ptr<sdk::Device>> make(const std::string& connection, std::map<std::string, sdk::OptionValue> values)
    {
        const auto plugin = host::loadPlugin(m_file);
        if (!plugin)
            return sdk::failure(sdk::ErrorCode::InternalError, plugin.error().detail);
        return (*plugin)->create({"device", connection, std::move(values), true, {}}, m_host);
    }

private Q_SLOTS:
    void tellsWhatItIsWithoutBeingLoaded()
    {
        const auto metadata = host::inspectPlugin(m_file);
        QVERIFY2(metadata.has_value(), metadata ? "" : metadata.error().detail.c_str());
        QCOMPARE(metadata->name, std::string("camera-opencv"));
        QCOMPARE(metadata->deviceClass, protocol::DeviceClass::Camera);
    }

    void makesItsDevice()
    {
        const auto device = make("v4l2:/dev/v4l/by-path/slot-1", {});
        QVERIFY2(device.ok(), device.ok() ? "" : device.failure().detail.c_str());
        QVERIFY(dynamic_cast<sdk::Camera*>(device->get()) != nullptr);
    }

    void namesTheEntryThatCannotBeRight()
    {
        const std::vector<std::pair<std::string, std::map<std::string, sdk::OptionValue>>> wrong{
            {"v4l2:", {}},
            {"ftp://host/", {}},
            {"http://host/face", {{"rotation", std::int64_t(45)}}},
            {"http://host/face", {{"width", std::int64_t(1)}}},
            {"v4l2:/dev/x", {{"warm_up_frames", std::int64_t(-1)}}},
        };
        for (const auto& [connection, values] : wrong)
        {
            const auto device = make(connection, values);
            QVERIFY2(!device.ok(), connection.c_str());
            QCOMPARE(device.failure().code, sdk::ErrorCode::InvalidData);
            const std::string entry = values.empty() ? "connection" : "options." + values.begin()->first;
            QVERIFY2(device.failure().detail.starts_with(entry), device.failure().detail.c_str());
        }
    }
};

BANSHI_TEST(PluginTest)
#include "plugin_test.moc"
