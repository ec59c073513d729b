// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/gateway/unix_server.h"
#include "banshi/testing/suite.h"
#include "unix_http.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <atomic>
#include <cstring>
#include <poll.h>
#include <sched.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

using namespace banshi;
using queue::gateway::HttpReply;
using queue::gateway::HttpRequest;
using queue::gateway::Service;
using queue::gateway::UnixServer;

namespace
{

Service echo()
{
    return {[](const HttpRequest& request) {
                if (request.target == "/throws")
                    throw std::runtime_error("with a body in its text");
                return HttpReply{200, "application/json",
                                 base::SecretBytes(request.method + " " + request.target + " " +
                                                   request.header("x-test") + " " + std::string(request.body.text()))};
            },
            [](std::string_view code) {
                return HttpReply{code == "request.tooLarge" ? 413 : 400, "application/problem+json",
                                 base::SecretBytes("{\"code\":\"" + std::string(code) + "\"}")};
            }};
}

} // namespace

class UnixServerTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path m_socket;

private Q_SLOTS:
    void initTestCase() { m_socket = std::filesystem::path(m_folder.path().toStdString()) / "test.sock"; }

    void answersSeveralRequestsOnOneConnection()
    {
        UnixServer server(m_socket, echo());
        QVERIFY(server.start());
        const std::string both = unixRaw(m_socket, "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi"
                                                   "GET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QVERIFY(both.find("POST /a  hi") < both.find("GET /b"));
        QVERIFY(both.find("GET /b") != std::string::npos);
        const auto answer = unixCall(m_socket, "POST", "/a", "hi", {{"X-Test", "t"}});
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, std::string("POST /a t hi"));
    }

    void isForTheOwnUserAndGroupOnly()
    {
        UnixServer server(m_socket, echo());
        QVERIFY(server.start());
        struct stat found
        {
        };
        QVERIFY(::stat(m_socket.c_str(), &found) == 0);
        QCOMPARE(found.st_mode & 0777, 0660U);
    }

    void servesResidentsAsUrgentlyAsTheKernelLetsIt()
    {
        std::atomic<int> policy = -1;
        std::atomic<int> priority = -1;
        Service asked = echo();
        asked.handle = [&](const HttpRequest&) {
            sched_param found{};
            int scheduled = 0;
            pthread_getschedparam(pthread_self(), &scheduled, &found);
            policy = scheduled;
            priority = found.sched_priority;
            return HttpReply{200, "text/plain", {}};
        };
        UnixServer server(m_socket, asked, base::Urgency::Resident);
        QVERIFY(server.start());
        QCOMPARE(unixCall(m_socket, "GET", "/a").status, 200);
        bool isPermitted = false;
        std::thread([&] { isPermitted = base::setUrgency(base::Urgency::Commit); }).join();
        if (!isPermitted)
            QSKIP("SKIPPED: the kernel lets us have no real-time priority here");
        QCOMPARE(policy.load(), SCHED_FIFO);
        QVERIFY(priority > 0 && priority < static_cast<int>(base::Urgency::Commit));
    }

    void waitsForAFreeDescriptorAndServesThen()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("SKIPPED: a sanitizer opens descriptors of its own, and this test leaves none");
