// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/relay.h"
#include "banshi/testing/suite.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <memory>

using namespace banshi::drivers::conformance;

namespace
{

constexpr int kPatienceMs = 10000;
constexpr int kHeldMs = 100; // in which an answer would have come that is not held

} // namespace

/// Against a device that answers whatever it hears.
class RelayTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTcpServer> m_device;
    std::unique_ptr<Relay> m_relay;
    std::unique_ptr<QTcpSocket> m_driver;

    void dial()
    {
        m_driver = std::make_unique<QTcpSocket>();
        m_driver->connectToHost(QHostAddress::LocalHost, m_port);
    }
    quint16 m_port = 0;

private Q_SLOTS:
    void init()
    {
        m_device = std::make_unique<QTcpServer>();
        connect(m_device.get(), &QTcpServer::newConnection, this, [this] {
            QTcpSocket* client = m_device->nextPendingConnection();
            connect(client, &QTcpSocket::readyRead, client, [client] { client->write(client->readAll()); });
        });
        QVERIFY(m_device->listen(QHostAddress::LocalHost));
        m_relay = std::make_unique<Relay>(m_device->serverPort());
        m_port = m_relay->listen();
        QVERIFY(m_port > 0);
        dial();
        QTRY_COMPARE_WITH_TIMEOUT(m_driver->state(), QAbstractSocket::ConnectedState, kPatienceMs);
    }
    void cleanup()
    {
        m_driver.reset();
        m_relay.reset();
        m_device.reset();
    }

    void passesBytesBothWays()
    {
        m_driver->write("question");
        QTRY_COMPARE_WITH_TIMEOUT(m_driver->bytesAvailable(), 8, kPatienceMs);
        QCOMPARE(m_driver->readAll(), QByteArray("question"));
    }

    void endsAndRefusesConnectionsWhenItIsCut()
    {
        m_relay->setMode(RelayMode::Cut);
        QTRY_COMPARE_WITH_TIMEOUT(m_driver->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
        dial();
        QSignalSpy ended(m_driver.get(), &QTcpSocket::disconnected);
        QTRY_VERIFY_WITH_TIMEOUT(ended.count() == 1 || m_driver->state() == QAbstractSocket::UnconnectedState,
                                 kPatienceMs);
    }

    void holdsBytesUntilItPassesAgain()
    {
        m_relay->setMode(RelayMode::Hold);
        m_driver->write("question");
        const auto hasAnswer = [this] { return m_driver->bytesAvailable() == 8; };
        QVERIFY(!QTest::qWaitFor(hasAnswer, kHeldMs));
        m_relay->setMode(RelayMode::Pass);
        QVERIFY(QTest::qWaitFor(hasAnswer, kPatienceMs));
        QCOMPARE(m_driver->readAll(), QByteArray("question"));
    }

    void garblesTheDevicesAnswersOnly()
    {
        m_relay->setMode(RelayMode::Garble);
        m_driver->write("question");
        QTRY_COMPARE_WITH_TIMEOUT(m_driver->bytesAvailable(), 8, kPatienceMs);
        QVERIFY(m_driver->readAll() != QByteArray("question"));
    }

    void knowsItsWords()
    {
        QVERIFY(m_relay->setMode("hold"));
        QVERIFY(!m_relay->setMode("explode"));
    }
};

BANSHI_TEST(RelayTest)
#include "relay_test.moc"
