// SPDX-License-Identifier: Apache-2.0
#include "sandbox_rules.h"

#include "banshi/testing/suite.h"

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

    void takesANetworkAddressForNoPath()
    {
        host::LaunchOptions options;
        options.device.connection = "http://127.0.0.1:80/face";
        QCOMPARE(rulesOf(options).devices, std::vector<std::string>{"/dev"});
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
