// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/reconciliation.h"

#include "banshi/base/ids.h"
#include "banshi/queue/sync/receipts.h"

#include <QLoggingCategory>
#include <algorithm>
#include <nlohmann/json.hpp>

Q_LOGGING_CATEGORY(lcReconciliation, "banshi.queue.reconciliation")

namespace banshi::queue::sync
{

using nlohmann::json;

namespace
{

constexpr const char* kByHand = "queue.store.parkedByHand"; // a person's decision stays
constexpr const char* kWho = "reconciliation";
constexpr std::size_t kMostLost = 1000; // remembered

CallOutcome ofStore(const store::StoreError& error)
{
    return {CallOutcome::Kind::Passing, std::string(store::code(error.code)), {}};
}

const store::LedgerEntry* find(const std::vector<store::LedgerEntry>& entries, const std::string& key)
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& one) { return one.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

} // namespace

Reconciliation::Reconciliation(store::Store& store, ContractCalls& calls, const base::Clock& clock, std::string device,
                               ReconciliationMemory memory)
    : m_store(store), m_calls(calls), m_clock(clock), m_device(std::move(device)), m_memory(std::move(memory))
{
    restore();
}

std::string Reconciliation::today() const
{
    const std::string at = base::toRfc3339(m_clock.wall().utc);
    return at.substr(0, 4) + at.substr(5, 2) + at.substr(8, 2);
}

CallOutcome Reconciliation::run(ReconciliationTally& tally)
{
    const std::string day = today();
    const auto epochs = m_store.inspection().epochs();
    if (!epochs)
        return ofStore(epochs.error());
    for (const auto& epoch : *epochs)
    {
        // The last number that both agreed on comes once more, so that there is always something to compare.
        auto outcome = compare(epoch, std::max<std::int64_t>(1, m_agreed[epoch]), tally);
        if (outcome.kind != CallOutcome::Kind::Done)
            return outcome;
    }
    m_lastDay = day;
    if (!save())
        return {CallOutcome::Kind::Passing, "queue.store.io", {}};
    qCInfo(lcReconciliation) << "reconciled; acknowledged" << tally.acknowledged << "resent" << tally.resent << "lost"
                             << tally.lost;
    return {CallOutcome::Kind::Done, {}, {}};
}

CallOutcome Reconciliation::compare(const std::string& epoch, std::int64_t from, ReconciliationTally& tally)
{
    const std::int64_t first = from;
    std::int64_t agreed = from - 1;
    bool isContiguous = true;
    while (true)
    {
        const auto entries = m_store.inspection().ledger(epoch, from, kStretch);
        if (!entries)
            return ofStore(entries.error());
        if (entries->empty())
            break;
        json answer;
        auto outcome = ask(epoch, *entries, answer);
        if (outcome.kind != CallOutcome::Kind::Done)
            return outcome;
        if (from == first && first > 1 && !fits(epoch, answer))
        {
            qCWarning(lcReconciliation) << "the platform's receipts do not fit the machine's numbers";
            tally.isWhole = true;
            return compare(epoch, 1, tally);
        }
        if (!mend(*entries, answer, tally))
            return {CallOutcome::Kind::Passing, "queue.store.io", {}};
        for (const auto& entry : *entries)
        {
            isContiguous = isContiguous && entry.state == "acknowledged" && entry.seq == agreed + 1;
            agreed += isContiguous ? 1 : 0;
        }
        from = entries->back().seq + 1;
    }
    m_agreed[epoch] = agreed;
    return {CallOutcome::Kind::Done, {}, {}};
}

CallOutcome Reconciliation::ask(const std::string& epoch, const Entries& entries, json& answer)
{
    json items = json::array();
    for (const auto& entry : entries)
        items.push_back({{"seq", entry.seq},
                         {"key", entry.key},
                         {"state", entry.state == "acknowledged" ? "arrived" : entry.state}});
    const json body = {{"device", m_device},
                       {"epoch", epoch},
                       {"from_seq", entries.front().seq},
                       {"to_seq", entries.back().seq},
                       {"items", std::move(items)}};
    return m_calls.post("reconcile", "/v1/reconcile/" + today(), base::newUuid(m_clock), body, answer);
}

/// Whether the platform's mark and digest can be those of the machine's numbers.
bool Reconciliation::fits(const std::string& epoch, const json& answer) const
{
    const auto mark = answer.at("high_water").get<std::int64_t>();
    const auto agreed = m_agreed.find(epoch);
    if (agreed != m_agreed.end() && mark < agreed->second)
        return false;
    const std::string told = answer.value("digest", "");
    if (told.empty())
        return true;
    std::string digest = kFirstDigest;
    for (std::int64_t next = 1; next <= mark;)
    {
        const auto entries = m_store.inspection().ledger(epoch, next, kStretch);
        if (!entries)
            return true; // not to be judged now
        for (const auto& entry : *entries)
        {
            if (entry.seq != next || next > mark)
                break;
            digest = nextDigest(digest, entry.key);
            ++next;
        }
        if (entries->empty() || entries->front().seq >= next)
            return false; // a number that the machine does not know any more
    }
    return digest == told;
}

bool Reconciliation::mend(const Entries& entries, const json& answer, ReconciliationTally& tally)
{
    for (const auto& held : answer.at("surplus"))
    {
        const auto* entry = find(entries, held.value("key", ""));
        if (entry == nullptr || entry->state == "acknowledged")
            continue;
        if (!take(*entry, held.value("receipt_id", "")))
            return false;
        ++tally.acknowledged;
    }
    for (const auto& key : answer.at("missing"))
    {
        const auto* entry = find(entries, key.get<std::string>());
        if (entry == nullptr || entry->code == kByHand)
            continue;
        if (entry->state == "acknowledged")
        {
            noteLost(*entry);
            ++tally.lost;
        }
        else if (entry->state == "parked" && m_store.inspection().retry(entry->key, kWho))
            ++tally.resent;
    }
    return true;
}

/// The platform has it: its body is erased like that of any other that has arrived.
bool Reconciliation::take(const store::LedgerEntry& entry, const std::string& receipt)
{
    if (entry.state == "parked" && !m_store.inspection().retry(entry.key, kWho))
        return true; // a damaged row stays for a person
    const std::vector<store::Settlement> arrived{{entry.id, false, receipt, {}}};
    return m_store.outbox().settle(arrived).has_value();
}

void Reconciliation::noteLost(const store::LedgerEntry& entry)
{
    if (m_lost.size() >= kMostLost || !m_lost.insert(entry.key).second)
        return;
    qCWarning(lcReconciliation) << "the platform does not hold what it has acknowledged, number" << entry.seq;
    store::AuditEntry audit;
    audit.who = kWho;
    audit.what = "queue.item.lostByPlatform";
    audit.before = "\"acknowledged\"";
    audit.after = json(entry.key).dump();
    (void)m_store.settings().audit(audit);
}

void Reconciliation::restore()
{
    const auto text = m_memory.read ? m_memory.read() : std::nullopt;
    const json kept = json::parse(text.value_or(""), nullptr, false);
    if (!kept.is_object())
        return;
    // Whatever of it has another type than save() gives was not written by it.
    if (const auto day = kept.find("day"); day != kept.end() && day->is_string())
        m_lastDay = *day;
    if (const auto agreed = kept.find("agreed"); agreed != kept.end() && agreed->is_object())
        for (const auto& [epoch, seq] : agreed->items())
            if (seq.is_number_integer())
                m_agreed[epoch] = seq;
    if (const auto lost = kept.find("lost"); lost != kept.end() && lost->is_array())
        for (const auto& key : *lost)
            if (key.is_string())
                m_lost.insert(key.get<std::string>());
}

bool Reconciliation::save() const
{
    const json kept = {{"day", m_lastDay}, {"agreed", m_agreed}, {"lost", m_lost}};
    return !m_memory.write || m_memory.write(kept.dump());
}

} // namespace banshi::queue::sync
