// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/store.h"

#include "core.h"
#include "files.h"
#include "room.h"
#include "schema.h"

namespace banshi::queue::store
{

namespace
{

struct Room
{
    std::int64_t used = 0;
    Fill fill;
    std::optional<StoreError> refusal;
};

Room measure(Connection& database, const Core& core)
{
    Room room{usedBytes(database), measureFill(database, core), {}};
    room.fill.raise(pictureFill(database, core.options(), 0), "the pictures' budget");
    try
    {
        requireRoom(database, core);
    }
    catch (const SqlFault& fault)
    {
        room.refusal = fault.error;
    }
    return room;
}

} // namespace

Store::Store(StoreOptions options, PlatformKey key, const base::Clock& clock)
    : m_core(std::make_unique<Core>(std::move(options), std::move(key), clock)), m_outbox(*m_core), m_blobs(*m_core),
      m_journal(*m_core), m_settings(*m_core), m_inspection(*m_core)
{
}

Store::~Store() = default;

StoreHealth Store::health()
{
    StoreHealth health;
    health.budgetBytes = m_core->options().fileBudget;
    health.freeBytes = freeBytes(m_core->options().dataDir);
    std::optional<StoreError> error;
    if (m_core->writer().isFailing())
    {
        auto probe = m_core->writer().write([](Connection& database) {
            setMetaValue(database, "probed", "1");
            setMetaValue(database, "probed", "0");
            return Done{};
        });
        if (!probe)
            error = probe.error();
    }
    const auto counts = m_outbox.counts();
    const auto room = m_core->writer().read([&](Connection& database) {
        m_core->ballast().lay(m_core->options().diskReserve); // the disk may have room again
        return measure(database, *m_core);
    });
    if (counts)
        health.counts = *counts;
    else if (!error)
        error = counts.error();
    if (room)
    {
        health.usedBytes = room->used;
        health.fillPercent = room->fill.percent;
        health.watermark = room->fill.mark();
    }
    health.isRealtime = m_core->writer().isRealtime(); // known since the thread has answered
    health.hasBallast = !m_core->ballast().isMissing();
    health.isKeySealed = m_core->machineKeyFile().isSealed();
    health.isFullyChecked = m_core->check().isDone();
    if (!error)
        error = room ? room->refusal : std::optional(room.error());
    health.accepting = !error;
    if (error)
    {
        health.problem = code(error->code);
        health.detail = error->detail;
    }
    return health;
}

} // namespace banshi::queue::store
