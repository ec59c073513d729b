// SPDX-License-Identifier: GPL-3.0-or-later
#include "accepting.h"

#include "banshi/base/ids.h"
#include "banshi/queue/sync/receipts.h"

#include <QByteArray>
#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace banshi::queue::district
{

namespace
{

store::Bytes fromHex(const std::string& hex)
{
    const QByteArray bytes = QByteArray::fromHex(QByteArray::fromStdString(hex));
    return {bytes.begin(), bytes.end()};
}

std::vector<std::string> keysOf(const IncomingBatch& batch)
{
    std::vector<std::string> keys;
    for (const auto& item : batch.items)
        keys.push_back(item.key);
    return keys;
}

Values forItems(const IncomingBatch& batch)
{
    std::vector<std::int64_t> seqs;
    std::vector<std::int64_t> suites;
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
    values.text(batch.device).text(batch.epoch).numbers(seqs).texts(keysOf(batch)).texts(operations).texts(streams);
    values.numbers(suites).texts(keyIds).bytesOf(bodies).bytesOf(hmacViews).texts(times).flags(late);
    return values;
}

} // namespace

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

DistrictResult<Acceptance> Accepting::run()
{
    for (const bool isFirst : {true, false})
    {
        const auto begun = begin();
        if (!begun)
            return tl::unexpected(begun.error());
        if (*begun)
            return m_first ? answerAgain() : finish();
        if (isFirst)
            if (const auto added = m_connection.run({{Sql::Rollback}, {Sql::AddLine, Values().text(m_batch.device)}});
                !added)
                return tl::unexpected(added.error());
    }
    if (const auto ended = m_connection.run({{Sql::Rollback}}); !ended)
        return tl::unexpected(ended.error());
    return base::fail(DistrictCode::Refused, "a new device cannot be added", base::Retry::Later);
}

/// False when the device is new.
DistrictResult<bool> Accepting::begin()
{
    std::vector<Step> steps{{Sql::Begin},
                            {Sql::LockLine, Values().text(m_batch.device)},
                            {Sql::ReadEpoch, Values().text(m_batch.device).text(m_batch.epoch)},
                            {Sql::ReadHeld, Values().text(m_batch.device).texts(keysOf(m_batch))}};
    if (!m_batch.key.empty())
        steps.push_back({Sql::ReadAnswer, Values().text(m_batch.device).text(m_batch.key)});
    const auto rows = m_connection.run(steps);
    if (!rows)
        return tl::unexpected(rows.error());
    if ((*rows)[1].isEmpty())
        return false;
    m_accepted = (*rows)[1].number(0, 0);
    m_isSomeHeld = !(*rows)[3].isEmpty();
    m_mark = {0, 0, sync::kFirstDigest};
    if (const Rows& epoch = (*rows)[2]; !epoch.isEmpty())
        m_mark = {epoch.number(0, 0), epoch.number(0, 1), epoch.text(0, 2)};
    if (const Rows& first = rows->back(); !m_batch.key.empty() && !first.isEmpty())
        m_first =
            FirstAnswer{first.text(0, 0), first.text(0, 1), first.number(0, 2), first.text(0, 3), first.text(0, 4)};
    return true;
}

bool Accepting::isAllNew() const
{
    if (m_isSomeHeld || !isPlainContinuation())
        return false;
    std::set<std::string_view> keys;
    std::int64_t last = m_mark.highest;
    for (const auto& item : m_batch.items)
        if (item.seq <= std::exchange(last, item.seq) || !base::isUuid(item.key) || !keys.insert(item.key).second)
            return false;
    return true;
}

DistrictResult<void> Accepting::addWhatIsNew()
{
    const auto rows = m_connection.run({{Sql::AddItems, forItems(m_batch)}});
    if (!rows)
        return tl::unexpected(rows.error());
    const Rows& added = rows->front();
    for (int row = 0; row < added.size(); ++row)
    {
        m_numbers.push_back({added.number(row, 0), added.text(row, 1)});
        m_added.insert(m_numbers.back().key);
    }
    return readKnown();
}

/// After what is new has been added, so that a key that stands twice in the batch is known the second time.
DistrictResult<void> Accepting::readKnown()
{
    if (m_added.size() == m_batch.items.size())
        return {};
    const auto rows = m_connection.run({{Sql::ReadKnown, Values().text(m_batch.device).texts(keysOf(m_batch))}});
    if (!rows)
        return tl::unexpected(rows.error());
    const Rows& known = rows->front();
    for (int row = 0; row < known.size(); ++row)
        m_known[known.text(row, 0)] = {known.text(row, 1), known.number(row, 2), known.text(row, 3),
                                       keptItem(known, row, 4)};
    return {};
}

DistrictResult<void> Accepting::moveMark()
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
        steps.push_back({Sql::AddMoved, Values().text(m_batch.device).text(m_batch.epoch).numbers(seqs).texts(keys)});
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

DistrictResult<Acceptance> Accepting::finish()
{
    std::vector<Step> steps;
    Acceptance acceptance;
    if (isAllNew())
    {
        steps.push_back({Sql::AddNewItems, forItems(m_batch).number(m_accepted)});
        for (const auto& item : m_batch.items)
            m_numbers.push_back({item.seq, item.key});
        acceptance.items.assign(m_batch.items.size(), Taken::New);
    }
    else if (const auto added = addWhatIsNew(); !added)
        return tl::unexpected(added.error());
    else
        acceptance.items = judge(m_batch, m_added, m_known);
    m_moved = movedNumbers(m_batch, acceptance.items, m_known);
    if (const auto moved = moveMark(); !moved)
        return tl::unexpected(moved.error());
    acceptance.highWater = m_mark.highWater;
    acceptance.digest = m_mark.digest;
    acceptance.at = m_batch.at;
    for (auto& [key, known] : m_known)
        acceptance.known.emplace(key, std::move(known.item));
    if (const auto committed = commit(std::move(steps), wordsOf(m_batch, acceptance)); !committed)
        return tl::unexpected(committed.error());
    return acceptance;
}

/// Writes down what the batch has moved, behind `steps` and in one go with them.
DistrictResult<void> Accepting::commit(std::vector<Step> steps, const std::string& words)
{
    const std::string& device = m_batch.device;
    steps.push_back({Sql::NoteEpoch, Values()
                                         .text(device)
                                         .text(m_batch.epoch)
                                         .number(m_mark.highWater)
                                         .number(m_mark.highest)
                                         .text(m_mark.digest)});
    steps.push_back({Sql::NoteLine, Values().text(device).number(static_cast<std::int64_t>(m_batch.items.size()))});
    if (!m_batch.key.empty())
        steps.push_back({Sql::AddAnswer, Values()
                                             .text(device)
                                             .text(m_batch.key)
                                             .text(m_batch.bodyHash)
                                             .text(words)
                                             .number(m_mark.highWater)
                                             .text(m_mark.digest)
                                             .text(m_batch.at)});
    steps.push_back({Sql::Commit});
    const auto committed = m_connection.run(steps);
    return committed ? DistrictResult<void>() : tl::unexpected(committed.error());
}

/// The batch has been answered before. A commit of its own lets this answer wait for the standby too.
DistrictResult<Acceptance> Accepting::answerAgain()
{
    auto acceptance = acceptanceOf(m_batch, m_first->words);
    if (m_first->bodyHash != m_batch.bodyHash || !acceptance)
    {
        if (const auto ended = m_connection.run({{Sql::Rollback}}); !ended)
            return tl::unexpected(ended.error());
        return base::fail(DistrictCode::KeyReused, "the key belongs to another batch");
    }
    if (const auto committed =
            m_connection.run({{Sql::NoteLine, Values().text(m_batch.device).number(0)}, {Sql::Commit}});
        !committed)
        return tl::unexpected(committed.error());
    acceptance->highWater = m_first->highWater;
    acceptance->digest = m_first->digest;
    acceptance->at = m_first->at;
    return std::move(*acceptance);
}

} // namespace banshi::queue::district
