// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core.h"

namespace banshi::queue::store
{

/// How much of its limits the store uses, in percent of the tightest one.
struct Fill
{
    int percent = 0;
    const char* tightest = ""; ///< for developers

    [[nodiscard]] Watermark mark() const;
    void raise(int other, const char* name);
};

/// Bytes of the file, room on the disk, and age: how long something has waited while nothing arrived. A quick measure.
/// Throws SqlFault. Threads: the writer's.
[[nodiscard]] Fill measureFill(Connection& database, const Core& core);
/// The same of the pictures, with `more` bytes added.
[[nodiscard]] int pictureFill(Connection& database, const StoreOptions& options, std::int64_t more);

/// Throws Full when a new promise would eat into what draining the queue needs, for a low-priority one earlier.
/// Returns what it measured. Threads: the writer's.
Fill requireRoom(Connection& database, const Core& core, bool isLowPriority = false);
/// The same for an item of so many bytes; measures only when the last measure does not answer it (RoomGauge).
void requireRoomFor(Connection& database, Core& core, std::size_t bytes, bool isLowPriority);
/// Bytes of the file's budget in use.
[[nodiscard]] std::int64_t usedBytes(Connection& database);

/// Writes down that something has arrived now. Threads: the writer's, in a transaction.
void noteArrival(Connection& database, std::int64_t nowMillis);

} // namespace banshi::queue::store
