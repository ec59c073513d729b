// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite.h"

#include <atomic>

namespace banshi::queue::store
{

/// Holds every row from the first unsent one on against its hashes, a little at a time, and parks pending ones that do
/// not fit, so that a machine with a million rows serves within a second of its start. What is sent is checked before
/// it is sent all the same. Threads: the writer's; isDone() any.
class BackgroundCheck
{
public:
    /// Rows that are checked before the file is served; the check of that many takes some tenths of a second.
    static constexpr std::int64_t kAtStart = 20'000;

    /// Begins anew: the first kAtStart rows at once. To be called in a transaction. Returns how many were parked.
    /// Throws SqlFault.
    std::int64_t start(Connection& database);
    /// The next slice, in a transaction of its own when it finds damage. False when all is checked. Throws SqlFault.
    bool step(Connection& database, std::int64_t nowMillis);

    [[nodiscard]] bool isDone() const { return m_isDone; }

private:
    [[nodiscard]] std::vector<std::int64_t> slice(Connection& database, std::int64_t most);

    Bytes m_previous;
    std::int64_t m_next = 0;
    std::atomic<bool> m_isDone = true;
};

/// Parks a row that does not fit its hashes. Throws SqlFault. Threads: the writer's, in a transaction.
void parkDamagedRow(Connection& database, std::int64_t id);

} // namespace banshi::queue::store
