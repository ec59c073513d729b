// SPDX-License-Identifier: Apache-2.0
#include "network_address.h"

#include "banshi/testing/driver_call.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <netinet/in.h>
#include <unistd.h>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;

namespace
{

sdk::NetworkAddress loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    sdk::NetworkAddress found;
    found.size = sizeof address;
    std::memcpy(&found.value, &address, sizeof address);
    return found;
}

// A free port of the loopback interface; without `listen` nobody answers there.
int boundSocket(std::uint16_t& port, bool listen)
{
    const int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(0);
    auto* where = reinterpret_cast<sockaddr*>(&address.value);
    if (::bind(handle, where, address.size) != 0 || (listen && ::listen(handle, 1) != 0))
        qFatal("no port of the loopback interface");
    ::getsockname(handle, where, &address.size);
    port = ntohs(reinterpret_cast<sockaddr_in*>(where)->sin_port);
    return handle;
}

// A name server that says nothing until it is let go.
std::mutex s_mutex;
std::condition_variable s_wake;
bool s_isHeld = false;

int slowResolver(const char*, const char*, const addrinfo*, addrinfo**)
{
    std::unique_lock lock(s_mutex);
    s_wake.wait(lock, [] { return !s_isHeld; });
    return EAI_AGAIN;
}

} // namespace

class NetworkAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        const std::lock_guard lock(s_mutex);
        s_isHeld = true;
    }
    void cleanup()
    {
        {
            const std::lock_guard lock(s_mutex);
            s_isHeld = false;
        }
        s_wake.notify_all();
    }

    void takesNumbersWithoutAskingAnybody()
    {
        const testing::DriverCall call;
        for (const char* number : {"127.0.0.1", "::1"})
        {
            const auto found = sdk::addressesOf(number, 80, call, call.now() + 1s, &slowResolver);
            QVERIFY(found.ok());
            QCOMPARE(found->size(), std::size_t(1));
        }
    }

    void doesNotWaitForANameServer()
    {
        testing::DriverCall call;
        const auto late = sdk::addressesOf("printer.example", 80, call, call.now() + 30ms, &slowResolver);
        QVERIFY(!late.ok());
        QCOMPARE(late.failure().code, sdk::ErrorCode::DeviceNotReady);
        call.cancel();
        const auto cancelled = sdk::addressesOf("printer.example", 80, call, call.now() + 1h, &slowResolver);
        QCOMPARE(cancelled.failure().code, sdk::ErrorCode::Canceled);
    }

    void triesEachAddress()
    {
        std::uint16_t silent = 0;
        std::uint16_t there = 0;
        const int nobody = boundSocket(silent, false);
        const int listener = boundSocket(there, true);
        const testing::DriverCall call;
        const auto connected = sdk::connectToAny({loopback(silent), loopback(there)}, call, call.now() + 5s);
        QVERIFY2(connected.ok(), connected.ok() ? "" : connected.failure().detail.c_str());
        ::close(*connected);
        const auto none = sdk::connectToAny({loopback(silent), loopback(silent)}, call, call.now() + 5s);
        QCOMPARE(none.failure().code, sdk::ErrorCode::DeviceNotReady);
        QVERIFY(!sdk::connectToAny({}, call, call.now() + 5s).ok());
        ::close(listener);
        ::close(nobody);
    }
};

BANSHI_TEST(NetworkAddressTest)
#include "network_address_test.moc"
