// SPDX-License-Identifier: GPL-3.0-or-later
#include "thread_campaign.h"

#include "banshi/base/ids.h"
#include "banshi/testing/manual_clock.h"
#include "promises.h"

#include <random>
#include <thread>

namespace banshi::testing::powercut
{

namespace
{

namespace store = banshi::queue::store;

/// One thread of the kiosk's day: accepts, promises and settles until the power is off.
class Producer
{
public:
    Producer(store::Store& target, const base::Clock& clock, Promises& promises, std::uint64_t seed)
        : m_store(target), m_clock(clock), m_promises(promises), m_random(seed)
    {
    }

    void runUntil(const queue::PowerCutVfs& vfs)
    {
        while (!vfs.isOff())
        {
            switch (m_random() % 8)
            {
            case 0:
            case 1:
                promise();
                break;
            case 2:
                settle();
                break;
            default:
                accept();
                break;
            }
        }
    }

private:
    void accept()
    {
        constexpr std::size_t kLongest = 3000;
        const std::string body(1 + m_random() % kLongest, static_cast<char>('a' + m_random() % 26));
        store::NewItem item;
        item.key = base::newUuid(m_clock);
        item.operation = "reports";
        item.body = body;
        if (const auto accepted = m_store.outbox().enqueue(item))
            m_promises.accepted(item.key, body, accepted->localNumber);
    }

    void promise()
    {
        const store::NewIntent intent{base::newUuid(m_clock), "pay", "s", "{}"};
        if (!m_store.journal().open(intent))
            return;
        m_promises.opened(intent);
        if (m_random() % 2 == 0 && m_store.journal().close({intent.id, "done", "{}"}))
            m_promises.closed(intent.id);
    }

    void settle()
    {
        constexpr std::size_t kMost = 5;
        const auto batch = m_store.outbox().nextBatch(kMost, std::size_t{1} << 20, [](std::int64_t) { return false; });
        if (!batch || batch->items.empty())
            return;
        std::vector<store::Settlement> settlements;
        for (const auto& item : batch->items)
        {
            settlements.push_back({item.id, false, "R", ""});
            m_promises.settling(item.key);
        }
        if (m_store.outbox().settle(settlements))
            for (const auto& item : batch->items)
                m_promises.settled(item.key);
    }

    store::Store& m_store;
    const base::Clock& m_clock;
    Promises& m_promises;
    std::mt19937_64 m_random;
};

} // namespace

store::StoreOptions optionsFor(const std::filesystem::path& folder, const queue::PowerCutVfs& vfs, Disk disk)
{
    store::StoreOptions options;
    options.dataDir = folder;
    options.deviceId = "CUT-01";
    options.diskReserve = 0;
    options.ballast = 0;
    options.vfs = vfs.name();
    options.syncEveryCommit = disk != Disk::NoSync;
    return options;
}

ThreadCampaign::ThreadCampaign(std::filesystem::path folder, Disk disk)
    : m_folder(std::move(folder)), m_disk(disk), m_vfs("power-cut-threads")
{
    m_vfs.setLying(disk == Disk::Lying);
}

void ThreadCampaign::cut(std::uint64_t seed)
{
    constexpr std::uint64_t kMostWrites = 400;
    constexpr std::uint64_t kThreads = 3;
    std::mt19937_64 random(seed);
    std::filesystem::remove_all(m_folder);
    const ManualClock clock;
    const store::StoreOptions options = optionsFor(m_folder, m_vfs, m_disk);
    Promises promises;
    m_vfs.cutAfter(random() % kMostWrites);
    {
        store::Store target(options, m_keys.publicKey(), clock);
        std::vector<std::jthread> producers;
        for (std::uint64_t i = 0; i < kThreads; ++i)
            producers.emplace_back([&, own = random()] { Producer(target, clock, promises, own).runUntil(m_vfs); });
    }
    m_vfs.restore(static_cast<queue::PowerCutVfs::Loss>(seed % 3), random());
    store::Store after(options, m_keys.publicKey(), clock);
    ++m_tally.runs;
    m_tally.acknowledged += promises.count();
    m_tally.lost += promises.lostIn(after);
    m_tally.doubled += promises.doubled();
    m_tally.unusable += after.health().accepting ? 0 : 1;
    m_tally.quarantined += std::filesystem::exists(m_folder / "quarantine") ? 1 : 0;
}

} // namespace banshi::testing::powercut
