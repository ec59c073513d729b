// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/service_list.h"
#include "banshi/drivers/protocol/start_token.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QHostAddress>
#include <QNetworkRequest>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace banshi::drivers;

namespace
{

constexpr int kPatienceMs = 20000;
constexpr const char* kToken = "0123456789abcdef";

} // namespace

/// The program itself, seen from the wire: no client library in between.
class DriverhostTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registersServesAndAnswers()
    {
        QWebSocketServer publisher(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
        QVERIFY(publisher.listen(QHostAddress::LocalHost, 0));
        QProcess host;
        start(host, arguments(QString::fromStdString(protocol::serviceUri(publisher.serverPort()))));

        const QString uri = registration(publisher);
        QVERIFY(uri.endsWith(QStringLiteral("/xfs4iot/v1.0/idcard/")));
        QWebSocket client;
        QSignalSpy messages(&client, &QWebSocket::textMessageReceived);
        QSignalSpy pongs(&client, &QWebSocket::pong);
        client.open(requestTo(uri, kToken));
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), QAbstractSocket::ConnectedState, kPatienceMs);
        client.ping();
        QTRY_COMPARE_WITH_TIMEOUT(pongs.count(), 1, kPatienceMs);
        client.sendTextMessage(QStringLiteral(
            "{\"header\":{\"type\":\"command\",\"name\":\"Common.Status\",\"requestId\":1,\"version\":\"2.0\"}}"));
        QTRY_VERIFY_WITH_TIMEOUT(completion(messages).contains(QStringLiteral("\"requestId\":1")), kPatienceMs);
        QVERIFY(completion(messages).contains(QStringLiteral("\"completionCode\":\"success\"")));

        QString elsewhere(uri);
        elsewhere.replace(QStringLiteral("idcard"), QStringLiteral("receipt"));
        QVERIFY(isTurnedAway(requestTo(elsewhere, kToken)));
        host.kill();
        host.waitForFinished(kPatienceMs);
    }

    void letsNobodyInWithoutItsToken()
    {
        QWebSocketServer publisher(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
        QVERIFY(publisher.listen(QHostAddress::LocalHost, 0));
        QProcess host;
        start(host, arguments(QString::fromStdString(protocol::serviceUri(publisher.serverPort()))));
        QByteArray shown;
        const QString uri = registration(publisher, &shown);
        QCOMPARE(shown, QByteArray("Bearer ") + kToken);
        QVERIFY(isTurnedAway(QNetworkRequest(QUrl(uri))));
        QVERIFY(isTurnedAway(requestTo(uri, "another")));
        QWebSocket client;
        client.open(requestTo(uri, kToken));
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), QAbstractSocket::ConnectedState, kPatienceMs);
        QFile environment(QStringLiteral("/proc/%1/environ").arg(host.processId()));
        QVERIFY(environment.open(QIODevice::ReadOnly));
        QVERIFY(!environment.readAll().contains(kToken));
        host.kill();
        host.waitForFinished(kPatienceMs);
        QVERIFY(host.readAllStandardError().contains("2 so far"));
    }

    void doesNotStartWithoutATokenInProduction()
    {
        QProcess host;
        host.start(program(), arguments(QStringLiteral("ws://127.0.0.1:9/")));
        QVERIFY(host.waitForFinished(kPatienceMs));
        QCOMPARE(host.exitCode(), 2);
        QVERIFY(host.readAllStandardError().contains("no token"));
    }

    void takesItsTokenFromSystemdToo()
    {
        QTemporaryDir credentials;
        QFile file(credentials.filePath(QStringLiteral("host.token")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(kToken) > 0);
        file.close();
        QWebSocketServer publisher(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
        QVERIFY(publisher.listen(QHostAddress::LocalHost, 0));
        QProcess host;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("CREDENTIALS_DIRECTORY"), credentials.path());
        host.setProcessEnvironment(environment);
        host.start(program(), arguments(QString::fromStdString(protocol::serviceUri(publisher.serverPort()))));
        QByteArray shown;
        QVERIFY(!registration(publisher, &shown).isEmpty());
        QCOMPARE(shown, QByteArray("Bearer ") + kToken);
        host.kill();
        host.waitForFinished(kPatienceMs);
    }

    void registersAgainWhenThePublisherComesBack()
    {
        auto publisher = std::make_unique<QWebSocketServer>(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
        QVERIFY(publisher->listen(QHostAddress::LocalHost, 0));
        const quint16 port = publisher->serverPort();
        QProcess host;
        start(host, arguments(QString::fromStdString(protocol::serviceUri(port))));
        const QString first = registration(*publisher);
        QVERIFY(!first.isEmpty());
        publisher = std::make_unique<QWebSocketServer>(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
        QVERIFY(publisher->listen(QHostAddress::LocalHost, port));
        QCOMPARE(registration(*publisher), first);
        host.kill();
        host.waitForFinished(kPatienceMs);
    }

    void runsConfined()
    {
        QWebSocketServer publisher(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
        QVERIFY(publisher.listen(QHostAddress::LocalHost, 0));
        QProcess host;
        start(host, arguments(QString::fromStdString(protocol::serviceUri(publisher.serverPort()))));
        QVERIFY(!registration(publisher).isEmpty());
        QFile facts(QStringLiteral("/proc/%1/status").arg(host.processId()));
        QVERIFY(facts.open(QIODevice::ReadOnly));
        const QByteArray text = facts.readAll();
        QVERIFY(text.contains("NoNewPrivs:\t1"));
        QVERIFY(text.contains("Seccomp:\t2"));
        host.kill();
        host.waitForFinished(kPatienceMs);
    }

    void endsWhenItsDriverHangs_data()
    {
        QTest::addColumn<QByteArray>("place");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("poll") << QByteArray("poll") << QByteArray("idcard: the driver hangs in poll");
        QTest::newRow("create") << QByteArray("create") << QByteArray("idcard: the driver hangs in its start");
    }
    void endsWhenItsDriverHangs()
    {
        QFETCH(QByteArray, place);
        QFETCH(QByteArray, said);
        QWebSocketServer publisher(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
        QVERIFY(publisher.listen(QHostAddress::LocalHost, 0));
        QProcess host;
        start(host, arguments(QString::fromStdString(protocol::serviceUri(publisher.serverPort())))
                        << QStringLiteral("--plugin")
                        << qEnvironmentVariable("BANSHI_BIN") +
                               QStringLiteral("/../tests/drivers/hanging/banshi-driver-hanging.so")
                        << QStringLiteral("--options")
                        << QStringLiteral("{\"hangs\":\"%1\"}").arg(QString::fromLatin1(place))
                        << QStringLiteral("--start-limit-ms")
                        << (place == "create" ? QStringLiteral("300") : QStringLiteral("20000"))
                        << QStringLiteral("--grace-ms") << QStringLiteral("1"));
        QWebSocket client;
        QSignalSpy messages(&client, &QWebSocket::textMessageReceived);
        if (place == "poll")
            client.open(requestTo(registration(publisher), kToken));
        QSignalSpy ends(&host, &QProcess::finished);
        QVERIFY(ends.wait(kPatienceMs));
        QCOMPARE(host.exitCode(), 3);
        const QByteArray error = host.readAllStandardError();
        QVERIFY2(error.contains(said), error.constData());
        if (place == "poll") // its clients have heard of it before
            QTRY_VERIFY_WITH_TIMEOUT(
                !messages.empty() && messages.last()[0].toString().contains(QStringLiteral("\"device\":\"offline\"")),
                kPatienceMs);
    }

    void saysWhatIsWrongWithItsStart_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("plugin") << QStringLiteral("--plugin") << QStringLiteral("/no.so")
                                << QByteArray("no such plug-in");
        QTest::newRow("options") << QStringLiteral("--options") << QStringLiteral("{") << QByteArray("no JSON object");
        QTest::newRow("scheme") << QStringLiteral("--connection") << QStringLiteral("ipp:x")
                                << QByteArray("does not speak ipp:");
        QTest::newRow("baud") << QStringLiteral("--options") << QStringLiteral("{\"baud\":7}")
                              << QByteArray("options.baud");
        QTest::newRow("mode") << QStringLiteral("--mode") << QStringLiteral("fun") << QByteArray("--mode");
        QTest::newRow("parent") << QStringLiteral("--parent") << QStringLiteral("1")
                                << QByteArray("parent process has gone");
        QTest::newRow("clock") << QStringLiteral("--clock") << QStringLiteral("/x")
                               << QByteArray("refused in production");
        QTest::newRow("grace") << QStringLiteral("--grace-ms") << QStringLiteral("0") << QByteArray("--grace-ms");
        QTest::newRow("limit") << QStringLiteral("--start-limit-ms") << QStringLiteral("soon")
                               << QByteArray("--start-limit-ms");
        QTest::newRow("missing") << QStringLiteral("--name") << QString() << QByteArray("--name is missing");
    }
    void saysWhatIsWrongWithItsStart()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        QFETCH(QByteArray, said);
        QProcess host;
        start(host, arguments(QStringLiteral("ws://127.0.0.1:9/")) << option << value);
        QVERIFY(host.waitForFinished(kPatienceMs));
        QCOMPARE(host.exitCode(), 2);
        const QByteArray error = host.readAllStandardError();
        QVERIFY2(error.contains(said), error.constData());
    }

private:
    static QString program() { return qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/banshi-driverhost"); }
    static void start(QProcess& host, const QStringList& arguments)
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(protocol::kTokenVariable), QString::fromLatin1(kToken));
        host.setProcessEnvironment(environment);
        host.start(program(), arguments);
    }
    static QNetworkRequest requestTo(const QString& uri, const char* token)
    {
        QNetworkRequest request{QUrl(uri)};
        request.setRawHeader(protocol::kTokenHeader, QByteArray("Bearer ") + token);
        return request;
    }
    static bool isTurnedAway(const QNetworkRequest& request)
    {
        QWebSocket stranger;
        QSignalSpy refused(&stranger, &QWebSocket::disconnected);
        stranger.open(request);
        return QTest::qWaitFor([&] { return refused.count() > 0; }, kPatienceMs) &&
               stranger.closeCode() == QWebSocketProtocol::CloseCodePolicyViolated;
    }
    static QStringList arguments(const QString& publisher)
    {
        return {QStringLiteral("--plugin"),
                qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/../lib/drivers/banshi-driver-idcard-sam.so"),
                QStringLiteral("--name"),
                QStringLiteral("idcard"),
                QStringLiteral("--connection"),
                QStringLiteral("serial:/dev/no-such-line"),
                QStringLiteral("--publisher"),
                publisher};
    }
    // Waits for a host's registration and returns the address in it.
    static QString registration(QWebSocketServer& publisher, QByteArray* token = nullptr)
    {
        QSignalSpy connections(&publisher, &QWebSocketServer::newConnection);
        if (!publisher.hasPendingConnections() && !connections.wait(kPatienceMs))
            return {};
        QWebSocket* socket = publisher.nextPendingConnection();
        if (token != nullptr)
            *token = socket->request().rawHeader(protocol::kTokenHeader);
        QSignalSpy messages(socket, &QWebSocket::textMessageReceived);
        if (!messages.wait(kPatienceMs))
            return {};
        const auto message = protocol::parseMessage(messages[0][0].toString().toStdString());
        const auto service =
            message ? protocol::serviceFromJson(message->payload) : protocol::Parsed<protocol::ServiceEntry>();
        return service ? QString::fromStdString(service->uri) : QString();
    }
    static QString completion(const QSignalSpy& messages)
    {
        for (const QList<QVariant>& message : messages)
            if (message[0].toString().contains(QStringLiteral("\"completion\"")))
                return message[0].toString();
        return {};
    }
};

BANSHI_TEST(DriverhostTest)
#include "driverhost_test.moc"
