// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/payloads.h"
#include "banshi/testing/suite.h"
#include "hosted_reader.h"

#include <QTest>
#include <latch>
#include <stdexcept>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using protocol::CompletionCode;
using protocol::MessageType;

namespace
{

// Blocks until the operation is stopped, as a vendor that waits for a person.
sdk::Outcome<sdk::IdCard> untilStopped(const sdk::CallContext& call)
{
    while (call.pause(1h))
        ;
    return *call.stopReason();
}

} // namespace

class DispatcherTest : public QObject, private testing::HostedReader
{
    Q_OBJECT

private Q_SLOTS:
    void init() { assemble(); }
    void cleanup() { dismantle(); }

    void acknowledgesFirstAndCompletesOnce()
    {
        m_reader->onRead = [](const sdk::CallContext& call) -> sdk::Outcome<sdk::IdCard> {
            call.event(sdk::InsertCard{});
            sdk::IdCard card;
            card.number = "440399199001010018";
            return card;
        };
        start();
        receive(commandText(protocol::command::kReadCard, 1));
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 1));
        std::vector<MessageType> order;
        for (const auto& sent : m_outbox->all())
            if (sent.to == kClient)
                order.push_back(sent.message.header.type);
        QVERIFY((order == std::vector{MessageType::Acknowledge, MessageType::Event, MessageType::Completion}));
        const auto completion = m_outbox->of(MessageType::Completion, 1).front();
        QVERIFY(completion.header.completionCode == CompletionCode::Success);
        QVERIFY(protocol::idCardFromJson(completion.payload));
    }

    void answersStatusWhileACommandRuns()
    {
        m_reader->onRead = untilStopped;
        start();
        receive(commandText(protocol::command::kReadCard, 1));
        receive(commandText(protocol::command::kStatus, 2));
        receive(commandText(protocol::command::kCapabilities, 3));
        QCOMPARE(m_outbox->of(MessageType::Completion, 2).size(), std::size_t(1));
        const auto capabilities = m_outbox->of(MessageType::Completion, 3);
        QCOMPARE(capabilities.size(), std::size_t(1));
        QVERIFY(capabilities[0].payload["interfaces"][0]["commands"].contains("IdCardReader.Read"));
        QVERIFY(m_outbox->of(MessageType::Completion, 1).empty());
    }

    void cancelsQueuedAtOnceAndRunningByToken()
    {
        m_reader->onRead = untilStopped;
        start();
        for (std::uint32_t id : {1u, 2u, 3u})
            receive(commandText(protocol::command::kReadCard, id));
        receive(commandText(protocol::command::kCancel, 9));
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 1));
        for (std::uint32_t id : {1u, 2u, 3u})
        {
            const auto completions = m_outbox->of(MessageType::Completion, id);
            QCOMPARE(completions.size(), std::size_t(1));
            QVERIFY(completions[0].header.completionCode == CompletionCode::Canceled);
        }
        QVERIFY(m_outbox->of(MessageType::Completion, 9)[0].header.completionCode == CompletionCode::Success);
        receive(commandText(protocol::command::kCancel, 10, {{"requestIds", {"all"}}}));
        QVERIFY(m_outbox->of(MessageType::Completion, 10)[0].header.completionCode == CompletionCode::InvalidData);
    }

    void keepsOthersFromAClaimedDevice()
    {
        constexpr host::ConnectionId kOther = 8;
        m_reader->onRead = [](const sdk::CallContext&) { return sdk::commandError("noMedia"); };
        start();
        receive(commandText(protocol::command::kClaim, 1, {{"owner", "session"}, {"leaseMs", 5000}}));
        QVERIFY(m_outbox->of(MessageType::Completion, 1)[0].header.completionCode == CompletionCode::Success);
        m_dispatcher->receive(kOther, commandText(protocol::command::kReadCard, 2));
        const auto refused = m_outbox->of(MessageType::Completion, 2);
        QCOMPARE(refused.size(), std::size_t(1));
        QVERIFY(refused[0].header.completionCode == CompletionCode::SequenceError);
        QCOMPARE(refused[0].header.errorDescription, std::string("claimed by session"));
        QVERIFY(refused[0].payload["claimedBy"] == "session");
        m_dispatcher->receive(kOther, commandText(protocol::command::kStatus, 3));
        QVERIFY(m_outbox->of(MessageType::Completion, 3)[0].header.completionCode == CompletionCode::Success);
        receive(commandText(protocol::command::kReadCard, 4));
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 4));
        m_dispatcher->disconnected(kClient);
        m_dispatcher->receive(kOther, commandText(protocol::command::kReadCard, 5));
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 5));
        QVERIFY(m_outbox->of(MessageType::Completion, 5)[0].header.completionCode == CompletionCode::CommandErrorCode);
    }

    void refusesAClaimWithoutOwnerOrLease()
    {
        start();
        std::uint32_t id = 0;
        for (const auto& payload :
             {nlohmann::json::object(), nlohmann::json{{"owner", "x"}}, nlohmann::json{{"owner", ""}, {"leaseMs", 1}},
              nlohmann::json{{"owner", "x"}, {"leaseMs", 0}}, nlohmann::json{{"owner", "x"}, {"leaseMs", 600001}}})
        {
            receive(commandText(protocol::command::kClaim, ++id, payload));
            QVERIFY(m_outbox->of(MessageType::Completion, id)[0].header.completionCode == CompletionCode::InvalidData);
        }
        receive(commandText(protocol::command::kRelease, ++id));
        QVERIFY(m_outbox->of(MessageType::Completion, id)[0].header.completionCode == CompletionCode::SequenceError);
    }

    void countsTheTimeOutFromDispatchForQueuedAndRunning()
    {
        m_reader->onRead = untilStopped;
        start();
        receive(commandText(protocol::command::kReadCard, 1, nlohmann::json::object(), 10s));
        receive(commandText(protocol::command::kReadCard, 2, nlohmann::json::object(), 5s));
        m_clock->advance(5s);
        m_dispatcher->expireQueued();
        const auto queued = m_outbox->of(MessageType::Completion, 2);
        QCOMPARE(queued.size(), std::size_t(1));
        QVERIFY(queued[0].header.completionCode == CompletionCode::TimeOut);
        QVERIFY(m_outbox->of(MessageType::Completion, 1).empty());
        m_clock->advance(5s);
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 1));
        QVERIFY(m_outbox->of(MessageType::Completion, 1)[0].header.completionCode == CompletionCode::TimeOut);
    }

    void refusesWhatIsNoCommandOfTheService()
    {
        start();
        receive("garbage");
        receive(R"({"header":{"type":"command","name":"IdCardReader.Read","requestId":0}})");
        receive(
            R"({"header":{"type":"completion","name":"IdCardReader.Read","requestId":4,"completionCode":"success"}})");
        receive(commandText("Printer.PrintSlip", 1));
        receive(commandText("Common.Dance", 2));
        receive(R"({"header":{"type":"command","name":"IdCardReader.Read","requestId":3,"version":"9.0"}})");
        std::vector<std::string> statuses;
        for (const auto& sent : m_outbox->all())
            if (sent.message.header.type == MessageType::Acknowledge && !sent.message.header.status.empty())
                statuses.push_back(sent.message.header.status);
        QVERIFY((statuses == std::vector<std::string>{"invalidMessage", "invalidRequestID", "invalidMessage"}));
        QVERIFY(m_outbox->of(MessageType::Completion, 1)[0].header.completionCode ==
                CompletionCode::UnsupportedCommand);
        QVERIFY(m_outbox->of(MessageType::Completion, 2)[0].header.completionCode == CompletionCode::InvalidCommand);
        QVERIFY(m_outbox->of(MessageType::Completion, 3)[0].header.completionCode == CompletionCode::InvalidCommand);
    }

    void refusesUsedIdsAndTooManyRequests()
    {
        m_reader->onRead = untilStopped;
        start();
        for (std::uint32_t id = 1; id <= 16; ++id)
            receive(commandText(protocol::command::kReadCard, id));
        receive(commandText(protocol::command::kReadCard, 17));
        QCOMPARE(m_outbox->of(MessageType::Acknowledge, 17)[0].header.status, std::string("tooManyRequests"));
        receive(commandText(protocol::command::kReadCard, 3));
        QCOMPARE(m_outbox->of(MessageType::Acknowledge, 3).back().header.status, std::string("invalidRequestID"));
    }

    void answersStatusAndCancelsBehindAFullQueue()
    {
        m_reader->onRead = untilStopped;
        start();
        for (std::uint32_t id = 1; id <= 16; ++id)
            receive(commandText(protocol::command::kReadCard, id));
        receive(commandText(protocol::command::kStatus, 17));
        QCOMPARE(m_outbox->of(MessageType::Completion, 17).size(), std::size_t(1));
        receive(commandText(protocol::command::kCancel, 18, {{"requestIds", {1}}}));
        QCOMPARE(m_outbox->of(MessageType::Completion, 18).size(), std::size_t(1));
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 1));
    }

    void keepsAPlaceForOthersWhereOneSendsTooMuch()
    {
        constexpr host::ConnectionId kOther = 8;
        m_reader->onRead = untilStopped;
        start();
        for (std::uint32_t id = 1; id <= 16; ++id)
            receive(commandText(protocol::command::kReadCard, id));
        m_dispatcher->receive(kOther, commandText(protocol::command::kWaitRemoved, 20));
        receive(commandText(protocol::command::kCancel, 21));
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 20));
        QVERIFY(m_outbox->of(MessageType::Completion, 20)[0].header.completionCode == CompletionCode::Success);
    }

    void survivesAThrowingDriver()
    {
        m_reader->onRead = [](const sdk::CallContext&) -> sdk::Outcome<sdk::IdCard> {
            throw std::runtime_error("440399199001010018");
        };
        start();
        receive(commandText(protocol::command::kReadCard, 1));
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 1));
        const auto completion = m_outbox->of(MessageType::Completion, 1)[0];
        QVERIFY(completion.header.completionCode == CompletionCode::InternalError);
        for (const auto& sent : m_outbox->all())
            QVERIFY(protocol::serialize(sent.message).find("4403") == std::string::npos);
        m_reader->onRead = [](const sdk::CallContext&) -> sdk::Outcome<sdk::IdCard> { return sdk::IdCard(); };
        receive(commandText(protocol::command::kReadCard, 2));
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 2));
        QVERIFY(m_outbox->of(MessageType::Completion, 2)[0].header.completionCode == CompletionCode::Success);
    }

    void stopsTheRunningOperationWhenItEnds()
    {
        std::latch running(1);
        m_reader->onRead = [&running](const sdk::CallContext& call) {
            running.count_down();
            return untilStopped(call);
        };
        start();
        receive(commandText(protocol::command::kReadCard, 1));
        running.wait();
        m_dispatcher.reset();
        QCOMPARE(m_reader->closed.load(), 1);
    }

    void forgetsTheCommandsOfALostClient()
    {
        std::latch running(1);
        m_reader->onRead = [&running](const sdk::CallContext& call) {
            running.count_down();
            return untilStopped(call);
        };
        start();
        receive(commandText(protocol::command::kReadCard, 1));
        running.wait();
        receive(commandText(protocol::command::kReadCard, 2));
        m_dispatcher->disconnected(kClient);
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 1));
        m_reader->onRead = [](const sdk::CallContext&) -> sdk::Outcome<sdk::IdCard> { return sdk::IdCard(); };
        receive(commandText(protocol::command::kReadCard, 3));
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 3));
        QVERIFY(m_outbox->of(MessageType::Completion, 2).empty());
    }

    void completesEveryOneOfManyCommands()
    {
        m_reader->onRead = [](const sdk::CallContext&) -> sdk::Outcome<sdk::IdCard> { return sdk::IdCard(); };
        start();
        constexpr std::uint32_t kCommands = 500;
        for (std::uint32_t id = 1; id <= kCommands; ++id)
        {
            receive(commandText(protocol::command::kReadCard, id));
            if (id % 10 == 7)
                receive(commandText(protocol::command::kCancel, 100000 + id, {{"requestIds", {id}}}));
            if (id % 10 == 0)
                QVERIFY(m_outbox->waitFor(MessageType::Completion, id));
        }
        for (std::uint32_t id = 1; id <= kCommands; ++id)
            QCOMPARE(m_outbox->of(MessageType::Completion, id).size(), std::size_t(1));
    }
};

BANSHI_TEST(DispatcherTest)
#include "dispatcher_test.moc"
