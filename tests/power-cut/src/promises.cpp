// SPDX-License-Identifier: GPL-3.0-or-later
#include "promises.h"

namespace banshi::testing::powercut
{

void Promises::accepted(const std::string& key, const std::string& body, const std::string& localNumber)
{
    const std::lock_guard lock(m_mutex);
    m_items[key] = {body, localNumber};
}

void Promises::settling(const std::string& key)
{
    const std::lock_guard lock(m_mutex);
    m_settling.insert(key);
}

void Promises::settled(const std::string& key)
{
    const std::lock_guard lock(m_mutex);
    m_settled.insert(key);
}

void Promises::opened(const banshi::queue::store::NewIntent& intent)
{
    const std::lock_guard lock(m_mutex);
    m_intents[intent.id] = {intent, false};
}

void Promises::closed(const std::string& intent)
{
    const std::lock_guard lock(m_mutex);
    m_intents[intent].isClosed = true;
}

int Promises::count() const
{
    const std::lock_guard lock(m_mutex);
    int count = static_cast<int>(m_items.size() + m_intents.size() + m_settled.size());
    for (const auto& [id, intent] : m_intents)
        count += intent.isClosed ? 1 : 0;
    return count;
}

int Promises::lostIn(banshi::queue::store::Store& store) const
{
    const std::lock_guard lock(m_mutex);
    int lost = 0;
    std::set<std::string> waiting;
    if (const auto batch = store.outbox().nextBatch(m_items.size() * 2 + 100, std::size_t{1} << 26,
                                                    [](std::int64_t) { return false; }))
        for (const auto& item : batch->items)
            waiting.insert(item.key);
    for (const auto& [key, item] : m_items)
    {
        banshi::queue::store::NewItem again;
        again.key = key;
        again.operation = "reports";
        again.body = item.body;
        const auto answer = store.outbox().enqueue(again);
        const bool isKept = answer && answer->duplicate && answer->localNumber == item.localNumber;
        lost += isKept ? 0 : 1;
        lost += isKept && m_settled.contains(key) && waiting.contains(key) ? 1 : 0;
        lost += isKept && !m_settling.contains(key) && !waiting.contains(key) ? 1 : 0;
    }
    for (const auto& [id, intent] : m_intents)
    {
        const auto answer = store.journal().open(intent.intent);
        const bool isKept = answer && *answer;
        lost += isKept ? 0 : 1;
        if (isKept && intent.isClosed)
        {
            const auto outcome = store.journal().close({id, "done", "{}"});
            lost += outcome && *outcome ? 0 : 1;
        }
    }
    return lost;
}

int Promises::doubled() const
{
    const std::lock_guard lock(m_mutex);
    std::set<std::string> numbers;
    for (const auto& [key, item] : m_items)
        numbers.insert(item.localNumber);
    return static_cast<int>(m_items.size() - numbers.size());
}

} // namespace banshi::testing::powercut
