// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/tcp_channel.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <array>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;

namespace
{

// A listening socket on a free port of the loopback interface.
class Listener
{
public:
    Listener() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_socket, 1) != 0)
            qFatal("no port of the loopback interface");
        ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(address.sin_port);
    }
    ~Listener() { close(); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] int accept() const { return ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC); }
    void close()
    {
        if (m_socket >= 0)
            ::close(m_socket);
        m_socket = -1;
    }

private:
    int m_socket;
    std::uint16_t m_port = 0;
};

} // namespace

class TcpChannelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesBytesBothWays()
    {
        const Listener listener;
        const testing::DriverCall call;
        const auto channel = sdk::TcpChannel::open("127.0.0.1", listener.port(), call);
        QVERIFY2(channel.ok(), channel.ok() ? "" : channel.failure().detail.c_str());
        const int peer = listener.accept();
        const std::array<std::uint8_t, 3> sent{1, 2, 3};
        QVERIFY((*channel)->write(sent, call).ok());
        std::array<std::uint8_t, 8> got{};
        QCOMPARE(::read(peer, got.data(), got.size()), ssize_t(3));
        QVERIFY(got[2] == 3);
        QCOMPARE(::write(peer, "hello", 5), ssize_t(5));
        const auto count = (*channel)->read(got, call, call.now() + 1s);
        QVERIFY(count.ok() && *count == 5);
        ::close(peer);
        QCOMPARE((*channel)->read(got, call, call.now() + 1s).failure().code, sdk::ErrorCode::DeviceNotReady);
    }

    void waitsNoLongerThanItIsTold()
    {
        const Listener listener;
        testing::DriverCall call;
        const auto channel = sdk::TcpChannel::open("127.0.0.1", listener.port(), call);
        std::array<std::uint8_t, 8> got{};
        const auto none = (*channel)->read(got, call, call.now() + 30ms);
        QVERIFY(none.ok() && *none == 0);
        call.cancel();
        QCOMPARE((*channel)->read(got, call, call.now() + 1h).failure().code, sdk::ErrorCode::Canceled);
        QCOMPARE((*channel)->write(got, call).failure().code, sdk::ErrorCode::Canceled);
    }

    void throwsAwayWhatHasArrived()
    {
        const Listener listener;
        const testing::DriverCall call;
        const auto channel = sdk::TcpChannel::open("127.0.0.1", listener.port(), call);
        const int peer = listener.accept();
        QCOMPARE(::write(peer, "stale", 5), ssize_t(5));
        std::array<std::uint8_t, 8> got{};
        QTRY_VERIFY([&] {
            (*channel)->discardInput();
            const auto left = (*channel)->read(got, call, call.now());
            return left.ok() && *left == 0;
        }());
        ::close(peer);
    }

    void saysWhenNobodyIsThere()
    {
        Listener listener;
        const std::uint16_t port = listener.port();
        listener.close();
        const testing::DriverCall call;
        const auto channel = sdk::TcpChannel::open("127.0.0.1", port, call);
        QVERIFY(!channel.ok());
        QCOMPARE(channel.failure().code, sdk::ErrorCode::DeviceNotReady);
        QCOMPARE(sdk::TcpChannel::open("no such host", 1, call).failure().code, sdk::ErrorCode::DeviceNotReady);
    }
};

BANSHI_TEST(TcpChannelTest)
#include "tcp_channel_test.moc"
