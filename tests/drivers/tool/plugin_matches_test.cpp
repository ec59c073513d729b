// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/plugin_matches.h"

#include "banshi/testing/suite.h"
#include "made_up_sys.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <QtCore/qfloat16.h>
#include <nlohmann/json.hpp>

using namespace banshi::drivers::tool;

namespace
{

KnownPlugin pluginWith(const std::string& name, const std::string& connection, PluginModel model)
{
    return {name, {connection}, {{"something else", {}, {}}, std::move(model)}};
}

const PresentDevice kBridge{"10c4:ea60", "bridge", "pci0/usb1/1-1/1-1:1.0/ttyUSB3/tty/ttyUSB3", "serial:/dev/ttyUSB3"};
const PresentDevice kPort{{}, {}, "platform/serial8250/tty/ttyS0", "serial:/dev/ttyS0"};
const PresentDevice kPrinter{"04b8:0202", "printer", "pci0/usb1/1-4", {}};

} // namespace

/// Which plug-in says of itself that it drives what is plugged in.
class PluginMatchesTest : public QObject
{
    Q_OBJECT

    static std::vector<PluginMatch> matches(const PresentDevice& device, const KnownPlugin& plugin)
    {
        return matchesOf(device, std::vector{plugin});
    }

private Q_SLOTS:
    void fitsByTheUsbId()
    {
        const auto plugin = pluginWith("reader", "serial", {"R1", "10c4:ea60", {}});
        QCOMPARE(matches(kBridge, plugin), (std::vector<PluginMatch>{{"reader", "R1", true}}));
        QVERIFY(matches(kPort, plugin).empty());
        QVERIFY(matches(kPrinter, plugin).empty());
    }

    void fitsByThePlaceOfALine()
    {
        const auto plugin = pluginWith("reader", "serial", {"R1", {}, "platform/serial8250/*"});
        QVERIFY(matches(kBridge, plugin).empty());
        QCOMPARE(matches(kPort, plugin).size(), std::size_t(1));
    }

    void callsAFitByAnAdapterOnlyPossible()
    {
        const auto reader = pluginWith("a-reader", "serial", {"R1", "10c4:ea60", {}});
        const auto scanner = pluginWith("scanner", "serial", {"S1", "10c4:ea60", "pci0/usb1/1-1/*"});
        QCOMPARE(matchesOf(kBridge, std::vector{reader, scanner}),
                 (std::vector<PluginMatch>{{"scanner", "S1", false}, {"a-reader", "R1", true}}));
        QVERIFY(!matches(kPrinter, pluginWith("printer", "serial", {"P1", "04b8:0202", {}})).front().isOnlyPossible);
    }

    void needsBothWhereBothAreSaid()
    {
        QCOMPARE(matches(kBridge, pluginWith("reader", "serial", {"R1", "10c4:ea60", "pci0/usb1/1-1/*"})).size(),
                 std::size_t(1));
        QVERIFY(matches(kBridge, pluginWith("reader", "serial", {"R1", "10c4:ea60", "pci0/usb1/1-7/*"})).empty());
    }

    void doesNotFitWhatItCannotOpen()
    {
        QVERIFY(matches(kBridge, pluginWith("reader", "usb-hid", {"R1", "10c4:ea60", {}})).empty());
        QCOMPARE(matches(kPrinter, pluginWith("printer", "serial", {"P1", "04b8:0202", {}})).size(), std::size_t(1));
    }

    void fitsNothingWithoutARule()
    {
        QVERIFY(matches(kBridge, pluginWith("reader", "serial", {"any reader", {}, {}})).empty());
    }

    void saysWhichOfOurDriversFits()
    {
        MadeUpSys sys;
        sys.usb("pci0/usb1/1-1", "10c4:ea60", "Silicon Labs", "CP2102 bridge");
        sys.node("pci0/usb1/1-1/1-1:1.0/ttyUSB3/tty/ttyUSB3", "tty");
        sys.usb("pci0/usb1/1-2", "ffff:0001", "", "Unheard of");
        QProcess program;
        program.start(qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/banshi-device"),
                      {QStringLiteral("match"), QStringLiteral("--sys"), QString::fromStdString(sys.sys()),
                       QStringLiteral("--dev"), QString::fromStdString(sys.dev()), QStringLiteral("--json")});
        QVERIFY(program.waitForFinished());
        const auto said = nlohmann::json::parse(program.readAllStandardOutput().toStdString(), nullptr, false);
        QVERIFY2(said.is_array() && said.size() == 2, said.dump().c_str());
        QCOMPARE(said[0]["usb"], nlohmann::json("10c4:ea60"));
        QCOMPARE(said[0]["plugins"][0]["plugin"], nlohmann::json("idcard-sam"));
        QCOMPARE(said[0]["plugins"][0]["possible"], nlohmann::json(true));
        QCOMPARE(said[1]["plugins"], nlohmann::json::array());
    }
};

BANSHI_TEST(PluginMatchesTest)
#include "plugin_matches_test.moc"
