// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/pty/pty.h"

#include "banshi/testing/suite.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <array>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

using namespace banshi::drivers::pty;

class PtyTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }

private Q_SLOTS:
    void carriesEveryByteInBothDirections()
    {
        Pty line;
        QSignalSpy received(&line, &Pty::received);
        QVERIFY(line.plugIn(path("line")));
        const int end = ::open(path("line").c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK);
        QVERIFY(end >= 0);
        constexpr std::array<std::uint8_t, 6> kBytes{0x00, 0x03, 0x0A, 0x0D, 0x11, 0xFF}; // what terminals change
        QCOMPARE(::write(end, kBytes.data(), kBytes.size()), ssize_t(kBytes.size()));
        QTRY_VERIFY(!received.isEmpty());
        QCOMPARE(received[0][0].toByteArray(), QByteArray("\x00\x03\x0A\x0D\x11\xFF", 6));
        line.write(kBytes);
        QByteArray answer;
        QVERIFY(QTest::qWaitFor([&] {
            std::array<char, 8> chunk{};
            const ssize_t count = ::read(end, chunk.data(), chunk.size());
            answer.append(chunk.data(), std::max<ssize_t>(count, 0));
            return answer.size() >= qsizetype(kBytes.size());
        }));
        QCOMPARE(answer, received[0][0].toByteArray());
        ::close(end);
    }

    void tellsTheRateThatADriverSets()
    {
        Pty line;
        QCOMPARE(line.baud(), 0);
        QVERIFY(line.plugIn(path("line")));
        QCOMPARE(line.baud(), 115200);
        const int end = ::open(path("line").c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK);
        QVERIFY(end >= 0);
        termios rate{};
        QCOMPARE(tcgetattr(end, &rate), 0);
        for (const auto& [speed, baud] : {std::pair(B9600, 9600), std::pair(B57600, 57600), std::pair(B300, 0)})
        {
            cfsetspeed(&rate, speed);
            QCOMPARE(tcsetattr(end, TCSANOW, &rate), 0);
            QCOMPARE(line.baud(), baud);
        }
        ::close(end);
    }

    void keepsTheLineWhenADriverLeavesAndComesBack()
    {
        Pty line;
        QSignalSpy received(&line, &Pty::received);
        QVERIFY(line.plugIn(path("line")));
        for (int visit = 1; visit <= 2; ++visit)
        {
            QFile driver(QString::fromStdString(path("line")));
            QVERIFY(driver.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
            driver.write("x");
            QTRY_COMPARE(received.count(), visit);
        }
    }

    void hangsUpAndTakesItsLinkAway()
    {
        Pty line;
        QVERIFY(line.plugIn(path("line")));
        const int end = ::open(path("line").c_str(), O_RDWR | O_NOCTTY);
        line.unplug();
        QVERIFY(!line.isPlugged());
        QVERIFY(!QFile::exists(QString::fromStdString(path("line"))));
        char byte = 0;
        QVERIFY(::read(end, &byte, 1) <= 0);
        ::close(end);
    }

    void saysWhereALinkCannotBe()
    {
        Pty line;
        const auto plugged = line.plugIn(path("no/such/folder"));
        QVERIFY(!plugged);
        QCOMPARE(plugged.error().code, PtyError::CannotLink);
        QVERIFY(!line.isPlugged());
    }
};

BANSHI_TEST(PtyTest)
#include "pty_test.moc"
