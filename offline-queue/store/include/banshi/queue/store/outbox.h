// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

#include <functional>
#include <span>

namespace banshi::queue::store
{

class Core;

/// What must arrive at the platform. Threads: any.
class Outbox
{
public:
    explicit Outbox(Core& core) : m_core(core) {}

    /// Seals and keeps a request; returns when it is on disk. The same key and body again gives the first answer with
    /// `duplicate`. Errors: KeyReused, BlobMissing, IntentUnknown, IntentClosed, Invalid, Full, ReadOnly, Io, …
    [[nodiscard]] StoreResult<Accepted> enqueue(const NewItem& item);

    /// The oldest items that may be sent now: of one epoch, at most one per stream (a pending or parked item holds what
    /// stands behind it in its stream), none for which `isResting(id)` says true, `most` items of `mostBytes` sealed
    /// bytes together (at least one). Empty when there are none. Errors: as the file's state.
    [[nodiscard]] StoreResult<OutboundBatch> nextBatch(std::size_t most, std::size_t mostBytes,
                                                       const std::function<bool(std::int64_t)>& isResting) const;

    /// Writes down what the platform decided, in one transaction; bodies of arrived items are erased, and pictures that
    /// no unsent item needs any more. Ids that are settled already stay as they are. Errors: as the file's state.
    [[nodiscard]] StoreResult<void> settle(std::span<const Settlement> settlements);

    /// Errors: as the file's state.
    [[nodiscard]] StoreResult<QueueCounts> counts() const;

private:
    Core& m_core;
};

} // namespace banshi::queue::store
