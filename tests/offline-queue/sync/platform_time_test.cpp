// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/system_clock.h"
#include "banshi/queue/sync/line_watch.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/queue/kiosk_identity.h"
#include "banshi/testing/queue/scripted_city.h"
#include "banshi/testing/queue/signer.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"

#include <QTest>

using namespace banshi;
using namespace std::chrono_literals;
using nlohmann::json;
using queue::sync::HttpsCode;
using queue::sync::PlatformTime;
using testing::queue::CityAsk;
using testing::queue::CityReply;
using testing::queue::ScriptedCity;

namespace
{

constexpr base::Nanoseconds kTenYears = std::chrono::hours(24 * 3652);

base::UtcTime today()
{
    return base::SystemClock().wall().utc;
}

/// A machine with some clock in front of a platform of today that signs the time, with what the test spoils.
struct World
{
    testing::queue::Signer signer;
    std::function<void(json& answer)> spoil = [](json&) {};
    testing::ManualClock machine;
    queue::sync::TrustedClock clock{machine, today() - kTenYears};
    ScriptedCity city;
    queue::sync::HttpsClient client;
    std::optional<base::UtcTime> onDisk;
    int writes = 0;
    PlatformTime time;

    World(const std::filesystem::path& tls, base::Nanoseconds ahead)
        : city(tls, [this](const CityAsk& ask) { return answer(ask); }),
          client(testing::queue::kioskIdentity(tls, city.url()), "TEST-01", clock),
          time(client, signer.key(), clock,
               {[this] { return base::Result<std::optional<base::UtcTime>, std::string>(onDisk); },
                [this](base::UtcTime utc) {
                    onDisk = utc;
                    return ++writes > 0;
                }})
    {
        machine.setWall(today() + ahead, false);
    }
    CityReply answer(const CityAsk& ask)
    {
        const std::string utc = base::toRfc3339(today());
        const auto at = ask.target.find("nonce=");
        json body = {{"utc", utc}};
        if (at != std::string::npos)
        {
            const std::string nonce = ask.target.substr(at + 6);
            body.update({{"nonce", nonce},
                         {"key_id", "sign-1"},
                         {"signature", signer.sign("banshi-time-v1\n" + nonce + "\n" + utc)}});
        }
        spoil(body);
        return {200, body.dump(), "application/json", {}, false};
    }
    [[nodiscard]] bool isRight() const
    {
        const auto wall = clock.wall();
        return wall.trusted && std::chrono::abs(wall.utc - today()) < 1min;
    }
};

} // namespace

/// TLS is real; the platform's certificates are of today.
class PlatformTimeTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.make()); }

    void putsAnyClockRightByOneSignedAnswer_data()
    {
        QTest::addColumn<qint64>("years");
        QTest::addColumn<int>("asks");
        QTest::newRow("1970, raised to the build") << qint64{-56} << 2;
        QTest::newRow("ten years ahead") << qint64{10} << 2;
        QTest::newRow("right") << qint64{0} << 1; // no question without dates where none is needed
    }

    void putsAnyClockRightByOneSignedAnswer()
    {
        QFETCH(qint64, years);
        QFETCH(int, asks);
        World world(m_tls, years * (kTenYears / 10));
        const auto outcome = world.time.ask();
        QVERIFY(outcome.answer);
        QVERIFY(world.isRight());
        QCOMPARE(static_cast<int>(world.city.asks("/v1/time").size()), asks);
        QCOMPARE(world.city.handshakes(), asks); // the one without dates serves nothing else
        (void)world.time.ask();
        QCOMPARE(world.city.handshakes(), asks);
        QCOMPARE(world.writes, 1);
        QVERIFY(std::chrono::abs(*world.onDisk - today()) < 1min);
    }

    void believesNoAnswerThatThePlatformHasNotSignedForThisQuestion_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("value");
        QTest::newRow("no signature") << QStringLiteral("signature") << QString();
        QTest::newRow("another time") << QStringLiteral("utc") << QStringLiteral("2031-01-01T00:00:00.000Z");
        QTest::newRow("an old nonce") << QStringLiteral("nonce") << QStringLiteral("0123456789");
        QTest::newRow("another key") << QStringLiteral("key_id") << QStringLiteral("sign-2");
    }

    void believesNoAnswerThatThePlatformHasNotSignedForThisQuestion()
    {
        QFETCH(QString, member);
        QFETCH(QString, value);
        World world(m_tls, kTenYears);
        world.spoil = [&](json& answer) { answer[member.toStdString()] = value.toStdString(); };
        const auto outcome = world.time.ask();
        QVERIFY(!outcome.answer);
        QCOMPARE(outcome.answer.error().code, HttpsCode::CertificateExpired);
        QVERIFY(!world.clock.wall().trusted);
        QCOMPARE(world.writes, 0);
    }

    void neverLeavesTheDatesOutOnceItKnowsTheTime()
    {
        World world(m_tls, 0s);
        world.clock.trust(today() - kTenYears + 1h, world.clock.now());
        const auto outcome = world.time.ask();
        QVERIFY(!outcome.answer);
        QCOMPARE(outcome.answer.error().code, HttpsCode::ClockWrong);
        QVERIFY(world.city.asks("/").empty());
    }

    void refusesAnotherAuthorityAndAnotherKeyWithoutDatesToo()
    {
        const auto other = m_tls.parent_path() / "other";
        QVERIFY(testing::queue::makeTestTls(other));
        World world(m_tls, kTenYears);
        const auto ask = [&](const std::filesystem::path& authority, const std::string& pin) {
            queue::sync::HttpsClient client(
                {world.city.url(), authority / "ca.pem", m_tls / "kiosk.pem", m_tls / "kiosk.key", pin}, "TEST-01",
                world.clock);
            PlatformTime time(client, world.signer.key(), world.clock);
            return time.ask().answer.has_value();
        };
        QVERIFY(!ask(other, {}));
        QVERIFY(!ask(m_tls, "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        QVERIFY(!world.clock.wall().trusted);
        QVERIFY(world.city.asks("/").empty());
        QVERIFY(ask(m_tls, {}));
    }

    void goesOnFromTheTimeThatWasSignedBeforeARestart()
    {
        World world(m_tls, -6 * kTenYears);
        world.onDisk = today() - 1h;
        world.city.setNetwork(false);
        PlatformTime afterwards(world.client, world.signer.key(), world.clock,
                                {[&] { return base::Result<std::optional<base::UtcTime>, std::string>(world.onDisk); },
                                 [](base::UtcTime) { return false; }});
        QVERIFY(world.clock.wall().utc == *world.onDisk);
        QVERIFY(!afterwards.ask().answer);
        QVERIFY(world.clock.wall().utc == *world.onDisk);
        QVERIFY(!world.clock.wall().trusted);
    }

    void tellsHowFarTheMachinesOwnClockIsAway()
    {
        World world(m_tls, -kTenYears);
        queue::sync::LineWatch line(world.client, world.clock, &world.time);
        line.start([] {});
        QTRY_VERIFY(line.line().reachable);
        QTRY_VERIFY(line.line().clockOffsetMs.has_value());
        const auto years = std::chrono::milliseconds(*line.line().clockOffsetMs) - kTenYears;
        QVERIFY(std::chrono::abs(years) < 1min);
        line.stop();
    }
};

BANSHI_TEST(PlatformTimeTest)
#include "platform_time_test.moc"
