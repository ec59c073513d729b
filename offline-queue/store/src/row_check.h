// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chain.h"
#include "sqlite.h"

namespace banshi::queue::store
{

enum class ItemState
{
    Pending = 0,
    Acknowledged = 1,
    Parked = 2,
};

/// The code of a parked item whose row does not fit its hashes.
inline constexpr const char* kRowDamaged = "queue.store.rowDamaged";

/// Columns that readChained() expects first, in this order; joined with epoch as `e`.
inline constexpr const char* kChainedColumns =
    "e.name, o.seq, o.key, o.operation, o.stream, o.suite, o.key_id, o.body_hash, o.body_hmac, o.made_at, o.late_at, "
    "o.body, o.chain, o.state, o.id";

/// An outbox row as it stands, with what its hashes say. Valid until the statement steps.
struct CheckedRow
{
    ChainedRow columns;
    std::span<const std::uint8_t> body;
    std::span<const std::uint8_t> chain;
    ItemState state = ItemState::Pending;
    std::int64_t id = 0;

    /// Whether body and columns fit body_hash and chain.
    [[nodiscard]] bool isIntact(std::span<const std::uint8_t> previous) const;
};

/// Reads the current row of a statement that selects kChainedColumns first.
[[nodiscard]] CheckedRow readChained(const Statement& row);

/// Holds every row from the first unsent one on against its hashes and parks pending ones that do not fit.
/// Returns how many were parked. Throws SqlFault.
std::int64_t parkDamagedRows(Connection& database);

} // namespace banshi::queue::store
