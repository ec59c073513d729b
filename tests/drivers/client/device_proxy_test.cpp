// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/device_proxy.h"
#include "banshi/drivers/client/service_publisher.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "fake_service.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using client::DeviceCondition;
using protocol::CompletionCode;

namespace
{

constexpr int kPatienceMs = 20000;

} // namespace

class DeviceProxyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<testing::ManualClock>();
        m_service = std::make_unique<testing::FakeService>();
        m_publisher = std::make_unique<client::ServicePublisher>();
        const QString portFile = m_folder.filePath(QStringLiteral("port"));
        QVERIFY(m_publisher->listen(client::PortRule::Any, portFile));
        m_publisher->addStatic(m_service->entry("receipt"));
        m_directory = std::make_unique<client::DeviceDirectory>(*m_clock, portFile);
        m_directory->start();
        m_proxy = std::make_unique<client::DeviceProxy>(*m_clock, *m_directory, QStringLiteral("receipt"));
        m_completions.clear();
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Ok, kPatienceMs);
    }
    void cleanup()
    {
        m_proxy.reset();
        m_directory.reset();
        m_publisher.reset();
        m_service.reset();
    }

    void bringsACompletionWithItsPayload()
    {
        const quint32 id = send("Printer.PrintSlip", 10s);
        QCOMPARE(m_proxy->condition(), DeviceCondition::Busy);
        command();
        QCOMPARE(m_service->commands[0].header.requestId.value(), id);
        QCOMPARE(m_service->commands[0].header.timeout.value(), 10s);
        QCOMPARE(m_service->commands[0].header.version, std::string("1.0"));
        m_service->complete(m_service->commands[0].header, CompletionCode::CommandErrorCode,
                            {{"errorCode", "paperOut"}});
        const auto completion = completed();
        QCOMPARE(completion.errorCode, std::string("paperOut"));
        QCOMPARE(completion.command, std::string("Printer.PrintSlip"));
        QCOMPARE(m_proxy->condition(), DeviceCondition::Ok);
    }

    void ignoresASecondCompletion()
    {
        send("Printer.PrintSlip", 10s);
        command();
        const auto header = m_service->commands[0].header;
        m_service->complete(header, CompletionCode::Success);
        m_service->complete(header, CompletionCode::OutcomeUnknown);
        m_service->setStatus({{"printer", {{"paper", {{"upper", "low"}}}}}});
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Warning, kPatienceMs);
        QCOMPARE(m_completions.size(), std::size_t(1));
        QVERIFY(m_completions[0].ok());
    }

    void saysOutcomeUnknownOnlyOfWhatMovesPaper()
    {
        send("Printer.PrintSlip", 10s);
        send("DocumentPrinter.SendDocument", 10s);
        send("DocumentPrinter.CreateJob", 10s);
        QTRY_COMPARE_WITH_TIMEOUT(m_service->commands.size(), std::size_t(3), kPatienceMs);
        m_service.reset(); // the host dies
        QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(3), kPatienceMs);
        QCOMPARE(m_completions[0].code, CompletionCode::OutcomeUnknown);
        QCOMPARE(m_completions[1].code, CompletionCode::OutcomeUnknown);
        QVERIFY(!m_completions[1].isSurelyUndone());
        QCOMPARE(m_completions[2].code, CompletionCode::DeviceNotReady);
        QCOMPARE(m_proxy->condition(), DeviceCondition::Unknown);
    }

    void refusesAtOnceWhileThereIsNoHost()
    {
        m_service.reset();
        QTRY_VERIFY_WITH_TIMEOUT(!m_proxy->isConnected(), kPatienceMs);
        send("Printer.PrintSlip", 10s);
        QVERIFY(m_completions.empty()); // never from within send()
        QCOMPARE(completed().code, CompletionCode::DeviceNotReady);
        QVERIFY(completed().isSurelyUndone());
    }

    void takesNoCommandsWhileDisabled()
    {
        m_proxy->setDisabled(true);
        QCOMPARE(m_proxy->condition(), DeviceCondition::Disabled);
        send("Printer.PrintSlip", 10s);
        QCOMPARE(completed().code, CompletionCode::DeviceNotReady);
        QVERIFY(m_service->commands.empty());
        m_proxy->setDisabled(false);
        QCOMPARE(m_proxy->condition(), DeviceCondition::Ok);
    }

    void connectsAgainToTheNewHost()
    {
        const quint16 port = static_cast<quint16>(QUrl(m_directory->uriOf(QStringLiteral("receipt"))).port());
        m_service.reset();
        QTRY_VERIFY_WITH_TIMEOUT(!m_proxy->isConnected(), kPatienceMs);
        m_service = std::make_unique<testing::FakeService>(port);
        m_clock->advance(100ms);
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Ok, kPatienceMs);
    }

    void givesUpAHostThatOverrunsItsTime()
    {
        QSignalSpy unresponsive(m_proxy.get(), &client::DeviceProxy::unresponsive);
        send("Printer.PrintSlip", 10s);
        send("DocumentPrinter.CreateJob", 0s);
        command();
        m_clock->advance(72h); // a jump of the test clock, seen by the host as well: its own time-out may still come
        QCoreApplication::processEvents();
        QVERIFY(m_completions.empty());
        m_clock->advance(2s);
        QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(2), kPatienceMs);
        QCOMPARE(m_completions[0].code, CompletionCode::OutcomeUnknown);
        QCOMPARE(m_completions[1].code, CompletionCode::DeviceNotReady);
        QCOMPARE(unresponsive.count(), 1);
    }

    void staysWithAHostThatAnswersPings()
    {
        QSignalSpy unresponsive(m_proxy.get(), &client::DeviceProxy::unresponsive);
        for (int i = 0; i < 20; ++i)
        {
            send("Common.Status", 0s);
            m_clock->advance(2s);
            QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(i + 1), kPatienceMs);
        }
        QCOMPARE(unresponsive.count(), 0);
        QVERIFY(m_proxy->isConnected());
    }

    void completesWhatWasNotAccepted()
    {
        m_service->acknowledge = "tooManyRequests";
        send("Printer.PrintSlip", 10s);
        QCOMPARE(completed().code, CompletionCode::DeviceNotReady); // nothing was begun
        m_service->acknowledge = "invalidMessage";
        m_completions.clear();
        send("Printer.PrintSlip", 10s);
        QCOMPARE(completed().code, CompletionCode::InternalError);
    }

    void asksToCancel()
    {
        const quint32 id = send("Printer.PrintSlip", 10s);
        m_proxy->cancel(id);
        QTRY_COMPARE_WITH_TIMEOUT(m_service->commands.size(), std::size_t(2), kPatienceMs);
        QCOMPARE(m_service->commands[1].header.name, std::string("Common.Cancel"));
        QVERIFY(m_service->commands[1].payload["requestIds"][0] == id);
        m_proxy->cancel(4711);
        m_service->complete(m_service->commands[0].header, CompletionCode::Canceled);
        QCOMPARE(completed().code, CompletionCode::Canceled);
    }

    void passesEventsOnAndKeepsTheStatus()
    {
        QSignalSpy events(m_proxy.get(), &client::DeviceProxy::eventReceived);
        QSignalSpy changes(m_proxy.get(), &client::DeviceProxy::stateChanged);
        send("Printer.PrintSlip", 10s);
        command();
        m_service->send(protocol::makeEvent(m_service->commands[0].header, "Printer.Progress", {{"lines", 3}}));
        m_service->send(protocol::makeUnsolicited("Camera.FrameReady", {{"sequence", 1}}));
        m_service->setStatus({{"common", {{"device", "offline"}}}});
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Fault, kPatienceMs);
        QCOMPARE(events.count(), 2);
        QCOMPARE(events[0][0].toString(), QStringLiteral("Printer.Progress"));
        QVERIFY(changes.count() >= 2);
        QVERIFY(m_proxy->status()["common"]["device"] == "offline");
    }

    void takesAStatusInWhichAMemberBecomesOfAnotherKind()
    {
        m_service->setStatus({{"common", "a word"}, {"printer", {{"paper", 3}, {"cover", "closed"}}}});
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Unknown, kPatienceMs);
        m_service->setStatus(
            {{"common", {{"device", "online"}}}, {"printer", {{"paper", {{"upper", "low"}}}, {"cover", nullptr}}}});
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Warning, kPatienceMs);
        QCOMPARE(m_proxy->status()["printer"].dump(), std::string(R"({"paper":{"upper":"low"}})"));
    }

    void leavesAServiceThatSaysTooMuchAtOnce()
    {
        constexpr std::size_t kTooMuch = 33 << 20;
        m_service->send(protocol::makeUnsolicited("Camera.FrameReady", {{"text", std::string(kTooMuch, 'x')}}));
        QTRY_VERIFY_WITH_TIMEOUT(!m_proxy->isConnected(), kPatienceMs);
    }

    void triesAnewWhereAConnectionIsNeverAnswered()
    {
        QTcpServer mute;
        QVERIFY(mute.listen(QHostAddress::LocalHost, 0));
        m_publisher->addStatic({"mute", protocol::serviceUri(mute.serverPort(), "mute"), "ReceiptPrinter"});
        const client::DeviceProxy proxy(*m_clock, *m_directory, QStringLiteral("mute"));
        for (int attempt = 0; attempt < 2; ++attempt)
        {
            QTRY_VERIFY_WITH_TIMEOUT(mute.hasPendingConnections(), kPatienceMs);
            const std::unique_ptr<QTcpSocket> asked(mute.nextPendingConnection());
            m_clock->advance(5s - 1ms);
            QCoreApplication::processEvents();
            QCOMPARE(asked->state(), QAbstractSocket::ConnectedState);
            m_clock->advance(1ms);
            QTRY_COMPARE_WITH_TIMEOUT(asked->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
            m_clock->advance(100ms);
        }
    }

    void asksForTheAbilitiesOfADeviceThatOpensShortOfPaper()
    {
        m_service->setStatus({{"common", {{"device", "offline"}}}});
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Fault, kPatienceMs);
        m_service->capabilities = {{"model", "TP-80"}};
        m_service->setStatus({{"common", {{"device", "online"}}}, {"printer", {{"paper", {{"upper", "low"}}}}}});
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Warning, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_proxy->capabilities().value("model", "") == "TP-80", kPatienceMs);
    }

    void knowsTheAbilitiesOfADeviceThatOpensWhileItIsAsked()
    {
        m_service->status = {{"common", {{"device", "online"}}}};
        m_service->afterStatus = [this] { m_service->capabilities = {{"model", "TP-80"}}; };
        m_service->client->abort();
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Unknown, kPatienceMs);
        m_clock->advance(1s);
        QTRY_VERIFY_WITH_TIMEOUT(m_proxy->capabilities().value("model", "") == "TP-80", kPatienceMs);
    }

    void tellsWhenTheAbilitiesAreKnown()
    {
        m_service->setStatus({{"common", {{"device", "offline"}}}});
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Fault, kPatienceMs);
        m_service->capabilities = {{"model", "TP-80"}};
        std::string known;
        connect(m_proxy.get(), &client::DeviceProxy::stateChanged, this,
                [&] { known = m_proxy->capabilities().value("model", ""); });
        m_service->setStatus({{"common", {{"device", "online"}}}});
        QTRY_COMPARE_WITH_TIMEOUT(known, std::string("TP-80"), kPatienceMs);
        m_proxy->disconnect(this);
    }

    void mayBeDeletedInItsOwnCallback()
    {
        m_proxy->send("Printer.PrintSlip", nlohmann::json::object(), 10s,
                      [this](const client::Completion&) { m_proxy.reset(); });
        m_proxy->send("Printer.PrintSlip", nlohmann::json::object(), 10s,
                      [this](const client::Completion& completion) { m_completions.push_back(completion); });
        QTRY_COMPARE_WITH_TIMEOUT(m_service->commands.size(), std::size_t(2), kPatienceMs);
        m_service->complete(m_service->commands[0].header, CompletionCode::Success);
        QTRY_VERIFY_WITH_TIMEOUT(!m_proxy, kPatienceMs);
        QVERIFY(m_completions.empty());
    }

private:
    quint32 send(std::string_view command, std::chrono::milliseconds timeout)
    {
        return m_proxy->send(command, nlohmann::json::object(), timeout,
                             [this](const client::Completion& completion) { m_completions.push_back(completion); });
    }
    void command() { QTRY_VERIFY_WITH_TIMEOUT(!m_service->commands.empty(), kPatienceMs); }
    client::Completion completed()
    {
        [this] { QTRY_VERIFY_WITH_TIMEOUT(!m_completions.empty(), kPatienceMs); }();
        return m_completions.empty() ? client::Completion() : m_completions.front();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<testing::ManualClock> m_clock;
    std::unique_ptr<testing::FakeService> m_service;
    std::unique_ptr<client::ServicePublisher> m_publisher;
    std::unique_ptr<client::DeviceDirectory> m_directory;
    std::unique_ptr<client::DeviceProxy> m_proxy;
    std::vector<client::Completion> m_completions;
};

BANSHI_TEST(DeviceProxyTest)
#include "device_proxy_test.moc"
