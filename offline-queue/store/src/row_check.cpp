// SPDX-License-Identifier: GPL-3.0-or-later
#include "row_check.h"

#include <algorithm>

namespace banshi::queue::store
{

bool CheckedRow::hasItsBody() const
{
    return std::ranges::equal(sha256(body), columns.bodyHash);
}

ItemState CheckedRow::trueState() const
{
    switch (state)
    {
    case static_cast<int>(ItemState::Pending):
        return ItemState::Pending;
    case static_cast<int>(ItemState::Parked):
        return ItemState::Parked;
    case static_cast<int>(ItemState::Acknowledged):
        return body.empty() ? ItemState::Acknowledged : ItemState::Pending;
    default:
        return hasItsBody() ? ItemState::Pending : ItemState::Parked;
    }
}

bool CheckedRow::isIntact(std::span<const std::uint8_t> previous) const
{
    if (trueState() != ItemState::Acknowledged && !hasItsBody())
        return false;
    return std::ranges::equal(chainOf(previous, columns), chain);
}

std::string selectChained(std::string_view rest)
{
    return std::string("SELECT ").append(kChainedColumns).append(rest);
}

std::string localNumber(const std::string& device, const std::string& epoch, std::int64_t seq)
{
    constexpr std::size_t kEpochDigits = 8;
    return device + "-" + epoch.substr(0, kEpochDigits) + "-" + std::to_string(seq);
}

CheckedRow readChained(const Statement& row)
{
    CheckedRow found;
    int at = 0;
    found.columns.epoch = row.text(at++);
    found.columns.seq = row.integer(at++);
    found.columns.key = row.blob(at++);
    found.columns.operation = row.text(at++);
    found.columns.stream = row.blob(at++);
    found.columns.suite = row.integer(at++);
    found.columns.keyId = row.text(at++);
    found.columns.bodyHash = row.blob(at++);
    found.columns.bodyHmac = row.blob(at++);
    found.columns.madeAt = row.integer(at++);
    if (!row.isNull(at))
        found.columns.lateAt = row.integer(at);
    ++at;
    found.body = row.blob(at++);
    found.chain = row.blob(at++);
    found.state = row.integer(at++);
    found.id = row.integer(at);
    return found;
}

Bytes linkBefore(Connection& database, std::int64_t id)
{
    auto before = database.prepare("SELECT chain FROM outbox WHERE id < ?1 ORDER BY id DESC LIMIT 1");
    if (!before.with(id).step())
        return Bytes(Hash{}.size(), 0);
    return {before.blob(0).begin(), before.blob(0).end()};
}

} // namespace banshi::queue::store
