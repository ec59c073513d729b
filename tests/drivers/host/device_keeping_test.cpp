// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/sdk/host_attention.h"
#include "banshi/testing/suite.h"
#include "hosted_reader.h"

#include <QTest>
#include <future>
#include <latch>

using namespace banshi;
using namespace banshi::drivers;
using namespace std::chrono_literals;
using protocol::CompletionCode;
using protocol::MessageType;

/// What the host does with a device beside commands: it opens, polls and notices that the driver hangs.
class DeviceKeepingTest : public QObject, private testing::HostedReader
{
    Q_OBJECT

private Q_SLOTS:
    void init() { assemble(); }
    void cleanup() { dismantle(); }

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
};

BANSHI_TEST(DeviceKeepingTest)
#include "device_keeping_test.moc"
