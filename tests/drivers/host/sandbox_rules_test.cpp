// SPDX-License-Identifier: Apache-2.0
#include "sandbox_rules.h"

#include "banshi/drivers/protocol/service_list.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace banshi::drivers;

namespace
{

bool has(const std::vector<std::string>& paths, const char* path)
{
    return std::ranges::find(paths, path) != paths.end();
}

host::SandboxRules rulesOf(const host::LaunchOptions& options, std::vector<std::string> permissions = {})
{
    protocol::PluginMetadata metadata;
    metadata.permissions = std::move(permissions);
    return host::sandboxRules(metadata, options, "/opt/banshi/bin/banshi-driverhost");
}

} // namespace

class SandboxRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsADriverHaveItsDeviceAlsoWhenItIsPluggedInAgain()
    {
        host::LaunchOptions options;
        options.device.connection = "serial:/run/lines/reader";
        const auto rules = rulesOf(options);
        QVERIFY(has(rules.devices, "/run/lines/reader"));
        QVERIFY(has(rules.devices, "/run/lines"));
    }

    void opensTheFolderInWhichTheNodesOfTheDevicesKindStand_data()
    {
        QTest::addColumn<QString>("connection");
        QTest::addColumn<QString>("folder"); // none when empty
        QTest::newRow("keypad") << "evdev:/dev/input/by-path/keys"
                                << "/dev";
        QTest::newRow("keypad by a rule's link") << "evdev:/dev/keypad"
                                                 << "/dev";
        QTest::newRow("line") << "serial:/dev/serial/by-path/reader"
                              << "/dev";
        QTest::newRow("HID") << "usb-hid:/dev/scanner"
                             << "/dev";
        QTest::newRow("camera") << "v4l2:/dev/v4l/by-path/face"
                                << "/dev";
        QTest::newRow("lights") << "sysfs:/sys"
                                << "/dev";
        QTest::newRow("smart card") << "pcsc:Reader 00"
                                    << "";
        QTest::newRow("terminal") << "tcp:192.0.2.8:20007"
                                  << "";
        QTest::newRow("network camera") << "http://127.0.0.1:80/face"
                                        << "";
        QTest::newRow("printer") << "ipp://192.0.2.7/ipp/print"
                                 << "";
    }

    void opensTheFolderInWhichTheNodesOfTheDevicesKindStand()
    {
        QFETCH(QString, connection);
        QFETCH(QString, folder);
        host::LaunchOptions options;
        options.device.connection = connection.toStdString();
        const auto rules = rulesOf(options);
        std::vector<std::string> folders;
        for (const std::string& place : rules.devices)
            if (place == "/dev" || place == "/dev/input" || place == "/dev/serial/by-path")
                folders.push_back(place);
        QCOMPARE(folders, folder.isEmpty() ? std::vector<std::string>() : std::vector{folder.toStdString()});
        QVERIFY(has(rules.devices, "/dev/null") && has(rules.devices, "/dev/urandom"));
    }

    void opensThePortsOfTheDeviceAndOfThePublisher_data()
    {
        using Ports = std::vector<std::uint16_t>;
        QTest::addColumn<QString>("connection");
        QTest::addColumn<Ports>("ports");
        QTest::newRow("tcp") << "tcp:192.0.2.8:20007" << Ports{20007, 5846};
        QTest::newRow("tcp, sixth version") << "tcp:[2001:db8::8]:20007" << Ports{20007, 5846};
        QTest::newRow("http") << "http://192.0.2.9/face" << Ports{80, 5846};
        QTest::newRow("http with a port") << "http://192.0.2.9:8081/face" << Ports{8081, 5846};
        QTest::newRow("http twice") << "http:http://192.0.2.9:8081/face" << Ports{8081, 5846};
        QTest::newRow("ipp") << "ipp://192.0.2.7/ipp/print" << Ports{631, 5846};
        QTest::newRow("ipps") << "ipps://192.0.2.7/ipp/print" << Ports{631, 443, 5846};
        QTest::newRow("line") << "serial:/dev/ttyUSB0" << Ports{5846};
        QTest::newRow("terminal without a port") << "tcp:192.0.2.8" << Ports{5846};
    }

    void opensThePortsOfTheDeviceAndOfThePublisher()
    {
        QFETCH(QString, connection);
        QFETCH(std::vector<std::uint16_t>, ports);
        host::LaunchOptions options;
        options.publisher = "ws://127.0.0.1:5846/xfs4iot/v1.0/";
        options.device.connection = connection.toStdString();
        const auto rules = rulesOf(options);
        QVERIFY(rules.ports.has_value());
        QCOMPARE(*rules.ports, ports);
        QCOMPARE(rules.datagrams, !connection.startsWith(QLatin1String("serial")));
    }

    void findsThePublishersPortInItsFileAndOnTheStreetInXfs4IotsRule()
    {
        const QTemporaryDir folder;
        const QString place = folder.filePath(QStringLiteral("port"));
        host::LaunchOptions options;
        options.publisher = "file:" + place.toStdString();
        QVERIFY(!rulesOf(options).ports.has_value()); // in development it may be any
        options.device.production = true;
        QCOMPARE(*rulesOf(options).ports, protocol::publisherPorts());
        QFile file(place);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("40123\n") > 0);
        file.close();
        QCOMPARE(rulesOf(options).ports->front(), std::uint16_t(40123));
        options.device.production = false;
        QCOMPARE(*rulesOf(options).ports, std::vector<std::uint16_t>{40123});
    }

    void letsADriverReadItselfItsPublisherAndTheFilesOfItsOptions()
    {
        host::LaunchOptions options;
        options.plugin = "/opt/vendor/driver.so";
        options.publisher = "file:/run/banshi/port";
        options.device.values = {{"model", std::string("/opt/vendor/data")}, {"name", std::string("none")}};
        const auto rules = rulesOf(options);
        for (const char* path :
             {"/opt/vendor", "/run/banshi", "/opt/vendor/data", "/opt/banshi/bin", "/opt/banshi/lib"})
            QVERIFY2(has(rules.readable, path), path);
        QVERIFY(!has(rules.readable, "/etc"));
        QVERIFY(!has(rules.readable, "none"));
    }

    void letsADriverWriteItsRecordingInDevelopmentOnly()
    {
        const QTemporaryDir folder;
        const std::string recording = folder.filePath(QStringLiteral("session.txt")).toStdString();
        host::LaunchOptions options;
        options.device.values = {{"record", recording}};
        QCOMPARE(rulesOf(options).files, std::vector<std::string>{recording});
        options.device.production = true;
        QVERIFY(rulesOf(options).files.empty());
    }

    void opensNothingWithoutThePermission()
    {
        const auto rules = rulesOf({});
        QVERIFY(!rules.childProcesses && !rules.localSockets && !has(rules.devices, "/sys") && rules.own.empty());
    }

    void opensWhatAPermissionNames()
    {
        host::LaunchOptions options;
        options.device.runDir = "/run/banshi/reader";
        const auto rules = rulesOf(options, {"child-process", "local-socket", "sysfs-nodes"});
        QVERIFY(rules.childProcesses && rules.localSockets && has(rules.devices, "/sys"));
        QVERIFY(has(rules.own, "/run/banshi/reader"));
    }
};

BANSHI_TEST(SandboxRulesTest)
#include "sandbox_rules_test.moc"
