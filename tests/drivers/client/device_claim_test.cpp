// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/device_claim.h"

#include "banshi/drivers/client/service_publisher.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/suite.h"
#include "fake_service.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using protocol::CompletionCode;

namespace
{

constexpr int kPatienceMs = 10000;

} // namespace

class DeviceClaimTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<testing::FakeService>();
        m_publisher = std::make_unique<client::ServicePublisher>();
        const QString portFile = m_folder.filePath(QStringLiteral("port"));
        QVERIFY(m_publisher->listen(client::PortRule::Any, portFile));
        m_publisher->addStatic(m_service->entry("receipt"));
        m_directory = std::make_unique<client::DeviceDirectory>(m_clock, portFile);
        m_device = std::make_unique<client::DeviceProxy>(m_clock, *m_directory, QStringLiteral("receipt"));
        m_claim = std::make_unique<client::DeviceClaim>(m_clock, *m_device, "desk");
        m_directory->start();
        QTRY_VERIFY_WITH_TIMEOUT(!m_device->capabilities().empty(), kPatienceMs);
    }
    void cleanup()
    {
        m_claim.reset();
        m_device.reset();
        m_directory.reset();
        m_publisher.reset();
        m_service.reset();
    }

    void claimsBeforeTheCommandsThatFollow()
    {
        m_claim->take();
        m_device->send("Printer.PrintSlip", nlohmann::json::object(), 0ms, [](const client::Completion&) {});
        QTRY_COMPARE_WITH_TIMEOUT(
            sent(), (QStringList{QStringLiteral("Device.Claim"), QStringLiteral("Printer.PrintSlip")}), kPatienceMs);
        QVERIFY(m_service->commands[0].payload["owner"] == "desk");
        QVERIFY(!m_claim->isHeld());
        answer(CompletionCode::Success);
        QTRY_VERIFY_WITH_TIMEOUT(m_claim->isHeld(), kPatienceMs);
    }

    void doesNotLookLikeWork()
    {
        QSignalSpy changes(m_device.get(), &client::DeviceProxy::stateChanged);
        m_claim->take();
        QTRY_COMPARE_WITH_TIMEOUT(sent().size(), 1, kPatienceMs);
        QVERIFY(m_device->condition() == client::DeviceCondition::Ok);
        answer(CompletionCode::Success);
        QTRY_VERIFY_WITH_TIMEOUT(m_claim->isHeld(), kPatienceMs);
        QCOMPARE(changes.count(), 0);
    }

    void renewsTheLeaseLongBeforeItEnds()
    {
        QSignalSpy changed(m_claim.get(), &client::DeviceClaim::changed);
        m_claim->take();
        QTRY_COMPARE_WITH_TIMEOUT(sent().size(), 1, kPatienceMs);
        const int leaseMs = m_service->commands[0].payload["leaseMs"].get<int>();
        answer(CompletionCode::Success);
        QTRY_VERIFY_WITH_TIMEOUT(m_claim->isHeld(), kPatienceMs);
        m_clock.advance(std::chrono::milliseconds(leaseMs / 2));
        QTRY_COMPARE_WITH_TIMEOUT(sent().size(), 2, kPatienceMs);
        QVERIFY(m_claim->isHeld());
        answer(CompletionCode::Success);
        printOnce();
        QCOMPARE(changed.count(), 1); // nothing else has come of it
        m_clock.advance(std::chrono::milliseconds(leaseMs / 2));
        QTRY_COMPARE_WITH_TIMEOUT(sent().count(QStringLiteral("Device.Claim")), 3, kPatienceMs);
        answer(CompletionCode::SequenceError);
        QTRY_VERIFY_WITH_TIMEOUT(m_claim->isElsewhere(), kPatienceMs);
    }

    void asksAgainWhileSomebodyElseHasIt()
    {
        QSignalSpy changed(m_claim.get(), &client::DeviceClaim::changed);
        m_claim->take();
        QTRY_COMPARE_WITH_TIMEOUT(sent().size(), 1, kPatienceMs);
        answer(CompletionCode::SequenceError);
        QTRY_VERIFY_WITH_TIMEOUT(m_claim->isElsewhere(), kPatienceMs);
        m_clock.advance(2s);
        QTRY_COMPARE_WITH_TIMEOUT(sent().size(), 2, kPatienceMs);
        answer(CompletionCode::Success);
        QTRY_VERIFY_WITH_TIMEOUT(m_claim->isHeld(), kPatienceMs);
        QCOMPARE(changed.count(), 2);
    }

    void givesBackWhatItHas()
    {
        m_claim->take();
        QTRY_COMPARE_WITH_TIMEOUT(sent().size(), 1, kPatienceMs);
        answer(CompletionCode::Success);
        QTRY_VERIFY_WITH_TIMEOUT(m_claim->isHeld(), kPatienceMs);
        m_claim->giveBack();
        QVERIFY(!m_claim->isHeld());
        QTRY_COMPARE_WITH_TIMEOUT(sent().last(), QStringLiteral("Device.Release"), kPatienceMs);
        m_clock.advance(60s);
        m_claim->giveBack();
        QTest::qWait(0);
        QCOMPARE(sent().size(), 2);
    }

    void givesBackWhatItHasAskedForOnly()
    {
        m_claim->take();
        QTRY_COMPARE_WITH_TIMEOUT(sent().size(), 1, kPatienceMs);
        m_claim->giveBack();
        QTRY_COMPARE_WITH_TIMEOUT(sent().last(), QStringLiteral("Device.Release"), kPatienceMs);
        answer(CompletionCode::Success); // too late
        printOnce();
        QVERIFY(!m_claim->isHeld());
    }

    void claimsANewHostOfTheDevice()
    {
        m_claim->take();
        QTRY_COMPARE_WITH_TIMEOUT(sent().size(), 1, kPatienceMs);
        answer(CompletionCode::Success);
        QTRY_VERIFY_WITH_TIMEOUT(m_claim->isHeld(), kPatienceMs);
        m_service->client->abort();
        QTRY_VERIFY_WITH_TIMEOUT(!m_claim->isHeld(), kPatienceMs);
        m_clock.advance(1s);
        QTRY_COMPARE_WITH_TIMEOUT(sent().size(), 2, kPatienceMs);
        answer(CompletionCode::Success);
        QTRY_VERIFY_WITH_TIMEOUT(m_claim->isHeld(), kPatienceMs);
    }

    void leavesAServiceAloneThatKnowsNoClaims()
    {
        m_claim->take();
        QTRY_COMPARE_WITH_TIMEOUT(sent().size(), 1, kPatienceMs);
        answer(CompletionCode::UnsupportedCommand);
        printOnce(); // behind it the refusal has come
        m_clock.advance(120s);
        printOnce();
        QCOMPARE(sent().count(QStringLiteral("Device.Claim")), 1);
        QVERIFY(!m_claim->isHeld() && !m_claim->isElsewhere());
    }

