// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/ids.h"
#include "banshi/base/system_clock.h"
#include "banshi/queue/store/store.h"
#include "banshi/testing/queue/platform_keys.h"
#include "contest.h"

#include <cstdio>

namespace banshi::bench
{

namespace
{

std::string bodyOf(std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::string body(kBody, ' ');
    for (char& letter : body)
        letter = static_cast<char>('a' + random() % 26);
    return body;
}

class OurQueue : public Candidate
{
public:
    OurQueue(const std::filesystem::path& folder, std::uint64_t seed)
        : m_body(bodyOf(seed)), m_store(optionsFor(folder), m_keys.publicKey(), m_clock)
    {
        std::fprintf(stderr, "writer thread: %s\n", m_store.health().isRealtime ? "SCHED_FIFO" : "normal priority");
    }

    double rate(int producers, std::chrono::milliseconds slice) override
    {
        return rateOf(producers, slice, [this](int) {
            queue::store::NewItem item;
            item.key = base::newUuid(m_clock);
            item.operation = "reports";
            item.body = m_body;
            if (const auto accepted = m_store.outbox().enqueue(item); !accepted)
                throw Broken("the store does not accept: " + accepted.error().detail);
        });
    }

private:
    static queue::store::StoreOptions optionsFor(const std::filesystem::path& folder)
    {
        queue::store::StoreOptions options;
        options.dataDir = folder / "store";
        options.deviceId = "BENCH-01";
        options.fileBudget = std::int64_t{8} << 30;
        return options;
    }

    const base::SystemClock m_clock;
    const testing::queue::PlatformKeys m_keys;
    const std::string m_body;
    queue::store::Store m_store;
};

} // namespace

std::unique_ptr<Candidate> makeOurQueue(const std::filesystem::path& folder, std::uint64_t seed)
{
    return std::make_unique<OurQueue>(folder, seed);
}

} // namespace banshi::bench
