// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/payloads.h"
#include "banshi/drivers/sdk/host_attention.h"
#include "banshi/testing/suite.h"
#include "hosted_reader.h"

#include <QTest>
#include <future>
#include <latch>
#include <stdexcept>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using protocol::CompletionCode;
using protocol::MessageType;

namespace
{

constexpr host::ConnectionId kClient = 7;

std::string commandText(std::string_view name, std::uint32_t id, nlohmann::json payload = nlohmann::json::object(),
                        std::optional<std::chrono::milliseconds> timeout = std::nullopt)
{
    return protocol::serialize(protocol::makeCommand(std::string(name), id, std::move(payload), timeout));
}

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

    void knowsADriverThatHangsInItsPoll()
    {
        std::promise<void> goOn;
        m_reader->onPoll = [&](const sdk::CallContext&) {
            goOn.get_future().wait();
            return sdk::Outcome<void>();
        };
        start();
        QTRY_COMPARE(m_reader->opened.load(), 1);
        receive(commandText(protocol::command::kWaitRemoved, 1));
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 1));
        m_clock->advance(2s);
        QTRY_COMPARE(m_reader->polled.load(), 1);
        QVERIFY(!m_watch->hungIn());
        m_clock->advance(3s + host::kDriverGrace);
        QCOMPARE(m_watch->hungIn().value_or(""), std::string("poll"));
        goOn.set_value();
        QTRY_VERIFY(!m_watch->hungIn());
    }

    void knowsADriverThatHangsInTheCommandOfAClientThatHasGone()
    {
        std::promise<void> goOn;
        std::latch running(1);
        m_reader->onRead = [&](const sdk::CallContext&) -> sdk::Outcome<sdk::IdCard> {
            running.count_down();
            goOn.get_future().wait();
            return sdk::IdCard();
        };
        start();
        receive(commandText(protocol::command::kReadCard, 1));
        running.wait();
        m_clock->advance(1h);
        QVERIFY(!m_watch->hungIn());
        m_dispatcher->disconnected(kClient);
        QVERIFY(!m_watch->hungIn());
        m_clock->advance(host::kDriverGrace);
        QCOMPARE(m_watch->hungIn().value_or(""), std::string("IdCardReader.Read"));
        goOn.set_value();
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

    void reopensALostDeviceWithGrowingPauses()
    {
        m_reader->onOpen = [](const sdk::CallContext&) {
            return sdk::Outcome<void>(sdk::failure(sdk::ErrorCode::DeviceNotReady, "no line"));
        };
        m_dispatcher = std::make_unique<host::Dispatcher>(*m_clock, *m_service, *m_board, *m_outbox, *m_watch);
        QTRY_COMPARE(m_reader->opened.load(), 1);
        QVERIFY(waitForState("offline"));
        m_clock->advance(250ms);
        QTRY_COMPARE(m_reader->opened.load(), 2);
        m_clock->advance(250ms);
        m_clock->advance(250ms);
        QTRY_COMPARE(m_reader->opened.load(), 3);
        receive(commandText(protocol::command::kReadCard, 1));
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 1));
        QVERIFY(m_outbox->of(MessageType::Completion, 1)[0].header.completionCode == CompletionCode::DeviceNotReady);
    }

    void pollsWhileIdleAndNoticesTheLoss()
    {
        m_reader->onPoll = [this](const sdk::CallContext&) {
            return m_reader->polled == 1 ? sdk::Outcome<void>() : sdk::failure(sdk::ErrorCode::DeviceNotReady);
        };
        start();
        QVERIFY(waitForState("online"));
        m_clock->advance(2s);
        QTRY_COMPARE(m_reader->polled.load(), 1);
        m_clock->advance(2s);
        QVERIFY(waitForState("offline"));
        QTRY_COMPARE(m_reader->closed.load(), 1);
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

    void pollsAtOnceWhenTheDriverWishes()
    {
        start();
        QTRY_COMPARE(m_reader->opened.load(), 1);
        receive(commandText(protocol::command::kWaitRemoved, 1));
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 1));
        QCOMPARE(m_reader->polled.load(), 0);
        m_clock->advance(100ms); // far less than the period of polls
        sdk::attentionOf(*m_board)->pollSoon();
        QTRY_COMPARE(m_reader->polled.load(), 1);
    }

    void opensAtOnceWhenTheDriverWishes()
    {
        m_reader->onOpen = [this](const sdk::CallContext&) {
            return m_reader->opened < 4 ? sdk::failure(sdk::ErrorCode::DeviceNotReady) : sdk::Outcome<void>();
        };
        start();
        for (int attempt = 1; attempt < 4; ++attempt)
        {
            QTRY_COMPARE(m_reader->closed.load(), attempt);
            m_clock->advance(250ms); // the pause is 250, 500, 1000 ms long
            sdk::attentionOf(*m_board)->pollSoon();
        }
        QTRY_COMPARE(m_reader->opened.load(), 4);
    }

    void doesNotPollWithoutAPauseForADriverThatWishesInEachPoll()
    {
        m_reader->onPoll = [this](const sdk::CallContext&) {
            sdk::attentionOf(*m_board)->pollSoon();
            return sdk::Outcome<void>();
        };
        start();
        QTRY_COMPARE(m_reader->opened.load(), 1);
        receive(commandText(protocol::command::kWaitRemoved, 1));
        QVERIFY(m_outbox->waitFor(MessageType::Completion, 1));
        for (std::uint32_t round = 1; round <= 3; ++round)
        {
            m_clock->advance(50ms);
            sdk::attentionOf(*m_board)->pollSoon();
            QTRY_COMPARE(m_reader->polled.load(), static_cast<int>(round));
            receive(commandText(protocol::command::kWaitRemoved, 1 + round));
            QVERIFY(m_outbox->waitFor(MessageType::Completion, 1 + round));
            QCOMPARE(m_reader->polled.load(), static_cast<int>(round));
        }
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

private:
    void start()
    {
        m_dispatcher = std::make_unique<host::Dispatcher>(*m_clock, *m_service, *m_board, *m_outbox, *m_watch);
    }
    void receive(const std::string& text) { m_dispatcher->receive(kClient, text); }
    bool waitForState(const char* state)
    {
        return m_outbox->waitForBroadcast([state](const protocol::Message& message) {
            const nlohmann::json::json_pointer where("/common/device");
            return message.payload.value(where, "") == state;
        });
    }
};

BANSHI_TEST(DispatcherTest)
#include "dispatcher_test.moc"
