// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/hidraw_channel.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using Bytes = std::vector<std::uint8_t>;

/// The channel on a terminal that stands for the device; the real one's ioctl needs hardware.
class HidrawChannelTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_master = -1;
    int m_slave = -1;
    std::string m_path;

    void say(const Bytes& bytes) const
    {
        QCOMPARE(::write(m_master, bytes.data(), bytes.size()), ssize_t(bytes.size()));
    }

private Q_SLOTS:
    void init()
    {
        std::array<char, 128> name{};
        termios raw{};
        cfmakeraw(&raw);
        raw.c_cflag |= CREAD | CLOCAL | CS8;
        QCOMPARE(openpty(&m_master, &m_slave, name.data(), &raw, nullptr), 0);
        m_path = m_folder.filePath(QStringLiteral("hid")).toStdString();
        QFile::remove(QString::fromStdString(m_path));
        QVERIFY(QFile::link(QString::fromLocal8Bit(name.data()), QString::fromStdString(m_path)));
        QFile descriptor(QString::fromStdString(m_path + ".descriptor"));
        QVERIFY(descriptor.open(QIODevice::WriteOnly));
        descriptor.write("\x05\x8c");
    }
    void cleanup()
    {
        for (int* end : {&m_master, &m_slave})
            if (*end >= 0)
                ::close(std::exchange(*end, -1));
    }

    void givesWholeReportsOnly()
    {
        const auto channel = sdk::HidrawChannel::open(m_path, true);
        QVERIFY2(channel.ok(), channel.ok() ? "" : channel.failure().detail.c_str());
        QCOMPARE((*channel)->descriptor(), (Bytes{0x05, 0x8C}));
        const testing::DriverCall call;
        std::array<std::uint8_t, sdk::kLongestReport> report{};
        say({3, 0x02, 'a'});
        QCOMPARE(*(*channel)->read(report, call, call.now()), std::size_t(0));
        say({'b', 2, 0x02, 'c'});
        QCOMPARE(*(*channel)->read(report, call, call.now() + 5s), std::size_t(3));
        QCOMPARE(report[2], std::uint8_t('b'));
        QCOMPARE(*(*channel)->read(report, call, call.now() + 5s), std::size_t(2));
        QCOMPARE(report[1], std::uint8_t('c'));
        say({2, 0x02, 'd', 9, 0x02});
        (*channel)->discardInput();
        QCOMPARE(*(*channel)->read(report, call, call.now()), std::size_t(0));
    }

    void sendsAReport()
    {
        const auto channel = sdk::HidrawChannel::open(m_path, true);
        const testing::DriverCall call;
        QVERIFY((*channel)->write(Bytes{0x04, 0x01}, call).ok());
        std::array<std::uint8_t, 8> there{};
        QCOMPARE(::read(m_master, there.data(), there.size()), ssize_t(3));
        QCOMPARE(there[0], std::uint8_t(2));
        QCOMPARE(there[1], std::uint8_t(4));
    }

    void stopsAtCancelAndNoticesALostDevice()
    {
        const auto channel = sdk::HidrawChannel::open(m_path, true);
        testing::DriverCall call;
        std::array<std::uint8_t, 64> report{};
        call.cancel();
        QCOMPARE((*channel)->read(report, call, call.now() + 5s).failure().code, sdk::ErrorCode::Canceled);
        ::close(std::exchange(m_master, -1));
        const testing::DriverCall later;
        QCOMPARE((*channel)->read(report, later, later.now() + 5s).failure().code, sdk::ErrorCode::DeviceNotReady);
    }

    void takesOnlyADeviceOfItsOwn()
    {
        QVERIFY(!sdk::HidrawChannel::open(m_path, false).ok());
        QVERIFY(!sdk::HidrawChannel::open(m_path + ".descriptor", true).ok());
        QVERIFY(!sdk::HidrawChannel::open(m_path + "/none", true).ok());
        const auto first = sdk::HidrawChannel::open(m_path, true);
        QVERIFY(first.ok());
        QVERIFY(!sdk::HidrawChannel::open(m_path, true).ok());
    }
};

BANSHI_TEST(HidrawChannelTest)
#include "hidraw_channel_test.moc"
