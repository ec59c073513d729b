// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/system_clock.h"
#include "banshi/queue/sync/line_watch.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/queue/kiosk_identity.h"
#include "banshi/testing/queue/scripted_city.h"
#include "banshi/testing/queue/test_tls.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <atomic>

using namespace banshi;
using namespace std::chrono_literals;
using queue::sync::HttpsClient;
using queue::sync::LineWatch;
using testing::queue::CityAsk;
using testing::queue::CityReply;
using testing::queue::ScriptedCity;

namespace
{

CityReply timeReply(const base::Clock& clock, base::Nanoseconds ahead)
{
    return {200, "{\"utc\":\"" + base::toRfc3339(clock.wall().utc + ahead) + "\"}", "application/json", {}, false};
}

} // namespace

class LineWatchTest : public QObject
{
    Q_OBJECT

    testing::queue::TestTls m_certificates;
    const std::filesystem::path& m_tls = m_certificates.folder();

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_certificates.make()); }

    void noticesThatTheLineGoesAndComesBack()
    {
        testing::ManualClock clock;
        clock.setWall(base::SystemClock().wall().utc, true); // the certificates are of today
        ScriptedCity city(m_tls, [&](const CityAsk&) { return timeReply(clock, 90s); });
        HttpsClient client(testing::queue::kioskIdentity(m_tls, city.url()), "TEST-01", clock);
        LineWatch watch(client, clock);
        QVERIFY(!watch.line().reachable);
        std::atomic<int> back = 0;
        watch.start([&] { ++back; });
        QTRY_VERIFY(watch.line().reachable);
        QTRY_VERIFY(watch.line().clockOffsetMs == 90'000);
        QTRY_COMPARE(back, 1);
        city.setNetwork(false);
        const auto before = clock.wall().utc;
        QTRY_VERIFY((clock.advance(1s), !watch.line().reachable));
        QCOMPARE(watch.line().lastProblem, std::string("queue.sync.unreachable"));
        QVERIFY(watch.line().since >= before);
        city.setNetwork(true);
        QTRY_VERIFY((clock.advance(1s), watch.line().reachable));
        QTRY_COMPARE(back, 2);
        watch.stop();
    }

    void spreadsItsReturnOverHalfTheOutageOrAsThePlatformSays()
    {
        testing::ManualClock clock;
        clock.setWall(base::SystemClock().wall().utc, true);
        std::atomic<int> said = 0;
        ScriptedCity city(m_tls, [&](const CityAsk&) {
            const std::string spread = said > 0 ? ",\"spread_s\":" + std::to_string(said) : std::string();
            return CityReply{200,
                             "{\"utc\":\"" + base::toRfc3339(clock.wall().utc) + "\"" + spread + "}",
                             "application/json",
                             {},
                             false};
        });
        HttpsClient client(testing::queue::kioskIdentity(m_tls, city.url()), "TEST-01", clock);
        queue::sync::TrustedClock trusted(clock, base::UtcTime());
        const auto key = queue::sync::SignatureKey::parse("k AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        queue::sync::PlatformTime time(client, key.value(), trusted);
        LineWatch watch(client, clock, &time);
        watch.start([] {});
        QTRY_VERIFY(watch.line().reachable);
        QCOMPARE(watch.line().spread.count(), 0);
        const auto outage = [&](base::Nanoseconds span) {
            city.setNetwork(false);
            if (!QTest::qWaitFor([&] { return clock.advance(1s), !watch.line().reachable; }))
                return base::Nanoseconds(-1);
            const auto down = clock.now();
            while (clock.now() < down + span)
                clock.advance(1s);
            city.setNetwork(true);
            if (!QTest::qWaitFor([&] { return clock.advance(1ms), clock.advance(1s), watch.line().reachable; }))
                return base::Nanoseconds(-1);
            return watch.line().spread;
        };
        const auto brief = outage(10s);
        QVERIFY(brief >= 5s);
        QCOMPARE(outage(10min).count(), base::Nanoseconds(LineWatch::kSpread).count());
        said = 900;
        QCOMPARE(outage(10s).count(), base::Nanoseconds(900s).count());
        watch.stop();
    }

    void opensTheCircuitAfterFailuresAndTriesNowAndThen()
    {
        testing::ManualClock clock;
        HttpsClient client({"https://127.0.0.1:1", {}, {}, {}}, "TEST-01", clock);
        LineWatch watch(client, clock);
        const auto fail = [&](queue::sync::HttpsCode code) {
            watch.learn(tl::unexpected(queue::sync::HttpsError{code, {}, base::Retry::Later}));
        };
        for (int i = 0; i < LineWatch::kTrips; ++i)
        {
            QVERIFY(watch.mayTry());
            fail(queue::sync::HttpsCode::Unreachable);
        }
        QVERIFY(!watch.mayTry());
        clock.advance(LineWatch::kHalfOpen);
        QVERIFY(watch.mayTry());
        QVERIFY2(!watch.mayTry(), "one call finds out, the others do not wait with it");
        queue::sync::HttpsAnswer answer;
        answer.status = 200;
        answer.contentType = "application/json";
        watch.learn(std::move(answer));
        QVERIFY(watch.mayTry());
        QVERIFY(watch.mayTry());
    }

    void learnsFromEveryCall()
    {
        testing::ManualClock clock;
        HttpsClient client({"https://127.0.0.1:1", {}, {}, {}}, "TEST-01", clock);
        LineWatch watch(client, clock);
        const auto answer = [](int status, const char* media) {
            queue::sync::HttpsAnswer made;
            made.status = status;
            made.contentType = media;
            return made;
        };
        watch.learn(answer(200, "application/json"));
        QVERIFY(watch.line().reachable);
        watch.learn(answer(200, "text/html"));
        QVERIFY(!watch.line().reachable);
        QCOMPARE(watch.line().lastProblem, std::string("queue.sync.wrongAnswer"));
        watch.learn(answer(404, "application/problem+json; charset=utf-8"));
        QVERIFY(watch.line().reachable);
        watch.learn(answer(503, "application/problem+json"));
        QCOMPARE(watch.line().lastProblem, std::string("platform.unavailable"));
        watch.learn(answer(200, "application/pdf"));
        QVERIFY(watch.line().reachable);
    }
};

BANSHI_TEST(LineWatchTest)
#include "line_watch_test.moc"
