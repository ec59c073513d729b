// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/tool/line_tap.h"

#include "banshi/testing/suite.h"

#include <QSerialPort>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <sstream>

using namespace banshi::drivers;

namespace
{

constexpr int kPatienceMs = 20000;

std::span<const std::uint8_t> bytesOf(const QByteArray& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.constData()), static_cast<std::size_t>(text.size())};
}

} // namespace

class LineTapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesEverythingOnAndWritesItDown()
    {
        const QTemporaryDir folder;
        pty::Pty device;
        QSignalSpy asked(&device, &pty::Pty::received);
        QVERIFY(device.plugIn(folder.filePath(QStringLiteral("device")).toStdString()));
        std::ostringstream record;
        tool::LineTap tap(record);
        const QString line = folder.filePath(QStringLiteral("line"));
        QCOMPARE(tap.start(folder.filePath(QStringLiteral("device")).toStdString(), 115200, line.toStdString()),
                 std::string());

        QSerialPort driver(line);
        QVERIFY(driver.open(QIODevice::ReadWrite));
        driver.write("ask");
        QTRY_COMPARE_WITH_TIMEOUT(asked.count(), 1, kPatienceMs);
        QCOMPARE(asked[0][0].toByteArray(), QByteArray("ask"));
        device.write(bytesOf("answer"));
        QTRY_COMPARE_WITH_TIMEOUT(driver.bytesAvailable(), 6, kPatienceMs);
        QCOMPARE(driver.readAll(), QByteArray("answer"));
        QCOMPARE(record.str(), std::string("> 61736b\n< 616e73776572\n"));

        QSignalSpy lost(&tap, &tool::LineTap::lost);
        device.unplug();
        QTRY_VERIFY_WITH_TIMEOUT(lost.count() > 0, kPatienceMs);
    }

    void saysWhenThereIsNoDevice()
    {
        std::ostringstream record;
        tool::LineTap tap(record);
        QVERIFY(tap.start("/dev/no-such-line", 9600, "unused").starts_with("/dev/no-such-line: "));
    }
};

BANSHI_TEST(LineTapTest)
#include "line_tap_test.moc"
