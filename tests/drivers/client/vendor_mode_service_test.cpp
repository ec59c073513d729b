// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/vendor_mode_service.h"

#include "banshi/drivers/client/service_publisher.h"
#include "banshi/drivers/client/token_file.h"
#include "banshi/drivers/client/vendor_mode_member.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/start_token.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"

#include <QNetworkProxy>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <pwd.h>
#include <unistd.h>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using protocol::CompletionCode;
using protocol::VendorModeState;

namespace
{

constexpr int kPatienceMs = 20000;

} // namespace

/// The machine's service, an application that is registered, and a technician's program, over real sockets.
class VendorModeServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<testing::ManualClock>();
        m_publisher = std::make_unique<client::ServicePublisher>("start");
        m_service = std::make_unique<client::VendorModeService>(*m_clock, "start");
        const QString portFile = m_folder.filePath(QStringLiteral("port"));
        const QString tokenFile = m_folder.filePath(QStringLiteral("token"));
        QVERIFY(client::writeTokenFile(tokenFile, "start"));
        QVERIFY(m_publisher->listen(client::PortRule::Any, portFile));
        QVERIFY(m_service->listen());
        m_publisher->addStatic(m_service->entry());
        m_directory = std::make_unique<client::DeviceDirectory>(*m_clock, portFile, tokenFile);
        m_member = std::make_unique<client::VendorModeMember>(*m_clock, *m_directory, "desk");
        m_technician = std::make_unique<client::DeviceProxy>(
            *m_clock, *m_directory, QString::fromStdString(std::string(protocol::kVendorModeService)));
        m_directory->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_member->isRegistered(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_technician->capabilities().empty(), kPatienceMs);
    }
    void cleanup()
    {
        m_technician.reset();
        m_member.reset();
        m_directory.reset();
        m_publisher.reset();
        m_service.reset();
    }

    void asksTheApplicationAndWaitsUntilItLetsGo()
    {
        QSignalSpy wanted(m_member.get(), &client::VendorModeMember::wanted);
        QSignalSpy over(m_member.get(), &client::VendorModeMember::over);
        ask(protocol::vendormode::kEnterModeRequest);
        QTRY_COMPARE_WITH_TIMEOUT(wanted.count(), 1, kPatienceMs);
        QVERIFY(m_service->mode().state() == VendorModeState::EnterPending);
        m_member->letGo();
        QTRY_VERIFY_WITH_TIMEOUT(m_end == CompletionCode::Success, kPatienceMs);
        QVERIFY(m_service->mode().state() == VendorModeState::Active);
        QCOMPARE(m_service->mode().requester(), std::string(::getpwuid(::getuid())->pw_name));
        QCOMPARE(over.count(), 0);
        ask(protocol::vendormode::kExitModeRequest);
        QTRY_VERIFY_WITH_TIMEOUT(m_end == CompletionCode::Success, kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(over.count(), 1, kPatienceMs);
        QVERIFY(!m_member->isWanted());
    }

    void asksAgainAfterARequestThatFailed()
    {
        QSignalSpy wanted(m_member.get(), &client::VendorModeMember::wanted);
        QSignalSpy over(m_member.get(), &client::VendorModeMember::over);
        const quint32 request = ask(protocol::vendormode::kEnterModeRequest);
        QTRY_COMPARE_WITH_TIMEOUT(wanted.count(), 1, kPatienceMs);
        m_technician->cancel(request);
        QTRY_VERIFY_WITH_TIMEOUT(m_end == CompletionCode::Canceled, kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(over.count(), 1, kPatienceMs);
        m_member->letGo(); // too late, and means nothing for the next time
        ask(protocol::vendormode::kEnterModeRequest);
        QTRY_COMPARE_WITH_TIMEOUT(wanted.count(), 2, kPatienceMs);
        QVERIFY(m_service->mode().state() == VendorModeState::EnterPending);
        m_member->letGo();
        QTRY_VERIFY_WITH_TIMEOUT(m_end == CompletionCode::Success, kPatienceMs);
    }

    void takesAnApplicationThatAnswersNoPingsForGone()
    {
        // Its socket stays open, but nothing of what it is sent is ever read.
        QTcpSocket hung;
        hang(hung);
        QTRY_COMPARE_WITH_TIMEOUT(m_service->mode().applications().size(), std::size_t(2), kPatienceMs);
        ask(protocol::vendormode::kEnterModeRequest);
        QTRY_VERIFY_WITH_TIMEOUT(m_member->isWanted(), kPatienceMs);
        m_member->letGo();
        QTRY_COMPARE_WITH_TIMEOUT(m_service->mode().awaited().size(), std::size_t(1), kPatienceMs);
        for (int ping = 0; ping < 3; ++ping)
        {
            const auto before = hung.bytesAvailable();
            m_clock->advance(2s);
            QTRY_VERIFY_WITH_TIMEOUT(hung.bytesAvailable() > before, kPatienceMs);
            QVERIFY(m_service->mode().state() == VendorModeState::EnterPending);
        }
        m_clock->advance(2s);
        QTRY_VERIFY_WITH_TIMEOUT(m_service->mode().state() == VendorModeState::Active, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_end == CompletionCode::Success, kPatienceMs);
    }

    void comesBackToAServiceThatIsAlreadyActive()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_member->isRegistered(), kPatienceMs);
        m_member.reset();
        QTRY_VERIFY_WITH_TIMEOUT(m_service->mode().applications().empty(), kPatienceMs);
        ask(protocol::vendormode::kEnterModeRequest);
        QTRY_VERIFY_WITH_TIMEOUT(m_end == CompletionCode::Success, kPatienceMs);
        m_member = std::make_unique<client::VendorModeMember>(*m_clock, *m_directory, "desk");
        QTRY_VERIFY_WITH_TIMEOUT(m_member->isWanted(), kPatienceMs);
    }

    void servesOnlyWhoKnowsThisStart()
    {
        QWebSocket stranger;
        QSignalSpy closed(&stranger, &QWebSocket::disconnected);
        stranger.open(QUrl(QString::fromStdString(m_service->entry().uri)));
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, kPatienceMs);
        QCOMPARE(stranger.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
    }

