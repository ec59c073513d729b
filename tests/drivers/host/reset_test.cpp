// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/reset_limit.h"
#include "banshi/drivers/protocol/commands.h"
#include "banshi/testing/suite.h"
#include "hosted_reader.h"

#include <QTest>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using protocol::CompletionCode;
using protocol::MessageType;

/// Resets of a device, and their limit.
class ResetTest : public QObject, private testing::HostedReader
{
    Q_OBJECT

private Q_SLOTS:
    void init() { assemble(); }
    void cleanup() { dismantle(); }

    void closesTheDeviceAndOpensItAnew()
    {
        start(3);
        const auto completion = reset();
        QVERIFY(completion.header.completionCode == CompletionCode::Success);
        QCOMPARE(m_reader->closed.load(), 1);
        QCOMPARE(m_reader->opened.load(), 2);
        QVERIFY(m_outbox->waitForBroadcast([](const protocol::Message& message) {
            return message.payload.value(nlohmann::json::json_pointer("/common/device"), "") == "starting";
        }));
        QVERIFY(m_board->status()["common"]["device"] == "online");
    }

    void saysWhatKeepsTheDeviceFromOpeningAgain()
    {
        m_reader->onOpen = [this](const sdk::CallContext&) {
            return m_reader->opened == 1 ? sdk::Outcome<void>() : sdk::failure(sdk::ErrorCode::HardwareError, "stuck");
        };
        start(3);
        const auto completion = reset();
        QVERIFY(completion.header.completionCode == CompletionCode::HardwareError);
        QCOMPARE(completion.header.errorDescription, std::string("stuck"));
        QVERIFY(m_board->status()["common"]["device"] == "hardwareError");
    }

    void refusesOneTooManyAndSaysWhenToComeAgain()
    {
        start(2);
        QVERIFY(reset().header.completionCode == CompletionCode::Success);
        m_clock->advance(20min);
        QVERIFY(reset().header.completionCode == CompletionCode::Success);
        m_clock->advance(10min);
        QTRY_COMPARE(m_reader->opened.load(), 3);
        const auto refused = reset();
        QVERIFY(refused.header.completionCode == CompletionCode::SequenceError);
        QCOMPARE(refused.payload["retryAfterMs"].get<int>(), 30 * 60 * 1000);
        QCOMPARE(m_reader->opened.load(), 3);
        m_clock->advance(30min - 1ms);
        QCOMPARE(reset().payload["retryAfterMs"].get<int>(), 1);
        m_clock->advance(1ms);
        QVERIFY(reset().header.completionCode == CompletionCode::Success);
        QVERIFY(reset().header.completionCode == CompletionCode::SequenceError);
    }

    void refusesEveryOneWhereTheDriverAllowsNone()
    {
        start(0);
        QVERIFY(reset().header.completionCode == CompletionCode::UnsupportedCommand);
        QCOMPARE(m_reader->closed.load(), 0);
    }

    void belongsToWhoeverHasClaimedTheDevice()
    {
        start(3);
        m_dispatcher->receive(8, protocol::serialize(protocol::makeCommand(std::string(protocol::command::kClaim), 900,
                                                                           {{"owner", "desk"}, {"leaseMs", 5000}})));
        QVERIFY(reset().header.completionCode == CompletionCode::SequenceError);
        QCOMPARE(m_reader->closed.load(), 0);
    }

    void isACommandOfEveryClassThatHasOneAsPublished()
    {
        using protocol::DeviceClass;
        for (int value = 0; !protocol::text(static_cast<DeviceClass>(value)).empty(); ++value)
        {
            const auto commands = protocol::commandsOf(static_cast<DeviceClass>(value));
            const auto resets = std::ranges::count_if(commands, &protocol::CommandInfo::resets);
            QCOMPARE(resets, static_cast<DeviceClass>(value) == DeviceClass::Indicators ? 0 : 1);
        }
    }

private:
    void start(int resetsPerHour)
    {
        m_dispatcher =
            std::make_unique<host::Dispatcher>(*m_clock, *m_service, *m_board, *m_outbox, *m_watch, resetsPerHour);
        QTRY_COMPARE(m_reader->opened.load(), 1);
        m_board->setStatus(sdk::IdCardReaderStatus{{sdk::DeviceState::Online, {}}, sdk::MediaState::NotPresent, {}});
    }
    // Sends a Reset and waits for its completion.
    protocol::Message reset()
    {
        const std::uint32_t id = ++m_lastId;
        m_dispatcher->receive(
            7, protocol::serialize(protocol::makeCommand("IdCardReader.Reset", id, nlohmann::json::object())));
        return m_outbox->waitFor(MessageType::Completion, id) ? m_outbox->of(MessageType::Completion, id).front()
                                                              : protocol::Message();
    }

    std::uint32_t m_lastId = 0;
};

BANSHI_TEST(ResetTest)
#include "reset_test.moc"