#endif
        UnixServer server(m_socket, echo());
        QVERIFY(server.start());
        QCOMPARE(unixCall(m_socket, "GET", "/a").status, 200);
        // A waiting accept() has its descriptor already, so that the first caller may still get it.
        const std::array<int, 2> callers{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0),
                                         ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
        rlimit before{};
        QVERIFY(::getrlimit(RLIMIT_NOFILE, &before) == 0);
        const rlimit none{static_cast<rlim_t>(callers[0]), before.rlim_max};
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, m_socket.c_str(), sizeof address.sun_path - 1);
        const std::string ask = "GET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no caller can be taken")));
        QVERIFY(::setrlimit(RLIMIT_NOFILE, &none) == 0);
        int asked = 0;
        for (const int caller : callers)
            if (::connect(caller, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
                ::send(caller, ask.data(), ask.size(), 0) == static_cast<ssize_t>(ask.size()))
                ++asked;
        pollfd answered{callers[1], POLLIN, 0};
        const bool isSilent = ::poll(&answered, 1, 50) == 0; // until the accepting thread has met the limit
        ::setrlimit(RLIMIT_NOFILE, &before);
        int served = 0;
        for (const int caller : callers)
        {
            char byte = 0;
            served += ::recv(caller, &byte, 1, 0) == 1 ? 1 : 0;
            ::close(caller);
        }
        QCOMPARE(asked, 2);
        QVERIFY(isSilent);
        QCOMPARE(served, 2);
    }

    void refusesWhatIsNoHttpAndGoesOn()
    {
        UnixServer server(m_socket, echo());
        QVERIFY(server.start());
        QVERIFY(unixRaw(m_socket, std::string("\x16\x03\x01\x02 garbage\r\n\r\n")).find("request.invalid") !=
                std::string::npos);
        QVERIFY(unixRaw(m_socket, "POST /a HTTP/1.1\r\nContent-Length: minus\r\n\r\n").find("400") !=
                std::string::npos);
        QCOMPARE(unixCall(m_socket, "GET", "/a").status, 200);
    }

    void refusesABodyThatIsTooLarge()
    {
        UnixServer server(m_socket, echo());
        QVERIFY(server.start());
        const auto answer = unixRaw(m_socket, "PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: " +
                                                  std::to_string(UnixServer::kMostBody + 1) + "\r\n\r\n");
        QVERIFY(answer.starts_with("HTTP/1.1 413"));
        const std::string largest(UnixServer::kMostBody, 'x');
        QCOMPARE(unixCall(m_socket, "PUT", "/a", largest).status, 200);
    }

    void turnsAnExceptionIntoAProblem()
    {
        UnixServer server(m_socket, echo());
        QVERIFY(server.start());
        QCOMPARE(unixCall(m_socket, "GET", "/throws").code(), std::string("gateway.storeFailed"));
        QCOMPARE(unixCall(m_socket, "GET", "/a").status, 200);
    }

    void servesManyCallersAtOnce()
    {
        std::atomic<int> running = 0;
        std::atomic<int> most = 0;
        UnixServer server(m_socket, {[&](const HttpRequest&) {
                                         most = std::max(most.load(), ++running);
                                         while (most < 2)
                                             std::this_thread::yield();
                                         --running;
                                         return HttpReply{};
                                     },
                                     echo().refuse});
        QVERIFY(server.start());
        std::vector<std::jthread> callers;
        std::atomic<int> good = 0;
        for (int i = 0; i < 8; ++i)
            callers.emplace_back([&] { good += unixCall(m_socket, "GET", "/a").status == 200 ? 1 : 0; });
        callers.clear();
        QCOMPARE(good, 8);
    }

    void doesNotTakeThePlaceOfALivingOne()
    {
        UnixServer first(m_socket, echo());
        QVERIFY(first.start());
        UnixServer second(m_socket, echo());
        const auto started = second.start();
        QVERIFY(!started);
        QVERIFY(started.error().find("another gateway") != std::string::npos);
        QCOMPARE(unixCall(m_socket, "GET", "/a").status, 200);
    }

    void takesThePlaceOfADeadOne()
    {
        const int dead = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        m_socket.string().copy(address.sun_path, sizeof address.sun_path - 1);
        QVERIFY(::bind(dead, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        ::close(dead);
        UnixServer server(m_socket, echo());
        QVERIFY(server.start());
        QCOMPARE(unixCall(m_socket, "GET", "/a").status, 200);
    }

    void saysWhyItCannotListen()
    {
        UnixServer nowhere("/nowhere/at/all.sock", echo());
        QVERIFY(!nowhere.start());
        UnixServer tooLong("/tmp/" + std::string(200, 'x'), echo());
        QVERIFY(tooLong.start().error().find("too long") != std::string::npos);
    }

    void stopsWhileACallerHoldsItsConnection()
    {
        UnixServer server(m_socket, echo());
        QVERIFY(server.start());
        std::jthread caller(
            [&] { (void)unixRaw(m_socket, "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhal"); });
        server.stop();
        caller.join();
        QVERIFY(!std::filesystem::exists(m_socket));
    }
};

BANSHI_TEST(UnixServerTest)
#include "unix_server_test.moc"
