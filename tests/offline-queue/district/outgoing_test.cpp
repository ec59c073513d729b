// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/suite.h"
#include "private_postgres.h"

#include <QTest>
#include <mutex>
#include <thread>

using namespace banshi::queue::district;

class OutgoingTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PrivatePostgres> m_server;
    std::string m_url;
    std::unique_ptr<Database> m_one;
    std::unique_ptr<Database> m_two;

    [[nodiscard]] bool accept(const IncomingBatch& batch) const { return m_one->intake().accept(batch).has_value(); }
    /// Sends everything that this instance gets, `sent` counts how often each key went out. Returns false on a fault.
    static bool drain(Outgoing& outgoing, std::map<std::string, int>& sent, std::mutex& mutex)
    {
        for (;;)
        {
            const auto devices = outgoing.claim(2);
            if (!devices || devices->empty())
                return devices.has_value();
            for (const auto& device : *devices)
            {
                for (;;)
                {
                    const auto batch = outgoing.nextBatch(device, 7);
                    if (!batch || batch->items.empty())
                        break;
                    std::vector<Outgoing::End> ends;
                    for (const auto& item : batch->items)
                        ends.push_back({item.key, false, "r-1", {}, {}});
                    const std::lock_guard lock(mutex);
                    for (const auto& end : ends)
                        ++sent[device + end.key];
                    if (!outgoing.settle(device, ends))
                        return false;
                }
                if (!outgoing.release(device, std::chrono::milliseconds(0)))
                    return false;
            }
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!PrivatePostgres::isInstalled())
            QSKIP("the package postgresql-15 is missing");
        m_server = std::make_unique<PrivatePostgres>();
        QVERIFY(m_server->isRunning());
        m_url = m_server->freshDatabase();
        m_one = std::make_unique<Database>(PrivatePostgres::options(m_url, "one"));
        m_two = std::make_unique<Database>(PrivatePostgres::options(m_url, "two"));
        QVERIFY(m_one->prepare().has_value());
        QVERIFY(m_two->prepare().has_value());
    }
    void init() { PrivatePostgres::clear(m_url); }

    void twoInstancesSendEachItemOnce()
    {
        constexpr int kDevices = 40;
        constexpr int kItems = 20;
        for (int device = 0; device < kDevices; ++device)
            QVERIFY(accept(batchOf("D-" + std::to_string(device), 1, kItems)));
        std::map<std::string, int> sent;
        std::mutex mutex;
        bool isWell[2] = {false, false};
        {
            const std::jthread one([&] { isWell[0] = drain(m_one->outgoing(), sent, mutex); });
            const std::jthread two([&] { isWell[1] = drain(m_two->outgoing(), sent, mutex); });
        }
        QVERIFY(isWell[0] && isWell[1]);
        QCOMPARE(sent.size(), std::size_t{kDevices * kItems});
        for (const auto& [key, times] : sent)
            QCOMPARE(times, 1);
        QCOMPARE(m_one->intake().counts()->pending, 0);
        QCOMPARE(m_one->intake().counts()->devices, 0);
        QVERIFY(PrivatePostgres::ask(m_url, "SELECT 1 FROM district.item WHERE sealed IS NOT NULL").empty());
    }

    void aDeadInstancesDevicesComeFree()
    {
        auto options = PrivatePostgres::options(m_url, "dead");
        options.lease = std::chrono::milliseconds(500);
        Database dead(options);
        QVERIFY(accept(batchOf("D-1", 1, 3)));
        QCOMPARE(dead.outgoing().claim(5)->size(), std::size_t{1});
        QVERIFY(m_two->outgoing().claim(5)->empty());
        std::vector<std::string> claimed;
        const auto isFree = [&] {
            if (claimed.empty())
                claimed = m_two->outgoing().claim(5).value_or(claimed);
            return !claimed.empty();
        };
        QTRY_VERIFY(isFree());
        QCOMPARE(claimed.front(), std::string("D-1"));
        QVERIFY(!dead.outgoing().renew("D-1").value());
        QVERIFY(m_two->outgoing().renew("D-1").value());
        QCOMPARE(m_two->outgoing().nextBatch("D-1", 100)->items.size(), std::size_t{3});
    }

    void keepsTheOrderInsideAStreamOnly()
    {
        auto batch = batchOf("D-1", 1, 4);
        batch.items[0].stream = batch.items[1].stream = batch.items[2].stream = "order-1";
        QVERIFY(accept(batch));
        auto& outgoing = m_one->outgoing();
        const auto heads = outgoing.nextBatch("D-1", 100).value();
        QCOMPARE(heads.items.size(), std::size_t{2});
        QCOMPARE(heads.items[0].seq, 1);
        QCOMPARE(heads.items[1].seq, 4);
        QVERIFY(outgoing.settle("D-1", {{heads.items[0].key, false, "r", {}, {}}}).has_value());
        QCOMPARE(outgoing.nextBatch("D-1", 100)->items[0].seq, 2);
        QVERIFY(outgoing.settle("D-1", {{batch.items[1].key, true, {}, "request.invalid", {}}}).has_value());
        const auto rest = outgoing.nextBatch("D-1", 100).value(); // what is parked holds its stream
        QCOMPARE(rest.items.size(), std::size_t{1});
        QCOMPARE(rest.items[0].seq, 4);
        QCOMPARE(m_one->intake().counts()->parked, 1);
    }

    void anItemThatIsPutOffDelaysNobodyElse()
    {
        const auto batch = batchOf("D-1", 1, 2);
        QVERIFY(accept(batch));
        auto& outgoing = m_one->outgoing();
        QVERIFY(outgoing.settle("D-1", {{batch.items[0].key, false, {}, {}, std::chrono::hours(1)}}).has_value());
        QCOMPARE(outgoing.nextBatch("D-1", 100)->items.size(), std::size_t{1});
        QCOMPARE(m_one->intake().counts()->pending, 2);
    }

    void newItemsEndTheRestOfADevice()
    {
        QVERIFY(accept(batchOf("D-1", 1, 1)));
        QCOMPARE(m_one->outgoing().claim(1)->size(), std::size_t{1});
        QVERIFY(m_one->outgoing().release("D-1", std::chrono::hours(1)).has_value());
        QVERIFY(m_two->outgoing().claim(1)->empty());
        QVERIFY(accept(batchOf("D-1", 2, 1)));
        QCOMPARE(m_two->outgoing().claim(1)->size(), std::size_t{1});
    }

    void sendsPicturesAndErasesThemWhenNothingWaits()
    {
        auto& outgoing = m_one->outgoing();
        const std::string hash(64, 'a');
        QVERIFY(!m_one->intake().keepPicture("D-1", hash, {"key-1", {1, 0, 2}}).value());
        QVERIFY(m_one->intake().keepPicture("D-1", hash, {"key-1", {9}}).value());
        QCOMPARE(outgoing.claim(1)->size(), std::size_t{1});
        const auto picture = outgoing.nextPicture("D-1").value();
        QVERIFY(picture.at(hash).sealed == (banshi::queue::store::Bytes{1, 0, 2}));
        QVERIFY(outgoing.settlePicture("D-1", hash, {}).has_value());
        QVERIFY(outgoing.nextPicture("D-1")->empty());
        QVERIFY(outgoing.sendPicturesAgain("D-1").value());
        QCOMPARE(outgoing.nextPicture("D-1")->size(), std::size_t{1});
        QVERIFY(outgoing.settlePicture("D-1", hash, {}).has_value());
        QVERIFY(outgoing.release("D-1", std::chrono::milliseconds(0)).has_value());
        QVERIFY(!outgoing.sendPicturesAgain("D-1").value());
        QVERIFY(!m_one->intake().keepPicture("D-1", hash, {"key-1", {3}}).value()); // it is needed once more
        QCOMPARE(outgoing.nextPicture("D-1")->size(), std::size_t{1});
    }
};

BANSHI_TEST(OutgoingTest)
#include "outgoing_test.moc"
