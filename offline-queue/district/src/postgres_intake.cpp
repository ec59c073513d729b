// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_intake.h"

#include "banshi/queue/sync/receipts.h"

#include <QByteArray>
#include <algorithm>

namespace banshi::queue::district
{

namespace
{

store::Bytes fromHex(const std::string& hex)
{
    const QByteArray bytes = QByteArray::fromHex(QByteArray::fromStdString(hex));
    return {bytes.begin(), bytes.end()};
}

Values forItems(const IncomingBatch& batch)
{
    std::vector<std::int64_t> seqs;
    std::vector<std::int64_t> suites;
    std::vector<std::string> keys;
    std::vector<std::string> operations;
    std::vector<std::string> streams;
    std::vector<std::string> keyIds;
    std::vector<std::string> times;
    std::vector<std::span<const std::uint8_t>> bodies;
    std::vector<store::Bytes> hmacs;
    std::vector<bool> late;
    for (const auto& item : batch.items)
    {
        seqs.push_back(item.seq);
        keys.push_back(item.key);
        operations.push_back(item.operation);
        streams.push_back(item.stream);
        suites.push_back(item.suite);
        keyIds.push_back(item.keyId);
        bodies.emplace_back(item.sealed);
        hmacs.push_back(fromHex(item.bodyHmac));
        times.push_back(item.madeAt);
        late.push_back(item.late);
    }
    const std::vector<std::span<const std::uint8_t>> hmacViews(hmacs.begin(), hmacs.end());
    Values values;
    values.text(batch.device).text(batch.epoch).numbers(seqs).texts(keys).texts(operations).texts(streams);
    values.numbers(suites).texts(keyIds).bytesOf(bodies).bytesOf(hmacViews).texts(times).flags(late);
    return values;
}

/// From the columns operation (the `first` of them), state, receipt and code.
KeptItem keptItem(const Rows& rows, int row, int first)
{
    constexpr std::int64_t kArrived = 1;
    constexpr std::int64_t kParked = 2;
    const auto state = rows.number(row, first + 1);
    return {state == kArrived  ? KeptItem::State::Arrived
            : state == kParked ? KeptItem::State::Parked
                               : KeptItem::State::Waits,
            rows.text(row, first), rows.text(row, first + 2), rows.text(row, first + 3)};
}

/// One batch on its way into the database: first all is asked and added, then what follows from it is written.
class Accepting
{
public:
    Accepting(Connection& connection, const IncomingBatch& batch) : m_connection(connection), m_batch(batch) {}

    DistrictResult<Acceptance> run()
    {
        for (const bool isFirst : {true, false})
        {
            const auto begun = begin();
            if (!begun)
                return tl::unexpected(begun.error());
            if (*begun)
                return finish();
            if (isFirst)
                if (const auto added =
                        m_connection.run({{Sql::Rollback}, {Sql::AddLine, Values().text(m_batch.device)}});
                    !added)
                    return tl::unexpected(added.error());
        }
        if (const auto ended = m_connection.run({{Sql::Rollback}}); !ended)
            return tl::unexpected(ended.error());
        return base::fail(DistrictCode::Refused, "a new device cannot be added", base::Retry::Later);
    }

private:
    /// False when the device is new.
    DistrictResult<bool> begin()
    {
        const auto rows = m_connection.run({{Sql::Begin},
                                            {Sql::LockLine, Values().text(m_batch.device)},
                                            {Sql::ReadEpoch, Values().text(m_batch.device).text(m_batch.epoch)},
                                            {Sql::AddItems, forItems(m_batch)}});
        if (!rows)
            return tl::unexpected(rows.error());
        if ((*rows)[1].isEmpty())
            return false;
        m_mark = {0, 0, sync::kFirstDigest};
        if (const Rows& epoch = (*rows)[2]; !epoch.isEmpty())
            m_mark = {epoch.number(0, 0), epoch.number(0, 1), epoch.text(0, 2)};
        const Rows& added = (*rows)[3];
        for (int row = 0; row < added.size(); ++row)
        {
            m_numbers.push_back({added.number(row, 0), added.text(row, 1)});
            m_added.insert(m_numbers.back().key);
        }
        return true;
    }

    DistrictResult<void> readKnown()
    {
        std::vector<std::string> keys;
        for (const auto& item : m_batch.items)
            if (m_added.size() < m_batch.items.size())
                keys.push_back(item.key);
        if (keys.empty())
            return {};
        const auto rows = m_connection.run({{Sql::ReadKnown, Values().text(m_batch.device).texts(keys)}});
        if (!rows)
            return tl::unexpected(rows.error());
        const Rows& known = rows->front();
        for (int row = 0; row < known.size(); ++row)
            m_known[known.text(row, 0)] = {known.text(row, 1), known.number(row, 2), known.text(row, 3),
                                           keptItem(known, row, 4)};
        return {};
    }

    /// Without gaps and without numbers that were here ahead of them, the new numbers are all that is needed.
    [[nodiscard]] bool isPlainContinuation() const { return m_mark.highest == m_mark.highWater && m_moved.empty(); }

