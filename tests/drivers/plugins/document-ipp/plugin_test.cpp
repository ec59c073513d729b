// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/plugin_bench.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

class PluginTest : public QObject
{
    Q_OBJECT

    testing::PluginBench m_plugin{"document-ipp"};

private Q_SLOTS:
    void tellsWhatItIsWithoutBeingLoaded()
    {
        const auto metadata = m_plugin.inspect();
        QVERIFY2(metadata.has_value(), metadata ? "" : metadata.error().detail.c_str());
        QCOMPARE(metadata->name, std::string("document-ipp"));
        QCOMPARE(metadata->deviceClass, protocol::DeviceClass::DocumentPrinter);
    }

    void makesItsDevice()
    {
        const auto device = m_plugin.make({"ipp://localhost:8631/ipp/print"});
        QVERIFY2(device.ok(), device.ok() ? "" : device.failure().detail.c_str());
        QVERIFY(dynamic_cast<sdk::DocumentPrinter*>(device->get()) != nullptr);
    }

    void namesTheEntryThatCannotBeRight()
    {
        QCOMPARE(m_plugin.notRefusedByName({
                     {"ipp:"},
                     {"http://host/ipp"},
                     {"ipp:nonsense"},
                 }),
                 QStringList());
    }
};

BANSHI_TEST(PluginTest)
#include "plugin_test.moc"
