// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/host/command_queue.h"
#include "banshi/testing/suite.h"

#include <QTest>
#include <atomic>
#include <thread>

using namespace banshi;
using namespace banshi::drivers::host;
using namespace std::chrono_literals;

namespace
{

CommandPtr command(ConnectionId connection, std::uint32_t requestId,
                   std::optional<base::MonoTime> deadline = std::nullopt, bool movesPaper = false)
{
    auto made = std::make_shared<PendingCommand>();
    made->connection = connection;
    made->header.requestId = requestId;
    made->deadline = deadline;
    made->movesPaper = movesPaper;
    return made;
}

} // namespace

class CommandQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrder()
    {
        CommandQueue queue;
        for (std::uint32_t id : {1u, 2u, 3u})
            queue.push(command(1, id));
        for (std::uint32_t id : {1u, 2u, 3u})
        {
            QVERIFY(queue.take()->header.requestId == id);
            queue.finish();
        }
        QVERIFY(!queue.take());
    }

    void knowsWhichRequestIdsAreInUse()
    {
        CommandQueue queue;
        queue.push(command(1, 5));
        QVERIFY(!queue.isFree(1, 5));
        QVERIFY(queue.isFree(2, 5));
        (void)queue.take();
        QVERIFY(!queue.isFree(1, 5));
        queue.finish();
        QVERIFY(queue.isFree(1, 5));
    }

    void cancelsOnlyWhatIsMeant()
    {
        CommandQueue queue;
        queue.push(command(1, 1));
        const CommandPtr running = queue.take();
        for (std::uint32_t id : {2u, 3u, 4u})
            queue.push(command(1, id));
        queue.push(command(2, 2));
        const auto some = queue.cancel(1, {2, 4, 99});
        QCOMPARE(some.size(), std::size_t(2));
        QVERIFY(!running->stop.stop_requested());
        const auto rest = queue.cancel(1, {});
        QCOMPARE(rest.size(), std::size_t(1));
        QVERIFY(running->stop.stop_requested());
        QCOMPARE(queue.sizeOf(1), std::size_t(1)); // the running one still owes its completion
        QCOMPARE(queue.sizeOf(2), std::size_t(1));
    }

    void letsARunningPrintGoOnWhenItsClientLeaves()
    {
        CommandQueue queue;
        queue.push(command(1, 1, std::nullopt, true));
        const CommandPtr printing = queue.take();
        queue.push(command(1, 2));
        queue.drop(1);
        QVERIFY(!printing->stop.stop_requested());
        QVERIFY(!queue.take());
        queue.finish();
        queue.push(command(1, 3));
        const CommandPtr reading = queue.take();
        queue.drop(1);
        QVERIFY(reading->stop.stop_requested());
    }

    void takesOutWhatIsLate()
    {
        const base::MonoTime start{1s};
        CommandQueue queue;
        queue.push(command(1, 1, start + 5s));
        queue.push(command(1, 2));
        queue.push(command(1, 3, start + 2s));
        QVERIFY(queue.nextDeadline() == start + 2s);
        QCOMPARE(queue.expire(start + 1s).size(), std::size_t(0));
        const auto late = queue.expire(start + 2s);
        QCOMPARE(late.size(), std::size_t(1));
        QVERIFY(late[0]->header.requestId == 3u);
        QVERIFY(queue.nextDeadline() == start + 5s);
    }

    void givesEachCommandToExactlyOneSide()
    {
        constexpr std::uint32_t kCommands = 2000;
        CommandQueue queue;
        std::atomic<std::uint32_t> out = 0;
        std::atomic<bool> allPushed = false;
        std::jthread worker([&] {
            while (!allPushed || queue.sizeOf(1) > 0)
                if (queue.take())
                {
                    queue.finish();
                    ++out;
                }
        });
        for (std::uint32_t id = 1; id <= kCommands; ++id)
        {
            queue.push(command(1, id));
            if (id % 5 == 0)
                out += static_cast<std::uint32_t>(queue.cancel(1, {id}).size());
        }
        allPushed = true;
        worker.join();
        QCOMPARE(out.load(), kCommands);
    }
};

BANSHI_TEST(CommandQueueTest)
#include "command_queue_test.moc"
