// SPDX-License-Identifier: GPL-3.0-or-later
#include "city_fixture.h"

#include "banshi/testing/suite.h"

#include <QProcess>
#include <QTest>
#include <array>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace banshi::city
{

namespace
{

/// One line to a Unix socket and its answer; blocking, as the street's tools do it.
std::string say(const std::string& path, const std::string& line)
{
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    std::string reply;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        ::send(socket, line.data(), line.size(), 0) == static_cast<ssize_t>(line.size()))
    {
        std::array<char, 4096> part{};
        ssize_t size = 0;
        while (!reply.ends_with('\n') && (size = ::recv(socket, part.data(), part.size(), 0)) > 0)
            reply.append(part.data(), static_cast<std::size_t>(size));
    }
    ::close(socket);
    return reply;
}

} // namespace

class ControlSocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void obeysCommandsAndLeavesADump()
    {
        CityFixture keys;
        const QString folder = QString::fromStdString(keys.folder());
        const QString program = qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/banshi-city");
        if (!QFile::exists(program))
            QSKIP("banshi-city is not built");
        QProcess city;
        city.setProcessChannelMode(QProcess::ForwardedChannels);
        city.start(program,
                   {QStringLiteral("--tls"), folder, QStringLiteral("--port-file"), folder + QStringLiteral("/port"),
                    QStringLiteral("--control"), folder + QStringLiteral("/street"), QStringLiteral("--journal-dump"),
                    folder + QStringLiteral("/city.json"), QStringLiteral("--clock"),
                    folder + QStringLiteral("/clock")});
        QTRY_VERIFY(QFile::exists(folder + QStringLiteral("/port")));
        const std::string street = keys.folder() + "/street";
        COMPARE_JSON(say(street, "not json\n"), "{\"ok\":false,\"error\":\"one JSON object a line\"}\n");
        COMPARE_JSON(nlohmann::json::parse(say(street, "{\"do\":\"network\",\"up\":false}\n")).at("ok"), true);
        COMPARE_JSON(nlohmann::json::parse(say(street, "{\"do\":\"network\"}\n")).at("ok"), false);
        COMPARE_JSON(nlohmann::json::parse(say(street, "{\"do\":\"otp\"}\n")).at("ok"), false);
        QVERIFY(nlohmann::json::parse(say(street, "{\"do\":\"dump\"}\n")).at("dump").at("reports").empty());
        city.terminate();
        QVERIFY(city.waitForFinished());
        COMPARE_JSON(city.exitCode(), 0);
        QVERIFY(QFile::exists(folder + QStringLiteral("/city.json")));
        QVERIFY(!QFile::exists(folder + QStringLiteral("/street")));
    }
};

} // namespace banshi::city

using banshi::city::ControlSocketTest;
BANSHI_TEST(ControlSocketTest)

#include "control_socket_test.moc"