private:
    // A registered program that sends no more and reads no more, a ping's answer included (RFC 6455).
    void hang(QTcpSocket& socket) const
    {
        const QUrl address(QString::fromStdString(m_service->entry().uri));
        const auto token = protocol::bearer(protocol::hostToken("start", m_service->entry().name));
        socket.setProxy(QNetworkProxy::NoProxy);
        socket.connectToHost(address.host(), static_cast<quint16>(address.port()));
        socket.write("GET " + address.path().toUtf8() + " HTTP/1.1\r\nHost: " + address.authority().toUtf8() +
                     "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                     protocol::kTokenHeader + ": " + QByteArray::fromStdString(token) + "\r\n\r\n");
        QTRY_VERIFY_WITH_TIMEOUT(socket.peek(4096).contains("\r\n\r\n"), kPatienceMs);
        const std::string order = protocol::serialize(protocol::makeCommand(
            std::string(protocol::vendormode::kRegister), 1, protocol::registrationToJson("monitor")));
        QVERIFY(order.size() < 126);
        QByteArray frame("\x81"); // one text, masked with zeros, its length in seven bits
        frame.append(static_cast<char>(0x80 | order.size())).append(4, '\0');
        socket.write(frame + QByteArray::fromStdString(order));
    }
    quint32 ask(std::string_view command)
    {
        m_end.reset();
        return m_technician->send(command, nlohmann::json::object(), 0ms,
                                  [this](const client::Completion& completion) { m_end = completion.code; });
    }

    QTemporaryDir m_folder;
    std::unique_ptr<testing::ManualClock> m_clock;
    std::unique_ptr<client::ServicePublisher> m_publisher;
    std::unique_ptr<client::VendorModeService> m_service;
    std::unique_ptr<client::DeviceDirectory> m_directory;
    std::unique_ptr<client::VendorModeMember> m_member;
    std::unique_ptr<client::DeviceProxy> m_technician;
    std::optional<CompletionCode> m_end;
};

BANSHI_TEST(VendorModeServiceTest)
#include "vendor_mode_service_test.moc"
