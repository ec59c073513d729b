// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/plugin_loader.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/payloads.h"
#include "banshi/testing/device_chain.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QProcess>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

namespace
{

// Seen from the folder of the programs, where testing::Simulator starts them.
constexpr const char* kFolder = "../tests/drivers/previous-sdk/";

QString plugin()
{
    return qEnvironmentVariable("BANSHI_BIN") + u'/' + QLatin1String(kFolder) +
           QStringLiteral("banshi-driver-yesterday.so");
}

const nlohmann::json kCard{
    "欧阳试验某",   "2",        "汉",      "19900101", "测试省试验市样例街道某号楼", "440399199001010018",
    "试验市公安局", "20150301", "20350301"};

} // namespace

/// A plug-in of interface 1.0, compiled with the headers of 1.0, in a host that offers a newer minor.
class PreviousSdkTest : public QObject
{
    Q_OBJECT

    testing::Simulator m_reader;
    testing::DeviceChain m_chain;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_reader.start(QLatin1String(kFolder) + QStringLiteral("simulator.py"),
                               {QStringLiteral("--tty"), QStringLiteral("%/tty")}));
        QVERIFY(m_chain.start(plugin(), QStringLiteral("serial:") + m_reader.path(QStringLiteral("tty"))));
    }

    void isOfAnOlderMinorThanTheHost()
    {
        const auto metadata = host::inspectPlugin(plugin().toStdString());
        QVERIFY2(metadata, metadata ? "" : metadata.error().detail.c_str());
        QCOMPARE(metadata->interfaceVersion.major, sdk::kInterface.major);
        QVERIFY(metadata->interfaceVersion.minor < sdk::kInterface.minor);
    }

    // The same file, but that its metadata asks for a minor that does not exist yet.
    void isRefusedByNameWhenItIsOfTomorrow()
    {
        QFile file(plugin());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        const QByteArray needs("\x69interface\x63"
                               "1.0"); // CBOR: two texts, of 9 and of 3 letters
        const qsizetype at = bytes.indexOf(needs);
        QVERIFY(at > 0 && bytes.indexOf(needs, at + 1) < 0);
        const QByteArray tomorrow = "1." + QByteArray::number(sdk::kInterface.minor + 1);
        bytes.replace(at + needs.size() - 3, 3, tomorrow);
        QFile changed(m_reader.path(QStringLiteral("banshi-driver-tomorrow.so")));
        QVERIFY(changed.open(QIODevice::WriteOnly) && changed.write(bytes) == bytes.size());
        changed.close();
        QProcess host;
        host.start(qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/banshi-driverhost"),
                   {QStringLiteral("--plugin"), changed.fileName(), QStringLiteral("--name"), QStringLiteral("device"),
                    QStringLiteral("--connection"), QStringLiteral("serial:/dev/null"), QStringLiteral("--publisher"),
                    QStringLiteral("file:/nonexistent"), QStringLiteral("--mode"), QStringLiteral("development")});
        QVERIFY(host.waitForFinished(20000));
        QCOMPARE(host.exitCode(), 2);
        const QByteArray said = host.readAllStandardError();
        QVERIFY2(said.contains("interface " + tomorrow + " is not offered by this host, which has 1."),
                 said.constData());
    }

    void saysItsStatusAndWhatItIs()
    {
        const auto status = m_chain.run(protocol::command::kStatus, nlohmann::json::object());
        QVERIFY(status && status->ok());
        QCOMPARE(status->payload["common"].value("device", ""), std::string("online"));
        QCOMPARE(status->payload["idCardReader"].value("media", ""), std::string("notPresent"));
        const auto abilities = m_chain.run(protocol::command::kCapabilities, nlohmann::json::object());
        QVERIFY(abilities && abilities->ok());
        QCOMPARE(abilities->payload["common"]["deviceInformation"][0].value("modelName", ""),
                 std::string("ID EXAMPLE-1"));
    }

    void readsACardAndSeesItLeave()
    {
        const auto read = m_chain.send(protocol::command::kReadCard, nlohmann::json::object());
        QVERIFY(m_reader.control({{"do", "place"}, {"card", kCard}}).value("ok", false));
        QTRY_VERIFY_WITH_TIMEOUT(read->has_value(), 20000);
        QVERIFY2((*read)->ok(), (*read)->description.c_str());
        const auto card = protocol::idCardFromJson((*read)->payload);
        QVERIFY(card);
        QCOMPARE(card->number, std::string("440399199001010018"));
        QCOMPARE(card->validTo, std::string("20350301"));
        const auto removed = m_chain.send(protocol::command::kWaitRemoved, nlohmann::json::object());
        QVERIFY(m_reader.control({{"do", "lift"}}).value("ok", false));
        QTRY_VERIFY_WITH_TIMEOUT(removed->has_value(), 20000);
        QVERIFY((*removed)->ok());
    }
};

BANSHI_TEST(PreviousSdkTest)
#include "previous_sdk_test.moc"
