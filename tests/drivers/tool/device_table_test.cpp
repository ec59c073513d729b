// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/device_table.h"

#include "banshi/testing/suite.h"
#include "made_up_sys.h"

#include <QProcess>
#include <QTest>

using namespace banshi::drivers::tool;

/// What a technician pastes into the machine's file.
class DeviceTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proposesTheFirstPluginAndNamesTheOthers()
    {
        std::set<std::string> taken;
        const PresentDevice bridge{"10c4:ea60", "Maker bridge", "pci0/usb1/1-1", "serial:/dev/serial/by-path/one"};
        const std::vector<PluginMatch> matches{{"reader", "R1"}, {"scanner", "S1"}};
        QCOMPARE(deviceTable(bridge, matches, taken), std::string("# 10c4:ea60 Maker bridge, pci0/usb1/1-1: R1\n"
                                                                  "# or driver = \"scanner\": S1\n"
                                                                  "[[device]]\n"
                                                                  "name = \"reader\"\n"
                                                                  "driver = \"reader\"\n"
                                                                  "connection = \"serial:/dev/serial/by-path/one\"\n"));
    }

    void proposesNothingForAnAdapterAlone()
    {
        std::set<std::string> taken;
        const PresentDevice bridge{"10c4:ea60", "Maker bridge", "p", "serial:/dev/x"};
        QCOMPARE(deviceTable(bridge, {{"reader", "R1", true}, {"scanner", "S1", true}}, taken),
                 std::string(
                     "# 10c4:ea60 Maker bridge, p: an adapter, which does not say what hangs on it; take one of these\n"
                     "# possible: driver = \"reader\": R1\n"
                     "# possible: driver = \"scanner\": S1\n"
                     "# connection = \"serial:/dev/x\"\n"));
        QVERIFY(taken.empty());
    }

    void givesEveryDeviceANameOfItsOwn()
    {
        std::set<std::string> taken;
        for (const char* name : {"\"reader\"", "\"reader-2\"", "\"reader-3\""})
        {
            const auto table = deviceTable({"1:2", "x", "p", "serial:/dev/x"}, {{"reader", "R1"}}, taken);
            QVERIFY2(table.find("name = " + std::string(name) + '\n') != std::string::npos, table.c_str());
        }
    }

    void proposesNothingForWhatNobodyDrivesOrCanOpen()
    {
        std::set<std::string> taken;
        QCOMPARE(deviceTable({{}, {}, "p", "serial:/dev/x"}, {}, taken), std::string("# - , p: no plug-in fits\n"));
        QCOMPARE(deviceTable({"1:2", "x", "p", {}}, {{"reader", "R1"}}, taken),
                 std::string("# 1:2 x, p: nothing that a driver could open\n"));
        QVERIFY(taken.empty());
    }

    // A device says what it likes of itself; it must not write the machine's file.
    void letsNoDeviceWriteALineOfItsOwn()
    {
        std::set<std::string> taken;
        const auto table =
            deviceTable({"1:2", "x\n[[device]]\r\x7f", "p", "serial:/dev/\"x\n"}, {{"r", "R\n1"}}, taken);
        QCOMPARE(table, std::string("# 1:2 x [[device]]  , p: R 1\n[[device]]\nname = \"r\"\ndriver = \"r\"\n"
                                    "connection = \"serial:/dev/\\\"x \"\n"));
    }

    void writesATableForEachDeviceThatIsPluggedIn()
    {
        MadeUpSys sys;
        for (const char* port : {"1", "2"})
        {
            const std::string place = std::string("pci0/usb1/1-") + port;
            const std::string node = std::string("ttyUSB") + port;
            sys.usb(place, "04b8:0202", "Epson", "TM-T88V");
            sys.node(place + "/line/" + node + "/tty/" + node, "tty");
            sys.link(std::string("serial/by-path/place-") + port, "../../" + node);
        }
        QProcess program;
        program.start(qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/banshi-device"),
                      {QStringLiteral("match"), QStringLiteral("--sys"), QString::fromStdString(sys.sys()),
                       QStringLiteral("--dev"), QString::fromStdString(sys.dev()), QStringLiteral("--write")});
        QVERIFY(program.waitForFinished());
        const QString said = QString::fromUtf8(program.readAllStandardOutput());
        QVERIFY2(said.contains(
                     QStringLiteral("name = \"receipt-escpos\"\ndriver = \"receipt-escpos\"\nconnection = \"serial:") +
                     QString::fromStdString(sys.dev()) + QStringLiteral("/serial/by-path/place-1\"\n")),
                 qPrintable(said));
        QVERIFY(said.contains(QStringLiteral("name = \"receipt-escpos-2\"")) &&
                said.contains(QStringLiteral("place-2\"")));
    }
};

BANSHI_TEST(DeviceTableTest)
#include "device_table_test.moc"
