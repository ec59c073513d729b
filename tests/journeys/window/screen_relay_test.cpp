// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen_relay.h"

#include "banshi/testing/suite.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace banshi::journeys;

class ScreenRelayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsThePortOfAProcess()
    {
        QCOMPARE(listeningPort(QCoreApplication::applicationPid()), quint16(0));
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QCOMPARE(listeningPort(QCoreApplication::applicationPid()), server.serverPort());
        server.close();
        QCOMPARE(listeningPort(QCoreApplication::applicationPid()), quint16(0));
    }

    void carriesBytesBothWays()
    {
        QTcpServer screen;
        QVERIFY(screen.listen(QHostAddress::LocalHost));
        ScreenRelay relay([&screen] { return screen.serverPort(); });
        QVERIFY(relay.listen(0));
        QTcpSocket viewer;
        viewer.connectToHost(QHostAddress::LocalHost, relay.port());
        QTRY_VERIFY(screen.hasPendingConnections());
        QTcpSocket* there = screen.nextPendingConnection();
        there->write("banner");
        QTRY_COMPARE(viewer.peek(6), QByteArrayLiteral("banner"));
        viewer.write("key");
        QTRY_COMPARE(there->peek(3), QByteArrayLiteral("key"));
    }

    void hangsUpWithASessionAndFindsTheNext()
    {
        QTcpServer first;
        QTcpServer second;
        QVERIFY(first.listen(QHostAddress::LocalHost) && second.listen(QHostAddress::LocalHost));
        QTcpServer* onScreen = &first;
        ScreenRelay relay([&onScreen] { return onScreen->serverPort(); });
        QVERIFY(relay.listen(0));
        QTcpSocket viewer;
        viewer.connectToHost(QHostAddress::LocalHost, relay.port());
        QTRY_VERIFY(first.hasPendingConnections());
        onScreen = &second;
        first.nextPendingConnection()->disconnectFromHost();
        QTRY_COMPARE(viewer.state(), QAbstractSocket::UnconnectedState);
        viewer.connectToHost(QHostAddress::LocalHost, relay.port());
        QTRY_VERIFY(second.hasPendingConnections());
        QVERIFY(!first.hasPendingConnections());
    }

    void hangsUpWhileNoSessionIsOnTheScreen_data()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        QTest::addColumn<quint16>("port");
        QTest::newRow("no session") << quint16(0);
        QTest::newRow("a session that has just ended") << gone.serverPort();
    }
    void hangsUpWhileNoSessionIsOnTheScreen()
    {
        QFETCH(quint16, port);
        ScreenRelay relay([port] { return port; });
        QVERIFY(relay.listen(0));
        QTcpSocket viewer;
        QSignalSpy hungUp(&viewer, &QTcpSocket::disconnected);
        viewer.connectToHost(QHostAddress::LocalHost, relay.port());
        QTRY_COMPARE(hungUp.count(), 1);
    }

    void saysWhenThePortIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        ScreenRelay relay([] { return quint16(0); });
        QVERIFY(!relay.listen(other.serverPort()));
    }
};

BANSHI_TEST(ScreenRelayTest)
#include "screen_relay_test.moc"
