// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_outgoing.h"

#include "banshi/base/clock.h"
#include "banshi/queue/sync/sender.h"

namespace banshi::queue::district
{

namespace
{

DistrictResult<void> done(const DistrictResult<std::vector<Rows>>& rows)
{
    if (!rows)
        return tl::unexpected(rows.error());
    return {};
}

store::OutboundItem readItem(const Rows& rows, int row)
{
    // Columns of Sql::NextItems; the epoch is the first.
    enum Column
    {
        Seq = 1,
        Key,
        Operation,
        Stream,
        Suite,
        KeyId,
        Sealed,
        BodyHmac,
        MadeAt,
        Late,
    };
    store::OutboundItem item;
    item.seq = rows.number(row, Seq);
    item.key = rows.text(row, Key);
    item.operation = rows.text(row, Operation);
    item.stream = rows.text(row, Stream);
    item.suite = static_cast<int>(rows.number(row, Suite));
    item.keyId = rows.text(row, KeyId);
    item.sealed = rows.bytes(row, Sealed);
    item.bodyHmac = rows.text(row, BodyHmac);
    item.madeAt = base::fromRfc3339(rows.text(row, MadeAt)).value_or(base::UtcTime());
    item.late = rows.flag(row, Late);
    return item;
}

} // namespace

DistrictResult<void> PostgresOutgoing::claimFrom(int partition, int most, std::vector<std::string>& into)
{
    auto connection = m_connections.borrow();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto found = (*connection)->run({{Sql::Begin}, {Sql::FindWaiting, Values().number(most), partition}});
    if (!found)
        return tl::unexpected(found.error());
    const Rows& devices = found->back();
    std::vector<Step> steps;
    for (int row = 0; row < devices.size(); ++row)
        steps.push_back({Sql::Lease, Values().text(devices.text(row, 0)).text(m_instance).number(m_lease.count())});
    steps.push_back({Sql::Commit});
    if (const auto leased = (*connection)->run(steps); !leased)
        return tl::unexpected(leased.error());
    for (int row = 0; row < devices.size(); ++row)
        into.push_back(devices.text(row, 0));
    return {};
}

DistrictResult<std::vector<std::string>> PostgresOutgoing::claim(int most)
{
    std::vector<std::string> devices;
    const int first = m_next++;
    for (int i = 0; i < kPartitions && static_cast<int>(devices.size()) < most; ++i)
        if (const auto claimed = claimFrom((first + i) % kPartitions, most - static_cast<int>(devices.size()), devices);
            !claimed)
            return tl::unexpected(claimed.error());
    return devices;
}

DistrictResult<bool> PostgresOutgoing::renew(const std::string& device)
{
    const auto rows = m_connections.run({{Sql::Renew, Values().text(device).text(m_instance).number(m_lease.count())}});
    if (!rows)
        return tl::unexpected(rows.error());
    return !rows->front().isEmpty();
}

DistrictResult<std::map<std::string, store::SealedBlob>> PostgresOutgoing::nextPicture(const std::string& device)
{
    const auto rows = m_connections.run({{Sql::NextPicture, Values().text(device)}});
    if (!rows)
        return tl::unexpected(rows.error());
    std::map<std::string, store::SealedBlob> found;
    if (const Rows& row = rows->front(); !row.isEmpty())
        found[row.text(0, 0)] = {row.text(0, 1), row.bytes(0, 2)};
    return found;
}

DistrictResult<void> PostgresOutgoing::settlePicture(const std::string& device, const std::string& sha256,
                                                     const std::string& code)
{
    return done(m_connections.run({{Sql::SettlePicture, Values().text(device).text(sha256).text(code)}}));
}

DistrictResult<store::OutboundBatch> PostgresOutgoing::nextBatch(const std::string& device, int most)
{
    const auto rows = m_connections.run({{Sql::NextItems, Values().text(device).number(most)}});
    if (!rows)
        return tl::unexpected(rows.error());
    const Rows& items = rows->front();
    store::OutboundBatch batch{device, {}, {}, {}};
    std::size_t bytes = 0;
    for (int row = 0; row < items.size(); ++row)
    {
        if (batch.items.empty())
            batch.epoch = items.text(row, 0);
        auto item = readItem(items, row);
        bytes += item.sealed.size();
        const bool isTooMuch = !batch.items.empty() && bytes > sync::Sender::kMostBytes;
        if (isTooMuch || items.text(row, 0) != batch.epoch)
            break;
        batch.items.push_back(std::move(item));
    }
    return batch;
}

DistrictResult<void> PostgresOutgoing::settle(const std::string& device, const std::vector<End>& ends)
{
    constexpr std::int64_t kArrived = 1;
    constexpr std::int64_t kParked = 2;
    std::vector<std::string> keys;
    std::vector<std::int64_t> states;
    std::vector<std::string> receipts;
    std::vector<std::string> codes;
    std::vector<std::string> resting;
    std::vector<std::int64_t> rests;
    for (const auto& end : ends)
    {
        if (end.rest)
        {
            resting.push_back(end.key);
            rests.push_back(end.rest->count());
            continue;
        }
        keys.push_back(end.key);
        states.push_back(end.isParked ? kParked : kArrived);
        receipts.push_back(end.receipt);
        codes.push_back(end.code);
    }
    return done(m_connections.run(
        {{Sql::Begin},
         {Sql::Settle, Values().text(device).texts(keys).numbers(states).texts(receipts).texts(codes)},
         {Sql::PutOff, Values().text(device).texts(resting).numbers(rests)},
         {Sql::Commit}}));
}

DistrictResult<bool> PostgresOutgoing::sendPicturesAgain(const std::string& device)
{
    const auto rows = m_connections.run({{Sql::PicturesAgain, Values().text(device)}});
    if (!rows)
        return tl::unexpected(rows.error());
    return !rows->front().isEmpty();
}

DistrictResult<void> PostgresOutgoing::release(const std::string& device, std::chrono::milliseconds pause)
{
    // The lock first: what a machine hands over in this moment is seen by the statements behind it.
    return done(m_connections.run({{Sql::Begin},
                                   {Sql::LockLine, Values().text(device)},
                                   {Sql::ErasePictures, Values().text(device)},
                                   {Sql::Release, Values().text(device).text(m_instance).number(pause.count())},
                                   {Sql::Commit}}));
}

} // namespace banshi::queue::district
