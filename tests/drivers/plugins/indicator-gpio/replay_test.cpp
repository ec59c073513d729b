// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/indicator_gpio/sysfs_indicators.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using plugins::indicator_gpio::SysfsIndicators;

/// The driver against recorded values of a door's contact that bounces and of a light sensor: one look a line.
class ReplayTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_root;
    testing::DriverHost m_host;

    // Writes what a line of the recording says: `MILLISECONDS NAME=VALUE …`.
    void become(const QByteArray& line)
    {
        const QList<QByteArray> words = line.trimmed().split(' ');
        for (qsizetype i = 1; i < words.size(); ++i)
        {
            const auto equals = words[i].indexOf('=');
            QFile file(m_root.filePath(QString::fromLatin1(words[i].left(equals))));
            QVERIFY(equals > 0 && file.open(QIODevice::WriteOnly));
            file.write(words[i].mid(equals + 1) + '\n');
        }
    }

private Q_SLOTS:
    void tellsOfTheDoorThatWasOpened()
    {
        QFile recording(qEnvironmentVariable("BANSHI_SOURCE") +
                        QStringLiteral("/drivers/plugins/indicator-gpio/recordings/door-opens.txt"));
        QVERIFY(recording.open(QIODevice::ReadOnly));
        SysfsIndicators device({m_root.path().toStdString(),
                                {},
                                {{"cabinetDoor", "door", {{0, "closed"}, {1, "open"}}},
                                 {"ambientLightSensor", "lux", {{0, "dark"}, {100, "light"}}}}},
                               m_host);
        const testing::DriverCall call;
        become(recording.readLine());
        QVERIFY(device.open(call).ok());
        std::vector<std::string> doors;
        std::vector<std::string> lights;
        while (!recording.atEnd())
        {
            become(recording.readLine());
            QVERIFY(device.poll(call).ok());
            const auto sensors = m_host.status<sdk::IndicatorsStatus>()->sensors;
            if (doors.empty() || doors.back() != sensors.at("cabinetDoor"))
                doors.push_back(sensors.at("cabinetDoor"));
            if (lights.empty() || lights.back() != sensors.at("ambientLightSensor"))
                lights.push_back(sensors.at("ambientLightSensor"));
        }
        QCOMPARE(doors, (std::vector<std::string>{"closed", "open", "closed"}));
        QCOMPARE(lights, (std::vector<std::string>{"dark", "light", "dark"}));
    }
};

BANSHI_TEST(ReplayTest)
#include "replay_test.moc"
