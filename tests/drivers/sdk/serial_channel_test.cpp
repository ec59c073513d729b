// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/serial_channel.h"
#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <array>
#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <thread>
#include <unistd.h>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;

class SerialChannelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        std::array<char, 128> name{};
        termios raw{};
        cfmakeraw(&raw);
        raw.c_cflag |= CREAD | CLOCAL | CS8;
        QCOMPARE(openpty(&m_master, &m_slave, name.data(), &raw, nullptr), 0);
        m_path = name.data();
    }
    void cleanup()
    {
        for (int* end : {&m_master, &m_slave})
            if (*end >= 0)
                ::close(std::exchange(*end, -1));
    }

    void movesBytesBothWays()
    {
        auto line = sdk::SerialChannel::open(m_path, 115200);
        QVERIFY(line.ok());
        const testing::DriverCall call;
        std::array<std::uint8_t, 256> all{};
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = static_cast<std::uint8_t>(i);
        QVERIFY((*line)->write(all, call).ok());
        std::array<std::uint8_t, 256> there{};
        std::size_t got = 0;
        while (got < there.size())
            got += static_cast<std::size_t>(::read(m_master, there.data() + got, there.size() - got));
        QVERIFY(there == all);
        QCOMPARE(::write(m_master, all.data(), all.size()), ssize_t(all.size()));
        std::array<std::uint8_t, 256> back{};
        got = 0;
        while (got < back.size())
        {
            const auto count = (*line)->read(std::span(back).subspan(got), call, call.now() + 5s);
            QVERIFY(count.ok());
            QVERIFY(*count > 0);
            got += *count;
        }
        QVERIFY(back == all);
    }

    void returnsNothingWhenTimeIsOver()
    {
        auto line = sdk::SerialChannel::open(m_path, 115200);
        const testing::DriverCall call;
        std::array<std::uint8_t, 4> into{};
        const auto count = (*line)->read(into, call, call.now() + 30ms);
        QVERIFY(count.ok());
        QCOMPARE(*count, std::size_t(0));
    }

    void stopsWhenCancelled()
    {
        auto line = sdk::SerialChannel::open(m_path, 115200);
        testing::DriverCall call(60s);
        std::jthread other([&call] { call.cancel(); });
        std::array<std::uint8_t, 4> into{};
        const auto count = (*line)->read(into, call, call.now() + 60s);
        QVERIFY(!count);
        QCOMPARE(count.failure().code, sdk::ErrorCode::Canceled);
    }

    void noticesTheUnpluggedLine()
    {
        auto line = sdk::SerialChannel::open(m_path, 115200);
        cleanup();
        const testing::DriverCall call;
        std::array<std::uint8_t, 4> into{};
        const auto count = (*line)->read(into, call, call.now() + 5s);
        QVERIFY(!count);
        QCOMPARE(count.failure().code, sdk::ErrorCode::DeviceNotReady);
        const auto glance = (*line)->read(into, call, call.now());
        QVERIFY2(!glance, "one who does not wait has to notice it too");
    }

    void leavesNoMarkThatWouldOutliveAKilledProcess()
    {
        const auto line = sdk::SerialChannel::open(m_path, 115200);
        QVERIFY(line.ok());
        int isExclusive = -1;
        QCOMPARE(::ioctl(m_slave, TIOCGEXCL, &isExclusive), 0);
        QCOMPARE(isExclusive, 0);
    }

    void saysWhenThereIsNoLine()
    {
        const auto line = sdk::SerialChannel::open("/dev/no-such-line", 9600);
        QVERIFY(!line);
        QCOMPARE(line.failure().code, sdk::ErrorCode::DeviceNotReady);
    }

private:
    int m_master = -1;
    int m_slave = -1;
    std::string m_path;
};

BANSHI_TEST(SerialChannelTest)
#include "serial_channel_test.moc"
