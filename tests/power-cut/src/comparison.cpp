// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison.h"

#include <algorithm>

namespace banshi::testing::powercut
{

namespace
{

namespace store = banshi::queue::store;

constexpr int kAll = 10'000;

std::string nameOf(Model::State state)
{
    switch (state)
    {
    case Model::State::Pending:
        return "pending";
    case Model::State::Arrived:
        return "acknowledged";
    case Model::State::Parked:
        return "parked";
    }
    return {};
}

/// Collects lines. Threads: one.
class Comparison
{
public:
    Comparison(store::Store& store, const Model& model, const queue::PlatformKeys& keys)
        : m_store(store), m_model(model), m_keys(keys)
    {
    }

    std::vector<std::string> lines()
    {
        compareItems();
        compareBatch();
        compareJournal();
        compareSettings();
        return std::move(m_lines);
    }

private:
    void expect(bool isTrue, const std::string& line)
    {
        if (!isTrue)
            m_lines.push_back(line);
    }

    void compareItems()
    {
        const auto found = m_store.inspection().list({{}, 0, kAll});
        if (!found)
            return expect(false, "the store cannot be listed: " + found.error().detail);
        std::set<std::string> known;
        std::int64_t seq = 0;
        for (const auto& item : *found)
        {
            ++seq;
            expect(known.insert(item.key).second, "doubled: " + item.key);
            expect(item.localNumber.ends_with("-" + std::to_string(seq)), "a gap in the numbers: " + item.localNumber);
            expect(item.isIntact, "not intact: " + item.localNumber);
        }
        expect(found->size() == m_model.items.size(), "the store holds " + std::to_string(found->size()) +
                                                          " items, the model " + std::to_string(m_model.items.size()));
        for (std::size_t i = 0; i < std::min(found->size(), m_model.items.size()); ++i)
        {
            const auto& item = (*found)[i];
            const auto& wanted = m_model.items[i];
            expect(item.key == wanted.key, "lost or out of order: " + wanted.key);
            expect(item.state == nameOf(wanted.state), item.localNumber + " is " + item.state);
            expect(wanted.localNumber.empty() || item.localNumber == wanted.localNumber,
                   "another number: " + item.localNumber);
            expect(item.sealedBytes > 0 || wanted.state == Model::State::Arrived, "erased: " + item.localNumber);
        }
    }

    void compareBatch()
    {
        const auto batch = m_store.outbox().nextBatch(kAll, std::size_t{1} << 30, [](std::int64_t) { return false; });
        if (!batch)
            return expect(false, "no batch: " + batch.error().detail);
        const auto wanted = m_model.sendable();
        expect(batch->items.size() == wanted.size(), "another batch");
        for (std::size_t i = 0; i < std::min(batch->items.size(), wanted.size()); ++i)
        {
            const auto& item = batch->items[i];
            expect(item.key == wanted[i], "out of order: " + item.key);
            const auto model = std::find_if(m_model.items.begin(), m_model.items.end(),
                                            [&](const auto& known) { return known.key == item.key; });
            if (model == m_model.items.end())
                continue;
            expect(m_keys.openBody(item) == model->body, "another body: " + item.key);
            for (const auto& picture : model->pictures)
                expect(m_store.blobs().read(picture).has_value(), "a picture is missing: " + item.key);
        }
    }

    void compareJournal()
    {
        const auto records = m_store.journal().recent(kAll);
        if (!records)
            return expect(false, "no journal: " + records.error().detail);
        expect(records->size() == m_model.intents.size(), "another number of intents");
        for (const auto& record : *records)
        {
            const auto wanted = m_model.intents.find(record.intent.id);
            if (wanted == m_model.intents.end())
            {
                expect(false, "an unknown intent");
                continue;
            }
            expect(record.outcome == wanted->second.outcome, "an intent is " + record.outcome);
            const auto& notes = wanted->second.notes;
            expect(record.notes.size() >= notes.size() && std::equal(notes.begin(), notes.end(), record.notes.begin()),
                   "notes are missing");
            expect(record.intent.data == "{\"order\":\"o\"}", "an intent's data has changed");
        }
    }

    void compareSettings()
    {
        for (const auto& [name, value] : m_model.settings)
        {
            const auto found = m_store.settings().get(name);
            expect(found && *found && **found == value, "another setting " + name);
        }
    }

    store::Store& m_store;
    const Model& m_model;
    const queue::PlatformKeys& m_keys;
    std::vector<std::string> m_lines;
};

} // namespace

std::vector<std::string> differences(store::Store& store, const Model& model, const queue::PlatformKeys& keys)
{
    return Comparison(store, model, keys).lines();
}

} // namespace banshi::testing::powercut
