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
inline constexpr const char* kChainedColumns = "e.name, o.seq, o.key, o.operation, o.stream, o.suite, o.key_id, "
                                               "o.body_hash, o.body_hmac, o.made_at, o.late_at, "
                                               "o.body, o.chain, o.state, o.id";

/// `SELECT` of kChainedColumns and what `rest` says: more columns, tables, order.
[[nodiscard]] std::string selectChained(std::string_view rest);

/// An outbox row as it stands, with what its hashes say. Valid until the statement steps.
struct CheckedRow
{
    ChainedRow columns;
    std::span<const std::uint8_t> body;
    std::span<const std::uint8_t> chain;
    std::int64_t state = 0; ///< as it stands, see trueState()
    std::int64_t id = 0;

    /// The state as it can be: a body is erased in the same transaction in which
    /// an item becomes acknowledged, so one that still has its body has not arrived; of an unknown state the body
    /// decides.
    [[nodiscard]] ItemState trueState() const;
    /// Whether the body is the one that was accepted.
    [[nodiscard]] bool hasItsBody() const;
    /// Whether body and columns fit body_hash and chain.
    [[nodiscard]] bool isIntact(std::span<const std::uint8_t> previous) const;
};

/// `<device>-<first 8 digits of the epoch>-<seq>`, the number on a slip.
[[nodiscard]] std::string localNumber(const std::string& device, const std::string& epoch, std::int64_t seq);

/// Reads the current row of a statement that selects kChainedColumns first.
[[nodiscard]] CheckedRow readChained(const Statement& row);

/// The chain of the newest row before `id`; zeros when there is none. Throws SqlFault.
[[nodiscard]] Bytes linkBefore(Connection& database, std::int64_t id);

} // namespace banshi::queue::store
