// SPDX-License-Identifier: GPL-3.0-or-later
#include "room.h"

#include "files.h"
#include "schema.h"

#include <algorithm>
#include <cstdlib>

namespace banshi::queue::store
{

namespace
{

constexpr int kWhole = 100;
constexpr const char* kLastArrival = "last_arrival";

int percentOf(std::int64_t part, std::int64_t whole)
{
    return whole <= 0 ? 0 : static_cast<int>(std::clamp<std::int64_t>(part * kWhole / whole, 0, kWhole));
}

/// Room on the disk has no budget, only a reserve: the marks stand at three, two and one times the reserve.
int diskFill(std::int64_t free, std::int64_t reserve)
{
    if (free < reserve)
        return kWhole;
    if (free < 2 * reserve)
        return static_cast<int>(Watermark::LowPriorityStops);
    return free < 3 * reserve ? static_cast<int>(Watermark::Warns) : 0;
}

/// Percent of the age budget. An item that the platform keeps putting off does not count while others arrive.
int ageFill(Connection& database, const Core& core)
{
    const base::WallTime wall = core.clock().wall();
    if (!wall.trusted)
        return 0;
    std::int64_t since = 0;
    {
        auto oldest = database.prepare("SELECT made_at, made_trusted FROM outbox "
                                       "WHERE state = 0 ORDER BY id LIMIT 1");
        if (!oldest.step() || oldest.integer(1) == 0)
            return 0;
        since = oldest.integer(0);
    }
    since = std::max<std::int64_t>(since, std::atoll(metaValue(database, kLastArrival).c_str()));
    const auto budget = std::chrono::duration_cast<std::chrono::milliseconds>(core.options().ageBudget).count();
    return percentOf(base::toUnixMillis(wall.utc) - since, budget);
}

} // namespace

Watermark Fill::mark() const
{
    for (const auto mark : {Watermark::Stops, Watermark::LowPriorityStops, Watermark::Warns})
        if (percent >= static_cast<int>(mark))
            return mark;
    return Watermark::None;
}

void Fill::raise(int other, const char* name)
{
    if (other > percent)
    {
        percent = other;
        tightest = name;
    }
}

Fill measureFill(Connection& database, const Core& core)
{
    Fill fill;
    fill.raise(percentOf(usedBytes(database), core.options().fileBudget), "the file's budget");
    fill.raise(diskFill(freeBytes(core.options().dataDir), core.options().diskReserve), "the disk's reserve");
    fill.raise(core.ballast().isMissing() ? kWhole : 0, "the disk: no room for the ballast");
    fill.raise(ageFill(database, core), "the age budget");
    return fill;
}

int pictureFill(Connection& database, const StoreOptions& options, std::int64_t more)
{
    return percentOf(database.number("SELECT CAST(total(sealed_size) AS INTEGER) "
                                     "FROM blob WHERE state <> 2") +
                         more,
                     options.blobBudget);
}

Fill requireRoom(Connection& database, const Core& core, bool isLowPriority)
{
    Fill fill = measureFill(database, core);
    const Watermark limit = isLowPriority ? Watermark::LowPriorityStops : Watermark::Stops;
    if (fill.percent >= static_cast<int>(limit))
        throw SqlFault{{StoreCode::Full,
                        std::string(fill.tightest) + " is used to " + std::to_string(fill.percent) + " %",
                        base::Retry::NeedsAttendant}};
    return fill;
}

void requireRoomFor(Connection& database, Core& core, std::size_t bytes, bool isLowPriority)
{
    // Sealing adds some 110 bytes; the row, its place in four indexes and the pages that these split into stay below
    // eight pages.
    constexpr std::int64_t kAround = 8 * kPageSize;
    const auto now = core.clock().now();
    if (core.gauge().take(static_cast<std::int64_t>(bytes) + kAround, now))
        return;
    const bool isMarked = requireRoom(database, core, isLowPriority).mark() != Watermark::None;
    const StoreOptions& options = core.options();
    const std::int64_t file = options.fileBudget / kWhole * static_cast<int>(Watermark::Warns) - usedBytes(database);
    const std::int64_t disk = freeBytes(options.dataDir) - 3 * options.diskReserve;
    core.gauge().measured(isMarked ? 0 : std::min(file, disk), now);
}

std::int64_t usedBytes(Connection& database)
{
    return (database.number("PRAGMA page_count") - database.number("PRAGMA freelist_count")) * kPageSize;
}

void noteArrival(Connection& database, std::int64_t nowMillis)
{
    setMetaValue(database, kLastArrival, std::to_string(nowMillis));
}

} // namespace banshi::queue::store
