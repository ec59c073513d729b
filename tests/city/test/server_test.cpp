// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/https_server.h"
#include "city_fixture.h"
#include "https_client.h"

#include "banshi/testing/suite.h"

#include <QTest>
#include <future>

namespace banshi::city
{

namespace
{

const std::string kSession = R"({"item":"utl.water","locale":"en","consents":[]})";

/// A platform behind its real server; the loop ends before what it serves.
struct Served
{
    CityFixture city;
    EventLoop loop;
    std::unique_ptr<HttpsServer> server =
        HttpsServer::start(loop, *city.platform, city.clock, city.folder(), 0).value();
    ClientTls tls{city.folder()};

    [[nodiscard]] ClientAnswer post(const std::string& key) const
    {
        return ask(tls, server->port(), "/v1/sessions", kSession, key);
    }
    [[nodiscard]] ClientAnswer health() const { return ask(tls, server->port(), "/v1/health"); }
};

} // namespace

class ServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesAMachineWithACertificateOverTls13()
    {
        Served served;
        COMPARE_JSON(served.health().status, 200);
        COMPARE_JSON(served.post(served.city.key()).status, 201);
    }

    void servesNothingButTheTimeAndEnrolmentWithoutACertificate()
    {
        Served served;
        const ClientTls nobody{served.city.folder(), false};
        COMPARE_JSON(ask(nobody, served.server->port(), "/v1/health").status, 403);
        COMPARE_JSON(ask(nobody, served.server->port(), "/v1/sessions", kSession, served.city.key()).status, 403);
        COMPARE_JSON(ask(nobody, served.server->port(), "/v1/time").status, 200);
        COMPARE_JSON(ask(nobody, served.server->port(), "/.well-known/est/cacerts").status, 200);
        COMPARE_JSON(served.city.platform->dump().at("sessions").at("opened"), 0);
    }

    void letsOnlyADistrictGatewaySpeakForAMachine()
    {
        Served served;
        const auto port = served.server->port();
        const std::string folder = served.city.folder();
        const std::string beat = R"({"program":"1","at":"2026-01-01T00:00:00Z","queue":{"pending":0,"parked":0,)"
                                 R"("oldest_s":0},"disk_free_bytes":1,"clock":{"trusted":true,"offset_ms":0},)"
                                 R"("faults":[]})";
        const ClientTls kiosk{folder, true, false, "kiosk", "ANOTHER-MACHINE"};
        COMPARE_JSON(ask(kiosk, port, "/v1/heartbeats", beat, served.city.key()).status, 403);
        COMPARE_JSON(served.city.platform->dump().at("machines").dump().find("ANOTHER-MACHINE") == std::string::npos,
                     true);
        const ClientTls district{folder, true, false, "district", "ANOTHER-MACHINE"};
        COMPARE_JSON(ask(district, port, "/v1/heartbeats", beat, served.city.key()).status, 200);
        COMPARE_JSON(served.city.platform->dump().at("machines").dump().find("ANOTHER-MACHINE") != std::string::npos,
                     true);
    }

    void refusesTls12()
    {
        Served served;
        COMPARE_JSON(ask({served.city.folder(), true, true}, served.server->port(), "/v1/health").status, 0);
    }

    void hasOneRecordWhenTheAnswerWasLostAndTheRequestRepeated()
    {
        Served served;
        served.city.platform->command({{"do", "fault"}, {"kind", "dropAfterCommit"}, {"operation", "sessions"}});
        const std::string key = served.city.key();
        COMPARE_JSON(served.post(key).status, 0);
        COMPARE_JSON(served.post(key).status, 201);
        const auto dump = served.city.platform->dump();
        COMPARE_JSON(dump.at("sessions").at("opened"), 1);
        COMPARE_JSON(dump.at("idempotency").at("replays"), 1);
    }

    void saysThatARequestIsStillRunning()
    {
        Served served;
        served.city.platform->command({{"do", "fault"}, {"kind", "delay"}, {"operation", "sessions"}, {"ms", 600000}});
        const std::string key = served.city.key();
        auto slow = std::async(std::launch::async, [&] { return served.post(key); });
        QTRY_COMPARE(served.city.platform->dump().at("idempotency").at("keys").get<int>(), 1);
        COMPARE_JSON(served.post(key).status, 409);
        served.city.clock.advance(std::chrono::minutes(10));
        COMPARE_JSON(slow.get().status, 201);
        COMPARE_JSON(served.city.platform->dump().at("sessions").at("opened"), 1);
    }

    void goesDownAndComesBackOnTheSamePort()
    {
        Served served;
        const auto port = served.server->port();
        QVERIFY(served.server->setNetwork(false));
        COMPARE_JSON(served.health().status, 0);
        QVERIFY(served.server->setNetwork(true));
        COMPARE_JSON(served.server->port(), port);
        COMPARE_JSON(served.health().status, 200);
    }

    void survivesGarbageAndTooMuch()
    {
        Served served;
        COMPARE_JSON(ask(served.tls, served.server->port(), "/v1/sessions", "{\"item\":", served.city.key()).status,
                     400);
        COMPARE_JSON(ask(served.tls, served.server->port(), "/v1/sessions?a=1&a=2").status, 400);
        const std::string huge(std::size_t{9} * 1024 * 1024, 'x');
        QVERIFY(ask(served.tls, served.server->port(), "/v1/sessions", huge, served.city.key()).status != 201);
        COMPARE_JSON(served.health().status, 200);
    }
};

} // namespace banshi::city

using banshi::city::ServerTest;
BANSHI_TEST(ServerTest)

#include "server_test.moc"