private:
    [[nodiscard]] QStringList sent() const
    {
        QStringList names;
        for (const auto& message : m_service->commands)
            names << QString::fromStdString(message.header.name);
        return names;
    }
    void completeNewest(std::string_view name, CompletionCode code)
    {
        for (auto message = m_service->commands.rbegin(); message != m_service->commands.rend(); ++message)
            if (message->header.name == name)
                return m_service->complete(message->header, code);
    }
    void answer(CompletionCode code) { completeNewest(protocol::command::kClaim, code); }
    // What the host has said before this command's end is heard behind it.
    void printOnce()
    {
        const QString name = QStringLiteral("Printer.PrintSlip");
        const auto isDone = std::make_shared<bool>(false);
        const auto before = sent().count(name);
        m_device->send("Printer.PrintSlip", nlohmann::json::object(), 0ms,
                       [isDone](const client::Completion&) { *isDone = true; });
        QTRY_COMPARE_WITH_TIMEOUT(sent().count(name), before + 1, kPatienceMs);
        completeNewest("Printer.PrintSlip", CompletionCode::Success);
        QTRY_VERIFY_WITH_TIMEOUT(*isDone, kPatienceMs);
    }

    QTemporaryDir m_folder;
    testing::ManualClock m_clock;
    std::unique_ptr<testing::FakeService> m_service;
    std::unique_ptr<client::ServicePublisher> m_publisher;
    std::unique_ptr<client::DeviceDirectory> m_directory;
    std::unique_ptr<client::DeviceProxy> m_device;
    std::unique_ptr<client::DeviceClaim> m_claim;
};

BANSHI_TEST(DeviceClaimTest)
#include "device_claim_test.moc"
