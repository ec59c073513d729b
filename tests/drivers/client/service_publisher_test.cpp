// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/service_publisher.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/start_token.h"
#include "banshi/testing/suite.h"

#include <QFile>
#include <QNetworkRequest>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

using namespace banshi::drivers;

namespace
{

constexpr int kPatienceMs = 20000;

// One connection to the publisher.
class Visitor
{
public:
    explicit Visitor(const client::ServicePublisher& publisher, const std::string& token = {})
        : m_messages(&m_socket, &QWebSocket::textMessageReceived)
    {
        QNetworkRequest request{QUrl(publisher.uri())};
        if (!token.empty())
            request.setRawHeader(protocol::kTokenHeader, QByteArray::fromStdString(protocol::bearer(token)));
        m_socket.open(request);
        QSignalSpy connected(&m_socket, &QWebSocket::connected);
        connected.wait(kPatienceMs);
    }
    void send(std::string_view name, const nlohmann::json& payload)
    {
        sendText(
            QString::fromStdString(protocol::serialize(protocol::makeCommand(std::string(name), ++m_lastId, payload))));
    }
    void sendText(const QString& text) { m_socket.sendTextMessage(text); }
    void leave() { m_socket.abort(); }
    // The next message that came.
    protocol::Message next()
    {
        if (m_messages.isEmpty())
            m_messages.wait(kPatienceMs);
        if (m_messages.isEmpty())
            return {};
        return protocol::parseMessage(m_messages.takeFirst()[0].toString().toStdString()).value_or(protocol::Message());
    }
    protocol::Message nextOf(protocol::MessageType type)
    {
        for (int i = 0; i < 10; ++i)
            if (auto message = next(); message.header.type == type)
                return message;
        return {};
    }

private:
    QWebSocket m_socket;
    QSignalSpy m_messages;
    std::uint32_t m_lastId = 0;
};

protocol::ServiceEntry service(const std::string& name, std::uint16_t port)
{
    return {name, protocol::serviceUri(port, name), "Camera"};
}

} // namespace

class ServicePublisherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_publisher = std::make_unique<client::ServicePublisher>();
        QVERIFY(m_publisher->listen(client::PortRule::Any, m_folder.filePath(QStringLiteral("port"))));
    }

    void writesItsPort()
    {
        QFile file(m_folder.filePath(QStringLiteral("port")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto port = file.readAll().trimmed().toUShort();
        QCOMPARE(m_publisher->uri(), QString::fromStdString(protocol::serviceUri(port)));
        client::ServicePublisher other;
        QVERIFY(!other.listen(client::PortRule::Any, QStringLiteral("/no/such/folder/port")));
    }

    void tellsWhoComesAndGoes()
    {
        Visitor app(*m_publisher);
        app.send(protocol::command::kGetServices, nlohmann::json::object());
        QVERIFY(app.nextOf(protocol::MessageType::Completion).payload["services"].empty());
        Visitor host(*m_publisher);
        host.send(protocol::command::kRegisterService, protocol::toJson(service("face-camera", 4001)));
        QCOMPARE(host.nextOf(protocol::MessageType::Completion).header.completionCode.value(),
                 protocol::CompletionCode::Success);
        const auto news = app.nextOf(protocol::MessageType::Unsolicited);
        QCOMPARE(news.header.name, std::string(protocol::event::kServiceDetail));
        QVERIFY(protocol::servicesFromJson(news.payload).value() ==
                std::vector<protocol::ServiceEntry>{service("face-camera", 4001)});
        host.leave();
        QVERIFY(app.nextOf(protocol::MessageType::Unsolicited).payload["services"].empty());
    }

    void prefersTheNewestHostOfAName()
    {
        Visitor old(*m_publisher);
        old.send(protocol::command::kRegisterService, protocol::toJson(service("a4", 4001)));
        (void)old.nextOf(protocol::MessageType::Completion);
        Visitor fresh(*m_publisher);
        fresh.send(protocol::command::kRegisterService, protocol::toJson(service("a4", 4002)));
        (void)fresh.nextOf(protocol::MessageType::Completion);
        QVERIFY(m_publisher->services() == std::vector<protocol::ServiceEntry>{service("a4", 4002)});
        old.leave();
        QTest::qWait(0);
        QCOMPARE(m_publisher->services().size(), std::size_t(1));
    }

    void tellsEverybodyAndRegistersHostsOfThisStartOnly()
    {
        client::ServicePublisher publisher("start");
        QVERIFY(publisher.listen(client::PortRule::Any, {}));
        const auto end = [&](const std::string& token) {
            Visitor host(publisher, token);
            host.send(protocol::command::kRegisterService, protocol::toJson(service("a4", 4001)));
            return host.nextOf(protocol::MessageType::Completion).header.completionCode.value();
        };
        QCOMPARE(end({}), protocol::CompletionCode::AuthorisationRequired);
        QCOMPARE(end(protocol::hostToken("start", "receipt")), protocol::CompletionCode::AuthorisationRequired);
        QCOMPARE(end(protocol::hostToken("last start", "a4")), protocol::CompletionCode::AuthorisationRequired);
        QCOMPARE(publisher.strangers(), 3);
        QCOMPARE(end(protocol::hostToken("start", "a4")), protocol::CompletionCode::Success);
        Visitor anybody(publisher);
        anybody.send(protocol::command::kGetServices, nlohmann::json::object());
        QCOMPARE(anybody.nextOf(protocol::MessageType::Completion).header.completionCode.value(),
                 protocol::CompletionCode::Success);
    }

    void listsServicesOfOthers()
    {
        m_publisher->addStatic(service("third-party", 4009));
        QCOMPARE(m_publisher->services().front().name, std::string("third-party"));
    }

    void refusesNonsense()
    {
        Visitor visitor(*m_publisher);
        visitor.sendText(QStringLiteral("hello"));
        QCOMPARE(visitor.next().header.status, std::string("invalidMessage"));
        visitor.send("ServicePublisher.Explode", nlohmann::json::object());
        QCOMPARE(visitor.nextOf(protocol::MessageType::Completion).header.completionCode.value(),
                 protocol::CompletionCode::InvalidCommand);
        visitor.send(protocol::command::kRegisterService,
                     {{"name", "spy"}, {"serviceURI", "ws://203.0.113.7:80/xfs4iot/v1.0/spy/"}});
        QCOMPARE(visitor.nextOf(protocol::MessageType::Completion).header.completionCode.value(),
                 protocol::CompletionCode::InvalidData);
        QVERIFY(m_publisher->services().empty());
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<client::ServicePublisher> m_publisher;
};

BANSHI_TEST(ServicePublisherTest)
#include "service_publisher_test.moc"
