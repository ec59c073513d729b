// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/host/sandbox.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/testing/device_chain.h"
#include "banshi/testing/suite.h"
#include "in_a_child.h"

#include <QTcpServer>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;

/// What a driver can lay its hands on beside its device, in the process that a machine starts for it.
class PryingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!testing::inAChild([] { return host::confine({}) == host::Confinement::Full; }))
            QSKIP("this kernel's Landlock keeps no ports, or a sanitizer watches");
        QVERIFY(m_own.listen(QHostAddress::LocalHost) && m_elsewhere.listen(QHostAddress::LocalHost));
    }

    void reachesItsOwnAddressAndNothingElse()
    {
        QCOMPARE(foundBehind(QStringLiteral("tcp:127.0.0.1:%1").arg(m_own.serverPort())), " null own datagram");
    }

    // Lines stand right in /dev, with a new number each time they are plugged in: only systemd's unit tells them apart.
    void reachesNoNetworkWhenItsDeviceIsALine()
    {
        QCOMPARE(foundBehind(QStringLiteral("serial:/dev/null")), " null node");
    }

private:
    QByteArray foundBehind(const QString& connection)
    {
        const QString options =
            QStringLiteral("{\"own\":%1,\"elsewhere\":%2}").arg(m_own.serverPort()).arg(m_elsewhere.serverPort());
        testing::DeviceChain chain;
        if (!chain.start(QString::fromUtf8(qgetenv("BANSHI_BIN")) +
                             QStringLiteral("/../tests/drivers/prying/banshi-driver-prying.so"),
                         connection, options))
            return "not started";
        const auto read = chain.run(protocol::command::kReadBarcode, nlohmann::json::object());
        if (!read || !read->ok())
            return "not read";
        const auto code = read->payload.at("readOutput").at(0).at("barcodeData").get<std::string>();
        return QByteArray::fromBase64(QByteArray::fromStdString(code));
    }

    QTcpServer m_own;
    QTcpServer m_elsewhere;
};

BANSHI_TEST(PryingTest)
#include "prying_test.moc"
