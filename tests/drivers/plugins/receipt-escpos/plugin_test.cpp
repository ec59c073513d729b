// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/plugin_bench.h"
#include "banshi/testing/suite.h"

#include <QTemporaryDir>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

class PluginTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    testing::PluginBench m_plugin{"receipt-escpos"};

private Q_SLOTS:
    void tellsWhatItIsWithoutBeingLoaded()
    {
        const auto metadata = m_plugin.inspect();
        QVERIFY2(metadata.has_value(), metadata ? "" : metadata.error().detail.c_str());
        QCOMPARE(metadata->name, std::string("receipt-escpos"));
        QCOMPARE(metadata->deviceClass, protocol::DeviceClass::ReceiptPrinter);
    }

    void makesItsDevice()
    {
        const auto device = m_plugin.make({"serial:/dev/serial/by-path/slot-2"});
        QVERIFY2(device.ok(), device.ok() ? "" : device.failure().detail.c_str());
        QVERIFY(dynamic_cast<sdk::ReceiptPrinter*>(device->get()) != nullptr);
    }

    void namesTheEntryThatCannotBeRight()
    {
        QCOMPARE(m_plugin.notRefusedByName({
                     {"serial:"},
                     {"tcp:host"},
                     {"serial:/dev/x", {{"columns", std::int64_t(40)}}},
                     {"serial:/dev/x", {{"charset", std::string("latin1")}}},
                     {"serial:/dev/x", {{"end_marker", std::string("none")}}},
                     {"serial:/dev/x", {{"baud", std::int64_t(1)}}},
                     {"serial:/dev/x", {{"record", m_folder.filePath(QStringLiteral("slips")).toStdString()}}},
                 }),
                 QStringList());
    }
};

BANSHI_TEST(PluginTest)
#include "plugin_test.moc"
