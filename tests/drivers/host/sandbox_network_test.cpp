// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/sandbox.h"

#include "banshi/testing/suite.h"
#include "confined.h"

#include <QTest>
#include <netinet/in.h>
#include <sys/socket.h>
#include <utility>

using namespace banshi::drivers;
using banshi::testing::inAChild;
using banshi::testing::isRefused;
using banshi::testing::systemOnly;

namespace
{

// A listening socket on a free port of the loopback interface, and its port.
std::pair<int, std::uint16_t> listening()
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const int server = ::socket(AF_INET, SOCK_STREAM, 0);
    const bool isUp = ::bind(server, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(server, 4) == 0 &&
                      ::getsockname(server, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    return {isUp ? server : -1, ntohs(address.sin_port)};
}

bool connects(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return ::connect(::socket(AF_INET, SOCK_STREAM, 0), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
}

} // namespace

class SandboxNetworkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksIpAndNothingElse()
    {
        QVERIFY(inAChild([] {
            return host::confine(systemOnly()) != host::Confinement::None && ::socket(AF_INET, SOCK_STREAM, 0) >= 0 &&
                   ::socket(AF_INET6, SOCK_STREAM, 0) >= 0 && isRefused(::socket(AF_UNIX, SOCK_STREAM, 0)) &&
                   isRefused(::socket(AF_VSOCK, SOCK_STREAM, 0)) && isRefused(::socket(AF_ALG, SOCK_SEQPACKET, 0));
        }));
    }

    void speaksOnlyTheKindsOfIpWhosePortsAreKept()
    {
        QVERIFY(inAChild([] {
            constexpr int kMptcp = 262;
            return ::socket(AF_INET, SOCK_DGRAM, 0) >= 0 && host::confine(systemOnly()) != host::Confinement::None &&
                   isRefused(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) &&
                   isRefused(::socket(AF_INET6, SOCK_DGRAM, 0)) && isRefused(::socket(AF_INET, SOCK_SEQPACKET, 0)) &&
                   isRefused(::socket(AF_INET, SOCK_STREAM, kMptcp)) &&
                   isRefused(::sendto(::socket(AF_INET, SOCK_STREAM, 0), "", 0, MSG_FASTOPEN, nullptr, 0)) &&
                   ::socket(AF_NETLINK, SOCK_DGRAM, 0) >= 0;
        }));
    }

    void sendsDatagramsWithThePermission()
    {
        QVERIFY(inAChild([] {
            auto rules = systemOnly();
            rules.datagrams = true;
            return host::confine(rules) != host::Confinement::None && ::socket(AF_INET, SOCK_DGRAM, 0) >= 0 &&
                   isRefused(::socket(AF_INET, SOCK_RAW, 0));
        }));
    }

    void connectsOnlyToTheNamedPortsAndListensNowhere()
    {
        if (!inAChild([] { return host::confine(systemOnly()) == host::Confinement::Full; }))
            QSKIP("this kernel's Landlock keeps no ports, or a sanitizer watches");
        const auto [own, ownPort] = listening();
        const auto [other, otherPort] = listening();
        QVERIFY(own >= 0 && other >= 0 && inAChild([port = otherPort] { return connects(port); }));
        QVERIFY(inAChild([&, port = ownPort, elsewhere = otherPort] {
            auto rules = systemOnly();
            rules.ports = {port};
            return host::confine(rules) == host::Confinement::Full && connects(port) && !connects(elsewhere) &&
                   errno == EACCES && listening().first < 0;
        }));
        QVERIFY(inAChild([port = otherPort] {
            return host::confine(systemOnly()) == host::Confinement::Full && connects(port) && listening().first < 0;
        }));
        ::close(own);
        ::close(other);
    }

    void reachesLocalDaemonsWithThePermission()
    {
        QVERIFY(inAChild([] {
            auto rules = systemOnly();
            rules.localSockets = true;
            return host::confine(rules) != host::Confinement::None && ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
        }));
    }
};

BANSHI_TEST(SandboxNetworkTest)
#include "sandbox_network_test.moc"
