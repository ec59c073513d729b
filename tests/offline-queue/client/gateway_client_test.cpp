// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/client/gateway_client.h"

#include "banshi/base/ids.h"
#include "banshi/testing/suite.h"
#include "client_bench.h"

#include <QTest>

using namespace banshi;
using namespace banshi::queue::client;
using namespace std::chrono_literals;
using nlohmann::json;
using testing::ClientBench;
using testing::get;
using testing::Reply;
using testing::SeenRequest;

namespace
{

const std::string kPayment = json({{"order_id", "P1"}, {"state", "PAID"}, {"amount_fen", 1230}}).dump();

auto always(const Reply& reply)
{
    return [reply](const SeenRequest&) { return reply; };
}

Request createPayment(const std::string& key)
{
    Request request = get("createPayment");
    request.body = {{"quote_id", "Q1"}, {"channel", "native-qr"}};
    request.key = key;
    return request;
}

} // namespace

class GatewayClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversACheckedAnswer()
    {
        ClientBench bench(always({.body = kPayment}));
        bench.send(get("getPayment", {{"order_id", "P1"}}));
        QTRY_VERIFY(bench.result);
        QVERIFY2(bench.result->has_value(), bench.result->has_value() ? "" : bench.result->error().detail.c_str());
        QCOMPARE((*bench.result)->body.at("amount_fen").get<int>(), 1230);
        QCOMPARE(bench.server->seen().at(0).target, std::string("/v1/payments/P1"));
    }

    void sendsBodyKeyAndMedia()
    {
        ClientBench bench(always({.body = json({{"order_id", "P1"},
                                                {"qr_text", "q"},
                                                {"state", "CREATED"},
                                                {"amount_fen", 1},
                                                {"expires_at", "2026-01-01T00:00:00Z"}})
                                              .dump()}));
        const std::string key = base::newUuid(bench.clock);
        bench.send(createPayment(key));
        QTRY_VERIFY(bench.result && bench.result->has_value());
        const SeenRequest seen = bench.server->seen().at(0);
        QCOMPARE(seen.method, std::string("POST"));
        QCOMPARE(seen.key, key);
        QCOMPARE(seen.media, std::string("application/json"));
        QVERIFY(json::parse(seen.body).at("quote_id") == "Q1");
    }

    void keepsItsConnection()
    {
        ClientBench bench(always({.body = kPayment}));
        for (int i = 0; i < 3; ++i)
        {
            bench.result.reset();
            bench.send(get("getPayment", {{"order_id", "P1"}}));
            QTRY_VERIFY(bench.result);
        }
        QCOMPARE(bench.server->connections(), 1);
    }

    void carriesManyRequestsAtOnce()
    {
        ClientBench bench([](const SeenRequest& seen) { return Reply{.body = json({{"value", seen.target}}).dump()}; });
        std::vector<std::string> values(50);
        for (std::size_t i = 0; i < values.size(); ++i)
            bench.client.request(get("getSetting", {{"key", "k" + std::to_string(i)}}),
                                 [&, i](ClientBench::Result answer) {
                                     values[i] = answer->body.at("value");
                                     ++bench.calls;
                                 });
        QTRY_COMPARE(bench.calls, 50);
        for (std::size_t i = 0; i < values.size(); ++i)
            QCOMPARE(values[i], "/local/settings/k" + std::to_string(i));
    }

    void deliversFilesUnchanged()
    {
        std::string pdf(1'000'000, '\0');
        for (std::size_t i = 0; i < pdf.size(); ++i)
            pdf[i] = static_cast<char>(i * 7);
        ClientBench bench(always({.media = "application/pdf", .body = pdf}));
        bench.send(get("getFile", {{"sha256", std::string(64, 'a')}}));
        QTRY_VERIFY(bench.result);
        QVERIFY((*bench.result)->bytes.text() == pdf);
    }

    void uploadsPictures()
    {
        ClientBench bench(always({.status = 202, .body = json({{"accepted", true}, {"duplicate", false}}).dump()}));
        Request request = get("putBlob", {{"sha256", std::string(64, 'b')}});
        request.bytes = base::SecretBytes(std::string_view("\xff\xd8\0\xff\xd9", 5));
        bench.send(std::move(request));
        QTRY_VERIFY(bench.result && bench.result->has_value());
        const SeenRequest seen = bench.server->seen().at(0);
        QCOMPARE(seen.method, std::string("PUT"));
        QCOMPARE(seen.media, std::string("image/jpeg"));
        QCOMPARE(seen.body, std::string("\xff\xd8\0\xff\xd9", 5));
    }

    void timesOutByTheClock()
    {
        ClientBench bench(always({.kind = Reply::Kind::Silence}));
        Request request = get("getPayment", {{"order_id", "P1"}});
        request.deadline = 3s;
        bench.send(std::move(request));
        QTRY_COMPARE(bench.server->seen().size(), std::size_t(1));
        bench.clock.advance(2999ms);
        QCoreApplication::processEvents();
        QCOMPARE(bench.calls, 0);
        bench.clock.advance(1ms);
        QTRY_VERIFY(bench.failedWith(ClientErrorCode::TimedOut));
        QCOMPARE(bench.result->error().dottedCode(), std::string("queue.client.timedOut"));
        QVERIFY(bench.result->error().mayHaveHappened());
    }

    void takesTheDeadlineOfTheContract()
    {
        ClientBench bench(always({.kind = Reply::Kind::Silence}));
        bench.send(get("getPayment", {{"order_id", "P1"}}));
        QTRY_COMPARE(bench.server->seen().size(), std::size_t(1));
        bench.clock.advance(bench.contract.find("getPayment")->deadline);
        QTRY_VERIFY(bench.failedWith(ClientErrorCode::TimedOut));
    }

    void neverCallsBackAfterCancel()
    {
        ClientBench bench([](const SeenRequest& seen) {
            return Reply{.body = kPayment,
                         .kind = seen.target.ends_with("hang") ? Reply::Kind::Silence : Reply::Kind::Answer};
        });
        const RequestId silent = bench.send(get("getPayment", {{"order_id", "hang"}}));
        QTRY_COMPARE(bench.server->seen().size(), std::size_t(1));
        bench.client.cancel(silent);
        bench.client.cancel(silent);
        bench.clock.advance(1h);
        // The next answer comes after whatever the cancelled one could have brought.
        bench.client.request(get("getPayment", {{"order_id", "P2"}}), [&](ClientBench::Result) { bench.calls += 10; });
        QTRY_COMPARE(bench.calls, 10);
    }

    void neverCallsBackWhenTheAnswerCrossesTheCancel()
    {
        std::vector<std::function<void()>> posted;
        std::mutex mutex;
        testing::ManualClock clock;
        const queue::contract::Contract contract;
        const queue::contract::SchemaGate gate(contract, clock);
        GatewayClient client("/nonexistent/g.sock", contract, gate, clock, [&](std::function<void()> call) {
            const std::lock_guard lock(mutex);
            posted.push_back(std::move(call));
        });
        int calls = 0;
        const RequestId id = client.request(get("getTime"), [&](ClientBench::Result) { ++calls; });
        const auto count = [&] {
            const std::lock_guard lock(mutex);
            return posted.size();
        };
        QTRY_COMPARE(count(), std::size_t(1));
        client.cancel(id);
        posted.at(0)();
        QCOMPARE(calls, 0);
    }

    void dropsWhatIsUnderWayWhenItEnds()
    {
        int calls = 0;
        {
            ClientBench bench(always({.kind = Reply::Kind::Silence}));
            bench.client.request(get("getTime"), [&](ClientBench::Result) { ++calls; });
            QTRY_COMPARE(bench.server->seen().size(), std::size_t(1));
        }
        QCoreApplication::processEvents();
        QCOMPARE(calls, 0);
    }

    void saysThatThereIsNoGateway()
    {
        ClientBench bench(nullptr);
        bench.send(createPayment(base::newUuid(bench.clock)));
        QTRY_VERIFY(bench.failedWith(ClientErrorCode::Unreachable));
        QVERIFY(!bench.result->error().mayHaveHappened());
        QCOMPARE(bench.result->error().retry, base::Retry::Later);
    }

    void saysThatTheConnectionWasLost_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::newRow("no answer") << QByteArray();
        QTest::newRow("half an answer") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
    }

    void saysThatTheConnectionWasLost()
    {
        QFETCH(QByteArray, raw);
        ClientBench bench(always({.body = raw.toStdString(), .kind = Reply::Kind::Raw}));
        bench.send(get("getTime"));
        QTRY_VERIFY(bench.result);
        QVERIFY(bench.failedWith(ClientErrorCode::ConnectionLost));
        QVERIFY(bench.result->error().mayHaveHappened());
    }

    void refusesAnswersOutsideOfTheContract_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("media");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("html") << 200 << QByteArray("text/html") << QByteArray("<html>hotspot login</html>");
        QTest::newRow("html error") << 502 << QByteArray("text/html") << QByteArray("<html>bad gateway</html>");
        QTest::newRow("html as json") << 200 << QByteArray("application/json") << QByteArray("<html>");
        QTest::newRow("problem without code") << 500 << QByteArray("application/problem+json") << QByteArray("{}");
        QTest::newRow("wrong member") << 200 << QByteArray("application/json") << QByteArray("{\"utc\":\"yesterday\"}");
        QTest::newRow("unknown status") << 201 << QByteArray("application/json") << QByteArray("{}");
        QTest::newRow("redirect") << 302 << QByteArray("text/html") << QByteArray();
        QTest::newRow("empty") << 200 << QByteArray("application/json") << QByteArray();
        QTest::newRow("too large") << 200 << QByteArray("application/json") << QByteArray(300000, ' ');
    }

    void refusesAnswersOutsideOfTheContract()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, media);
        QFETCH(QByteArray, body);
        ClientBench bench(always({.status = status, .media = media.toStdString(), .body = body.toStdString()}));
        bench.send(get("getTime"));
        QTRY_VERIFY(bench.result);
        QVERIFY(bench.failedWith(ClientErrorCode::WrongAnswer));
        QCOMPARE(bench.result->error().dottedCode(), std::string("queue.client.wrongAnswer"));
    }

    void refusesWhatIsNotHttp_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::newRow("another protocol") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
        QTest::newRow("half a header") << QByteArray("HTTP/1.1 200 OK\r\nContent-Ty");
    }

    void refusesWhatIsNotHttp()
    {
        QFETCH(QByteArray, raw);
        ClientBench bench(always({.body = raw.toStdString(), .kind = Reply::Kind::Raw}));
        bench.send(get("getTime"));
        QTRY_VERIFY(bench.failedWith(ClientErrorCode::WrongAnswer));
    }

    void handsOnProblems()
    {
        const queue::contract::Contract contract;
        queue::contract::Problem problem = contract.problem("platform.unavailable");
        problem.retryAfter = 30s;
        ClientBench bench(always(
            {.status = 503, .media = "application/problem+json; charset=utf-8", .body = toJson(problem).dump()}));
        bench.send(get("getTime"));
        QTRY_VERIFY(bench.failedWith(ClientErrorCode::Problem));
        const ClientError& error = bench.result->error();
        QCOMPARE(error.dottedCode(), std::string("platform.unavailable"));
        QCOMPARE(error.retry, base::Retry::Later);
        QVERIFY(error.problem->retryAfter == std::chrono::seconds(30));
        QVERIFY(error.mayHaveHappened());
    }

    void sendsNothingThatBreaksTheContract_data()
    {
        QTest::addColumn<QByteArray>("operation");
        QTest::addColumn<QByteArray>("change");
        QTest::newRow("unknown operation") << QByteArray("noSuch") << QByteArray();
        QTest::newRow("missing parameter") << QByteArray("getPayment") << QByteArray();
        QTest::newRow("missing key") << QByteArray("createPayment") << QByteArray("key");
        QTest::newRow("wrong body") << QByteArray("createPayment") << QByteArray("body");
        QTest::newRow("body where none belongs") << QByteArray("getTime") << QByteArray("body");
    }

    void sendsNothingThatBreaksTheContract()
    {
        QFETCH(QByteArray, operation);
        QFETCH(QByteArray, change);
        ClientBench bench(always({}));
        Request request = createPayment(base::newUuid(bench.clock));
        request.operation = operation.toStdString();
        if (change == "key")
            request.key.clear();
        else if (change == "body")
            request.body = {{"a", 1}};
        else
            request.body = nullptr;
        bench.send(std::move(request));
        QCOMPARE(bench.calls, 0);
        QTRY_VERIFY(bench.failedWith(ClientErrorCode::InvalidRequest));
        QVERIFY(bench.server->seen().empty());
    }
};

BANSHI_TEST(GatewayClientTest)
#include "gateway_client_test.moc"