    DistrictResult<void> moveMark()
    {
        std::sort(m_numbers.begin(), m_numbers.end(), [](const auto& a, const auto& b) { return a.seq < b.seq; });
        if (isPlainContinuation())
        {
            advance(m_mark, m_numbers);
            return {};
        }
        std::vector<Step> steps;
        if (!m_moved.empty())
        {
            std::vector<std::int64_t> seqs;
            std::vector<std::string> keys;
            for (const auto& number : m_moved)
            {
                seqs.push_back(number.seq);
                keys.push_back(number.key);
            }
            steps.push_back(
                {Sql::AddMoved, Values().text(m_batch.device).text(m_batch.epoch).numbers(seqs).texts(keys)});
        }
        steps.push_back({Sql::ReadNumbers, Values().text(m_batch.device).text(m_batch.epoch).number(m_mark.highWater)});
        const auto rows = m_connection.run(steps);
        if (!rows)
            return tl::unexpected(rows.error());
        std::vector<HeldNumber> ahead;
        for (int row = 0; row < rows->back().size(); ++row)
            ahead.push_back({rows->back().number(row, 0), rows->back().text(row, 1)});
        advance(m_mark, ahead);
        return {};
    }

    DistrictResult<Acceptance> finish()
    {
        if (const auto read = readKnown(); !read)
            return tl::unexpected(read.error());
        Acceptance acceptance;
        acceptance.items = judge(m_batch, m_added, m_known);
        m_moved = movedNumbers(m_batch, acceptance.items, m_known);
        if (const auto moved = moveMark(); !moved)
            return tl::unexpected(moved.error());
        const auto added = static_cast<std::int64_t>(m_batch.items.size());
        const auto committed = m_connection.run({{Sql::NoteEpoch, Values()
                                                                      .text(m_batch.device)
                                                                      .text(m_batch.epoch)
                                                                      .number(m_mark.highWater)
                                                                      .number(m_mark.highest)
                                                                      .text(m_mark.digest)},
                                                 {Sql::NoteLine, Values().text(m_batch.device).number(added)},
                                                 {Sql::Commit}});
        if (!committed)
            return tl::unexpected(committed.error());
        acceptance.highWater = m_mark.highWater;
        acceptance.digest = m_mark.digest;
        for (auto& [key, known] : m_known)
            acceptance.known.emplace(key, std::move(known.item));
        return acceptance;
    }

    Connection& m_connection;
    const IncomingBatch& m_batch;
    EpochMark m_mark;
    std::vector<HeldNumber> m_numbers; // added by this batch
    std::vector<HeldNumber> m_moved;
    std::set<std::string> m_added;
    std::map<std::string, KnownItem> m_known;
};

} // namespace

DistrictResult<Acceptance> PostgresIntake::accept(const IncomingBatch& batch)
{
    auto connection = m_connections.borrow();
    if (!connection)
        return tl::unexpected(connection.error());
    return Accepting(*connection->operator->(), batch).run();
}

DistrictResult<bool> PostgresIntake::keepPicture(const std::string& device, const std::string& sha256,
                                                 const store::SealedBlob& picture)
{
    const auto rows = m_connections.run(
        {{Sql::Begin},
         {Sql::AddLine, Values().text(device)},
         {Sql::LockLine, Values().text(device)},
         {Sql::AddPicture, Values().text(device).text(sha256).text(picture.keyId).bytes(picture.sealed)},
         {Sql::NoteLine, Values().text(device).number(0)},
         {Sql::Commit}});
    if (!rows)
        return tl::unexpected(rows.error());
    return (*rows)[3].isEmpty();
}

DistrictResult<std::optional<KeptItem>> PostgresIntake::find(const std::string& device, const std::string& key)
{
    const auto rows = m_connections.run({{Sql::ReadState, Values().text(device).text(key)}});
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->front().isEmpty() ? std::nullopt : std::optional(keptItem(rows->front(), 0, 0));
}

DistrictResult<Comparison> PostgresIntake::compare(const Stretch& stretch)
{
    const auto rows = m_connections.run(
        {{Sql::ReadHeld, Values().text(stretch.device).texts(stretch.keys)},
         {Sql::ReadStretch,
          Values().text(stretch.device).text(stretch.epoch).number(stretch.fromSeq).number(stretch.toSeq)},
         {Sql::ReadEpoch, Values().text(stretch.device).text(stretch.epoch)}});
    if (!rows)
        return tl::unexpected(rows.error());
    std::set<std::string> here;
    for (int row = 0; row < (*rows)[0].size(); ++row)
        here.insert((*rows)[0].text(row, 0));
    Comparison found;
    for (const auto& key : stretch.keys)
        if (!here.contains(key))
            found.missing.push_back(key);
    for (int row = 0; row < (*rows)[1].size(); ++row)
        found.held.push_back({{(*rows)[1].number(row, 0), (*rows)[1].text(row, 1)}, keptItem((*rows)[1], row, 2)});
    found.digest = sync::kFirstDigest;
    if (const Rows& epoch = (*rows)[2]; !epoch.isEmpty())
    {
        found.highWater = epoch.number(0, 0);
        found.digest = epoch.text(0, 2);
    }
    return found;
}

DistrictResult<DistrictCounts> PostgresIntake::counts()
{
    DistrictCounts sum;
    for (int partition = 0; partition < kPartitions; ++partition)
    {
        const auto rows = m_connections.run({{Sql::Count, {}, partition}});
        if (!rows)
            return tl::unexpected(rows.error());
        sum.pending += rows->front().number(0, 0);
        sum.parked += rows->front().number(0, 1);
        sum.devices += rows->front().number(0, 2);
    }
    return sum;
}

} // namespace banshi::queue::district
