// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/ids.h"
#include "banshi/queue/store/store.h"
#include "banshi/testing/manual_clock.h"
#include "banshi/testing/queue/platform_keys.h"

#include <QTemporaryDir>
#include <deque>
#include <memory>
#include <mutex>

namespace banshi::testing::queue
{

/// A store in a temporary folder that can be closed and opened again. Threads: the test's; item() from any.
struct StoreFixture
{
    QTemporaryDir folder;
    ManualClock clock;
    PlatformKeys keys;
    banshi::queue::store::StoreOptions options;
    std::mutex mutex;
    std::deque<std::string> bodies; ///< what items look at; guarded by mutex
    std::unique_ptr<banshi::queue::store::Store> store;

    StoreFixture()
    {
        options.dataDir = std::filesystem::path(folder.path().toStdString()) / "data";
        options.deviceId = "TEST-01";
        options.diskReserve = 0;
        options.ballast = 0;
    }
    /// Closes the store if it is open and opens it (again).
    banshi::queue::store::Store& reopen()
    {
        store.reset();
        store = std::make_unique<banshi::queue::store::Store>(options, keys.publicKey(), clock);
        return *store;
    }
    /// An item whose body lives as long as the fixture.
    [[nodiscard]] banshi::queue::store::NewItem item(std::string_view body, const std::string& stream = {})
    {
        banshi::queue::store::NewItem made;
        made.key = base::newUuid(clock);
        made.operation = "reports";
        made.stream = stream;
        const std::lock_guard lock(mutex);
        made.body = bodies.emplace_back(body);
        return made;
    }
    /// The next batch with nothing resting.
    [[nodiscard]] banshi::queue::store::OutboundBatch batch() const
    {
        constexpr std::size_t kMost = 100;
        return store->outbox().nextBatch(kMost, std::size_t{1} << 20, [](std::int64_t) { return false; }).value();
    }
};

} // namespace banshi::testing::queue
