// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/camera/device.h"

#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QDir>
#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace banshi;
using drivers::virtual_camera::Device;

class DeviceTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<testing::ManualClock> m_clock;
    std::unique_ptr<Device> m_device;
    int m_port = 0;

    std::unique_ptr<QTcpSocket> ask(const QByteArray& head)
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QHostAddress::LocalHost, static_cast<quint16>(m_port));
        socket->write(head);
        return socket;
    }
    void tick() { m_clock->advance(std::chrono::milliseconds(100)); }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<testing::ManualClock>();
        m_device = std::make_unique<Device>(*m_clock);
        m_port = m_device->start();
        QVERIFY(m_port > 0);
    }
    void cleanup() { m_device.reset(); }

    void servesGreyBeforeAnythingIsPlayed()
    {
        const auto socket = ask("GET /document HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE(m_device->control({{"do", "state"}})["streams"]["document"]["clients"].get<int>(), 1);
        tick();
        QTRY_VERIFY(socket->bytesAvailable() > 500);
        const QByteArray answer = socket->readAll();
        QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(answer.contains("multipart/x-mixed-replace; boundary=frame"));
        QVERIFY(answer.contains("--frame\r\nContent-Type: image/jpeg\r\n"));
        QVERIFY(answer.contains("\xff\xd8\xff"));
    }

    void playsAMovementOnceAndGoesOnAsBefore()
    {
        const QTemporaryDir folder;
        for (const char* name : {"calm/a.jpg", "turn/b.jpg", "turn/c.jpg"})
        {
            QVERIFY(QDir(folder.path()).mkpath(QString::fromUtf8(name).section(QLatin1Char('/'), 0, 0)));
            QFile file(folder.filePath(QString::fromUtf8(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray("frame ") + name);
        }
        const auto play = [&](const char* then) {
            return m_device->control({{"do", "play"},
                                      {"stream", "face"},
                                      {"folder", folder.filePath(QStringLiteral("turn")).toStdString()},
                                      {"then", folder.filePath(QString::fromUtf8(then)).toStdString()},
                                      {"fps", 10}});
        };
        QVERIFY(!play("nothing").contains("streams"));
        QVERIFY(play("calm").contains("streams"));
        const auto socket = ask("GET /face HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(m_device->control({{"do", "state"}})["streams"]["face"]["clients"].get<int>(), 1);
        for (const char* expected : {"turn/b.jpg", "turn/c.jpg", "calm/a.jpg", "calm/a.jpg"})
        {
            socket->readAll();
            tick();
            QTRY_VERIFY(socket->bytesAvailable() > 0);
            QVERIFY(socket->readAll().contains(expected));
        }
    }

    void playsFilesInTheOrderOfTheirNames()
    {
        const QTemporaryDir folder;
        for (const char* name : {"b.jpg", "a.jpg", "c.txt"})
        {
            QFile file(folder.filePath(QString::fromUtf8(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray("frame ") + name);
        }
        QVERIFY(
            m_device
                ->control({{"do", "play"}, {"stream", "face"}, {"folder", folder.path().toStdString()}, {"fps", 10}})
                .contains("streams"));
        const auto socket = ask("GET /face HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(m_device->control({{"do", "state"}})["streams"]["face"]["clients"].get<int>(), 1);
        for (const char* expected : {"frame a.jpg", "frame b.jpg", "frame a.jpg"})
        {
            socket->readAll();
            tick();
            QTRY_VERIFY(socket->bytesAvailable() > 0);
            QVERIFY(socket->readAll().contains(expected));
        }
    }

    void refusesWhatItDoesNotHave()
    {
        const auto socket = ask("GET /garden HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(socket->bytesAvailable() > 0);
        QVERIFY(socket->readAll().startsWith("HTTP/1.1 404"));
        QCOMPARE(m_device->control({{"do", "play"}, {"stream", "face"}, {"folder", "/nowhere"}})["ok"].get<bool>(),
                 false);
        QCOMPARE(m_device->control({{"do", "play"}, {"stream", "garden"}})["ok"].get<bool>(), false);
        QCOMPARE(m_device->control({{"do", "fault"}, {"kind", "magic"}})["ok"].get<bool>(), false);
    }

    void spoilsWhatItSends_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("pictures"); // whole ones, in one tick
        QTest::addColumn<bool>("isNoisy");
        QTest::newRow("nothing") << QByteArray("none") << 1 << false;
        QTest::newRow("many packets") << QByteArray("splitBytes") << 1 << false;
        QTest::newRow("twenty at once") << QByteArray("flood") << 20 << false;
        QTest::newRow("stray bytes") << QByteArray("noise") << 1 << true;
        QTest::newRow("half a picture") << QByteArray("halfFrame") << 0 << false;
    }
    void spoilsWhatItSends()
    {
        QFETCH(QByteArray, kind);
        QFETCH(int, pictures);
        QFETCH(bool, isNoisy);
        const auto socket = ask("GET /face HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(m_device->control({{"do", "state"}})["streams"]["face"]["clients"].get<int>(), 1);
        (void)m_device->control({{"do", "fault"}, {"kind", kind.toStdString()}});
        QTRY_VERIFY(socket->bytesAvailable() > 0);
        socket->readAll();
        tick();
        QByteArray heard;
        QTRY_VERIFY((heard += socket->readAll()).count("\xff\xd9\r\n") == pictures && !heard.isEmpty());
        QCOMPARE(heard.contains("~#noise--frame"), isNoisy);
    }

    void comesBackAfterARestart()
    {
        const auto socket = ask("GET /face HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(m_device->control({{"do", "state"}})["streams"]["face"]["clients"].get<int>(), 1);
        (void)m_device->control({{"do", "fault"}, {"kind", "restart"}, {"ms", 500}});
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
        const auto early = ask("GET /face HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(early->state(), QAbstractSocket::UnconnectedState);
        m_clock->advance(std::chrono::milliseconds(500));
        const auto again = ask("GET /face HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(m_device->control({{"do", "state"}})["streams"]["face"]["clients"].get<int>(), 1);
    }

    void sendsNothingWhileFrozenAndRefusesWhenUnplugged()
    {
        const auto socket = ask("GET /face HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(m_device->control({{"do", "state"}})["streams"]["face"]["clients"].get<int>(), 1);
        QTRY_VERIFY(socket->bytesAvailable() > 0);
        socket->readAll();
        (void)m_device->control({{"do", "fault"}, {"kind", "freeze"}});
        tick();
        QCoreApplication::processEvents();
        QCOMPARE(socket->bytesAvailable(), 0);
        (void)m_device->control({{"do", "fault"}, {"kind", "unplug"}});
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
        const auto again = ask("GET /face HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(again->state(), QAbstractSocket::UnconnectedState);
    }
};

BANSHI_TEST(DeviceTest)
#include "device_test.moc"
