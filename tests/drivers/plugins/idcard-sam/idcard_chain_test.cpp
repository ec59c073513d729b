// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/system_clock.h"
#include "banshi/drivers/client/device_proxy.h"
#include "banshi/drivers/client/error_codes.h"
#include "banshi/drivers/client/service_publisher.h"
#include "banshi/drivers/client/spawning_launcher.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/payloads.h"
#include "banshi/testing/process_memory.h"
#include "banshi/testing/simulator.h"
#include "banshi/testing/suite.h"
#include "test_cards.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <csignal>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using client::DeviceCondition;
using protocol::CompletionCode;

namespace
{

constexpr int kPatienceMs = 20000;

} // namespace

/// The real chain: simulator on a pseudo-terminal, plug-in in its host process, publisher, proxy.
class IdcardChainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_reader = std::make_unique<testing::Simulator>();
        QVERIFY(m_reader->start(QStringLiteral("banshi-virtual-idcard"),
                                {QStringLiteral("--tty"), QStringLiteral("%/tty")}));
        const QString portFile = m_reader->path(QStringLiteral("publisher.port"));
        m_publisher = std::make_unique<client::ServicePublisher>();
        QVERIFY(m_publisher->listen(client::PortRule::Any, portFile));
        m_directory = std::make_unique<client::DeviceDirectory>(m_clock, portFile);
        m_directory->start();
        const QString bin = qEnvironmentVariable("BANSHI_BIN");
        m_launcher = std::make_unique<client::SpawningLauncher>(
            m_clock,
            client::SpawnPolicy{bin + QStringLiteral("/banshi-driverhost"), QStringLiteral("file:") + portFile});
        m_launcher->start({QStringLiteral("idcard"),
                           bin + QStringLiteral("/../lib/drivers/banshi-driver-idcard-sam.so"),
                           QStringLiteral("serial:") + m_reader->path(QStringLiteral("tty")),
                           QStringLiteral("{\"photo_decoder\":\"webp\"}"),
                           false,
                           m_reader->folder(),
                           {}});
        m_proxy = std::make_unique<client::DeviceProxy>(m_clock, *m_directory, QStringLiteral("idcard"));
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Ok, kPatienceMs);
        m_completions.clear();
    }
    void cleanup()
    {
        m_proxy.reset();
        m_launcher.reset();
        m_directory.reset();
        m_publisher.reset();
        m_reader.reset();
    }

    void readsACardFromEndToEnd()
    {
        auto card = testing::citizen();
        card["photoWebp"] = testing::base64Of(testing::smallWebp());
        QSignalSpy events(m_proxy.get(), &client::DeviceProxy::eventReceived);
        send(protocol::command::kReadCard, 30s);
        QTRY_COMPARE_WITH_TIMEOUT(events.count(), 1, kPatienceMs);
        QCOMPARE(m_proxy->condition(), DeviceCondition::Busy);
        QVERIFY(control({{"do", "place"}, {"card", card}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(1), kPatienceMs);
        QVERIFY2(m_completions[0].ok(), m_completions[0].description.c_str());
        const auto read = protocol::idCardFromJson(m_completions[0].payload);
        QVERIFY(read);
        QCOMPARE(read->name, std::string("陈𠮷安"));
        QCOMPARE(read->number, std::string("440399199001010018"));
        QCOMPARE(read->samNumber, std::string("05.03-20151212-001234567-000987654"));
        QCOMPARE(read->photo.width, 102);
        QCOMPARE(events.last().at(0).toString(), QStringLiteral("IdCardReader.MediaDetected"));

        send(protocol::command::kWaitRemoved, 30s);
        QVERIFY(control({{"do", "lift"}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(2), kPatienceMs);
        QVERIFY(m_completions[1].ok());
    }

    // The host lives for days: nothing of a card may stay in it, in any encoding. It was seen red with
    // BANSHI_KEEP_FREED=1 (nothing is cleared), and without the padding in service_server.cpp, as the socket then keeps
    // the card's JSON.
    void forgetsACardThatItHasRead()
    {
        if (testing::kKeepsFreedMemory)
            QSKIP("sanitizers bring their own allocator, which does not clear");
        QVERIFY(control({{"do", "place"}, {"card", testing::citizen()}}));
        send(protocol::command::kReadCard, 30s);
        QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(1), kPatienceMs);
        const auto card = protocol::idCardFromJson(m_completions[0].payload);
        QVERIFY(card);
        const QStringList ofAResident{QString::fromStdString(card->name), QString::fromStdString(card->number),
                                      QString::fromStdString(card->address)};
        const qint64 host = m_launcher->processId(QStringLiteral("idcard"));
        auto found = testing::wordsInMemory(host, ofAResident);
        if (!found)
            QSKIP("the memory of another process cannot be read here");
        for (int look = 0; look < 20 && !found->isEmpty();
             ++look) // the worker puts the command away after it has answered
        {
            QTest::qWait(100);
            found = testing::wordsInMemory(host, ofAResident);
        }
        QCOMPARE(found->join(u'\n'), QString());
    }

    void givesOneCompletionWhenTheHostIsKilledAndComesBack()
    {
        send(protocol::command::kReadCard, 30s);
        QSignalSpy events(m_proxy.get(), &client::DeviceProxy::eventReceived);
        QTRY_VERIFY_WITH_TIMEOUT(events.count() > 0, kPatienceMs);
        QElapsedTimer time;
        time.start();
        QCOMPARE(::kill(static_cast<pid_t>(m_launcher->processId(QStringLiteral("idcard"))), SIGKILL), 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(1), kPatienceMs);
        qInfo("completion %lld ms after the kill", static_cast<long long>(time.elapsed()));
        QCOMPARE(m_completions[0].code, CompletionCode::DeviceNotReady);
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Ok, kPatienceMs);
        qInfo("device back %lld ms after the kill", static_cast<long long>(time.elapsed()));
        QVERIFY(control({{"do", "place"}, {"card", testing::residencePermit()}}));
        send(protocol::command::kReadCard, 30s);
        QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(2), kPatienceMs);
        QVERIFY(m_completions[1].ok());
    }

    void replacesAHostThatHangs()
    {
        client::ProxyPatience impatient;
        impatient.heartbeat = 100ms;
        m_proxy = std::make_unique<client::DeviceProxy>(m_clock, *m_directory, QStringLiteral("idcard"), impatient);
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Ok, kPatienceMs);
        connect(m_proxy.get(), &client::DeviceProxy::unresponsive, m_launcher.get(),
                [this] { m_launcher->kill(QStringLiteral("idcard")); });
        send(protocol::command::kReadCard, 0ms);
        const auto first = static_cast<pid_t>(m_launcher->processId(QStringLiteral("idcard")));
        QCOMPARE(::kill(first, SIGSTOP), 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(1), kPatienceMs);
        QCOMPARE(m_completions[0].code, CompletionCode::DeviceNotReady);
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Ok, kPatienceMs);
        QVERIFY(m_launcher->processId(QStringLiteral("idcard")) != first);
    }

    void cancelsARunningRead()
    {
        const quint32 id = send(protocol::command::kReadCard, 0ms);
        QSignalSpy events(m_proxy.get(), &client::DeviceProxy::eventReceived);
        QTRY_VERIFY_WITH_TIMEOUT(events.count() > 0, kPatienceMs);
        m_proxy->cancel(id);
        QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(1), kPatienceMs);
        QCOMPARE(m_completions[0].code, CompletionCode::Canceled);
    }

    void tellsWhyACardCouldNotBeRead()
    {
        QVERIFY(control({{"do", "fault"}, {"kind", "liftDuringRead"}, {"times", 1}}));
        QVERIFY(control({{"do", "place"}, {"card", testing::citizen()}}));
        send(protocol::command::kReadCard, 30s);
        QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(1), kPatienceMs);
        QCOMPARE(client::errorCodeOf(protocol::DeviceClass::IdCardReader, m_completions[0]),
                 std::string("drivers.idcard.cardRemoved"));
        QVERIFY(control({{"do", "place"}, {"card", {{"typeLetter", "Y"}, {"name", "某试"}}}}));
        send(protocol::command::kReadCard, 30s);
        QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(2), kPatienceMs);
        QCOMPARE(client::errorCodeOf(protocol::DeviceClass::IdCardReader, m_completions[1]),
                 std::string("drivers.idcard.unknownCardType"));
    }

    void followsAnUnpluggedReader()
    {
        QVERIFY(control({{"do", "fault"}, {"kind", "unplug"}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Fault, kPatienceMs);
        send(protocol::command::kReadCard, 5s);
        QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(1), kPatienceMs);
        QCOMPARE(m_completions[0].code, CompletionCode::DeviceNotReady);
        QVERIFY(control({{"do", "plug"}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Ok, kPatienceMs);
    }

    void findsAReaderThatWasLeftAtAnotherRate()
    {
        QVERIFY(control({{"do", "model"}, {"fingerprint", false}, {"baud", 9600}}));
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Fault, kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->condition(), DeviceCondition::Ok, kPatienceMs);
        QCOMPARE(m_reader->control({{"do", "state"}}).value("baud", 0), 115200);
        QVERIFY(control({{"do", "place"}, {"card", testing::citizen()}}));
        send(protocol::command::kReadCard, 30s);
        QTRY_COMPARE_WITH_TIMEOUT(m_completions.size(), std::size_t(1), kPatienceMs);
        QVERIFY2(m_completions[0].ok(), m_completions[0].description.c_str());
    }

    void refusesSimulatedPhotosInProduction()
    {
        QProcess host;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("BANSHI_HOST_TOKEN"), QStringLiteral("0123"));
        host.setProcessEnvironment(environment);
        host.start(qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/banshi-driverhost"),
                   {QStringLiteral("--plugin"),
                    qEnvironmentVariable("BANSHI_BIN") + QStringLiteral("/../lib/drivers/banshi-driver-idcard-sam.so"),
                    QStringLiteral("--name"), QStringLiteral("idcard"), QStringLiteral("--connection"),
                    QStringLiteral("serial:/dev/null"), QStringLiteral("--publisher"), m_publisher->uri(),
                    QStringLiteral("--options"), QStringLiteral("{\"photo_decoder\":\"webp\"}")});
        QVERIFY(host.waitForFinished(kPatienceMs));
        QCOMPARE(host.exitCode(), 2);
        QVERIFY(host.readAllStandardError().contains("photo_decoder"));
    }

private:
    quint32 send(std::string_view command, std::chrono::milliseconds timeout)
    {
        return m_proxy->send(command, nlohmann::json::object(), timeout,
                             [this](const client::Completion& completion) { m_completions.push_back(completion); });
    }
    bool control(const nlohmann::json& request) { return m_reader->control(request).value("ok", false); }

    base::SystemClock m_clock;
    std::unique_ptr<testing::Simulator> m_reader;
    std::unique_ptr<client::ServicePublisher> m_publisher;
    std::unique_ptr<client::DeviceDirectory> m_directory;
    std::unique_ptr<client::SpawningLauncher> m_launcher;
    std::unique_ptr<client::DeviceProxy> m_proxy;
    std::vector<client::Completion> m_completions;
};

BANSHI_TEST(IdcardChainTest)
#include "idcard_chain_test.moc"
