// SPDX-License-Identifier: GPL-3.0-or-later
#include "walker.h"

#include "banshi/base/ids.h"
#include "banshi/testing/queue/platform_keys.h"

#include <algorithm>

namespace banshi::testing::powercut
{

namespace store = banshi::queue::store;

std::vector<Step> fixedDay()
{
    return {Step::OpenIntent,    Step::NoteIntent,    Step::PutPicture,    Step::Accept,     Step::AcceptWithPicture,
            Step::AcceptInOrder, Step::AcceptInOrder, Step::AcceptClosing, Step::Repeat,     Step::RepeatOther,
            Step::OpenIntent,    Step::CloseIntent,   Step::Setting,       Step::MarkSent,   Step::Arrive,
            Step::Reject,        Step::Retry,         Step::ParkByHand,    Step::PutPicture, Step::Sweep,
            Step::Accept,        Step::Arrive,        Step::Setting};
}

bool Walker::walk(store::Store& store, Step step)
{
    switch (step)
    {
    case Step::OpenIntent:
        return openIntent(store);
    case Step::NoteIntent:
        return noteIntent(store);
    case Step::CloseIntent:
        return closeIntent(store);
    case Step::PutPicture:
        return putPicture(store);
    case Step::Accept:
        return accept(store, newItem());
    case Step::AcceptInOrder:
    {
        auto item = newItem();
        item.stream = m_random() % 2 == 0 ? "order-1" : "order-2";
        return accept(store, item);
    }
    case Step::AcceptWithPicture:
    {
        auto item = newItem();
        if (const auto picture = anyPicture(); !picture.empty())
            item.pictures = {picture};
        return accept(store, item);
    }
    case Step::AcceptClosing:
    {
        auto item = newItem();
        item.closes = anyOpenIntent();
        return accept(store, item);
    }
    case Step::Repeat:
        return repeat(store, false);
    case Step::RepeatOther:
        return repeat(store, true);
    case Step::Arrive:
        return settle(store, false);
    case Step::Reject:
        return settle(store, true);
    case Step::ParkByHand:
        return moveByHand(store, Model::State::Pending);
    case Step::Retry:
        return moveByHand(store, Model::State::Parked);
    case Step::Setting:
        return putSetting(store);
    case Step::MarkSent:
        return markSent(store);
    case Step::Sweep:
        return store.blobs().sweep().has_value();
    }
    return true;
}

bool Walker::note(bool isAcknowledged, const std::function<void()>& apply, std::function<bool(store::Store&)> isDone)
{
    if (isAcknowledged)
    {
        apply();
        ++m_acknowledged;
    }
    else
        m_doubts.push_back({apply, std::move(isDone)});
    return isAcknowledged;
}

void Walker::settleDoubt(store::Store& store, const std::function<bool()>& isOff)
{
    constexpr int kTries = 100; // more than any fault lasts
    for (int tries = 0; !store.outbox().counts() && tries < kTries; ++tries)
    {
    }
    std::vector<std::function<void()>> done;
    for (const auto& doubt : m_doubts)
        if (doubt.isDone(store))
            done.push_back(doubt.apply);
    if (isOff()) // looking opens the file anew, which writes
        return;
    for (const auto& apply : done)
        apply();
    m_doubts.clear();
}

Model::Item Walker::newItem()
{
    constexpr std::size_t kLongest = 3000;
    Model::Item item;
    item.key = base::newUuid(m_clock);
    item.body.assign(1 + upTo(kLongest), static_cast<char>('a' + m_random() % 26));
    return item;
}

store::NewItem Walker::asked(const Model::Item& item) const
{
    store::NewItem asked;
    asked.key = item.key;
    asked.operation = "reports";
    asked.stream = item.stream;
    asked.body = item.body;
    asked.blobs = item.pictures;
    asked.closesIntent = item.closes;
    return asked;
}

bool Walker::openIntent(store::Store& store)
{
    const store::NewIntent intent{base::newUuid(m_clock), "pay", "s-1", "{\"order\":\"o\"}"};
    return note(
        store.journal().open(intent).has_value(),
        [this, id = intent.id] {
            m_model.intents[id] = {"pay", {}, {}};
        },
        [intent](store::Store& after) {
            const auto open = after.journal().openIntents();
            return open && std::any_of(open->begin(), open->end(),
                                       [&](const auto& record) { return record.intent.id == intent.id; });
        });
}

bool Walker::noteIntent(store::Store& store)
{
    const std::string id = anyOpenIntent();
    if (id.empty())
        return true;
    const std::string text = "{\"n\":" + std::to_string(m_random() % 1000) + "}";
    const auto noted = store.journal().note(id, text);
    if (noted && *noted)
        return true; // the same stood there
    return note(
        noted.has_value(), [this, id, text] { m_model.intents[id].notes.push_back(text); },
        [id, text](store::Store& after) {
            for (const auto& record : after.journal().recent(1000).value_or(std::vector<store::IntentRecord>()))
                if (record.intent.id == id)
                    return !record.notes.empty() && record.notes.back() == text;
            return false;
        });
}

bool Walker::closeIntent(store::Store& store)
{
    const std::string id = anyOpenIntent();
    if (id.empty())
        return true;
    return note(
        store.journal().close({id, "failed", "{}"}).has_value(), [this, id] { m_model.intents[id].outcome = "failed"; },
        [id](store::Store& after) {
            for (const auto& record : after.journal().recent(1000).value_or(std::vector<store::IntentRecord>()))
                if (record.intent.id == id)
                    return record.outcome == "failed";
            return false;
        });
}

bool Walker::putPicture(store::Store& store)
{
    const std::string picture = "\xff\xd8\xff\xe0 picture " + std::to_string(m_random());
    const std::string hash = queue::sha256Hex(picture);
    const auto put = store.blobs().put(hash, {reinterpret_cast<const std::uint8_t*>(picture.data()), picture.size()});
    return note(
        put.has_value(), [this, hash] { m_model.pictures.insert(hash); },
        [hash](store::Store& after) { return after.blobs().read(hash).has_value(); });
}

bool Walker::accept(store::Store& store, Model::Item item)
{
    const auto accepted = store.outbox().enqueue(asked(item));
    if (accepted && accepted->duplicate)
        m_violations.push_back("a new key was called a duplicate");
    if (accepted)
        item.localNumber = accepted->localNumber;
    const bool isRefused = !accepted && accepted.error().retry == base::Retry::Never;
    if (isRefused)
        m_violations.push_back("refused: " + accepted.error().detail);
    return note(
        accepted.has_value(), [this, item] { m_model.accept(item); },
        [item](store::Store& after) { return after.inspection().show(item.key).has_value(); });
}

bool Walker::repeat(store::Store& store, bool isOtherBody)
{
    if (m_model.items.empty())
        return true;
    const Model::Item& item = m_model.items[upTo(m_model.items.size())];
    auto again = asked(item);
    const std::string other = item.body + "!";
    if (isOtherBody)
        again.body = other;
    const auto answer = store.outbox().enqueue(again);
    if (isOtherBody && answer)
        m_violations.push_back("another body under a known key was taken");
    if (isOtherBody)
        return answer || answer.error().code == store::StoreCode::KeyReused;
    if (answer && (!answer->duplicate || (!item.localNumber.empty() && answer->localNumber != item.localNumber)))
        m_violations.push_back("a repeat did not get the first answer");
    return answer.has_value();
}

bool Walker::settle(store::Store& store, bool isRejected)
{
    constexpr std::size_t kMost = 3;
    const auto batch = store.outbox().nextBatch(kMost, std::size_t{1} << 20, [](std::int64_t) { return false; });
    if (!batch || batch->items.empty())
        return batch.has_value();
    std::vector<store::Settlement> settlements;
    std::vector<std::string> keys;
    for (const auto& item : batch->items)
    {
        settlements.push_back({item.id, isRejected, isRejected ? "" : "R", isRejected ? "permit.unknown" : ""});
        keys.push_back(item.key);
    }
    const auto state = isRejected ? Model::State::Parked : Model::State::Arrived;
    return note(
        store.outbox().settle(settlements).has_value(),
        [this, keys, state] {
            for (const auto& key : keys)
                if (auto* item = m_model.find(key))
                    item->state = state;
        },
        [this, keys](store::Store& after) {
            std::size_t settled = 0;
            for (const auto& key : keys)
                if (const auto item = after.inspection().show(key); item && item->state != "pending")
                    ++settled;
            if (settled != 0 && settled != keys.size())
                m_violations.push_back("half of a settlement is on disk");
            return settled > 0;
        });
}

bool Walker::moveByHand(store::Store& store, Model::State from)
{
    const Model::Item* item = anyItem(from);
    if (item == nullptr)
        return true;
    const bool isParking = from == Model::State::Pending;
    const std::string key = item->key;
    const auto moved = isParking ? store.inspection().park(key, "tech-1") : store.inspection().retry(key, "tech-1");
    const auto to = isParking ? Model::State::Parked : Model::State::Pending;
    return note(
        moved.has_value(), [this, key, to] { m_model.find(key)->state = to; },
        [key, isParking](store::Store& after) {
            const auto now = after.inspection().show(key);
            return now && now->state == (isParking ? "parked" : "pending");
        });
}

bool Walker::putSetting(store::Store& store)
{
    const std::string name = "sound.volume";
    const std::string value = std::to_string(m_random() % 1'000'000);
    return note(
        store.settings().put(name, value, "tech-1", "why").has_value(),
        [this, name, value] { m_model.settings[name] = value; },
        [name, value](store::Store& after) {
            const auto now = after.settings().get(name);
            return now && *now && **now == value;
        });
}

bool Walker::markSent(store::Store& store)
{
    const std::string picture = anyPicture();
    // Whether the platform has a picture is asked again anyway: both outcomes are
    // right.
    return picture.empty() || store.blobs().markSent(picture).has_value();
}

std::string Walker::anyOpenIntent()
{
    const auto open = m_model.openIntents();
    return open.empty() ? std::string() : open[upTo(open.size())];
}

std::string Walker::anyPicture()
{
    // Those of arrived items are erased, so only what a living item or none refers to can be named again.
    std::set<std::string> gone;
    for (const auto& item : m_model.items)
        for (const auto& picture : item.pictures)
            if (item.state == Model::State::Arrived)
                gone.insert(picture);
    for (const auto& picture : m_model.pictures)
        if (!gone.contains(picture))
            return picture;
    return {};
}

Model::Item* Walker::anyItem(Model::State state)
{
    for (auto& item : m_model.items)
        if (item.state == state)
            return &item;
    return nullptr;
}

} // namespace banshi::testing::powercut
