// SPDX-License-Identifier: GPL-3.0-or-later
#include "model.h"

#include <algorithm>

namespace banshi::testing::powercut
{

void Model::accept(const Item& item)
{
    items.push_back(item);
    if (!item.closes.empty())
    {
        intents[item.closes].outcome = "done";
    }
}

Model::Item* Model::find(const std::string& key)
{
    const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.key == key; });
    return found == items.end() ? nullptr : &*found;
}

std::vector<std::string> Model::sendable() const
{
    std::vector<std::string> keys;
    std::set<std::string> held;
    for (const auto& item : items)
    {
        if (item.state == State::Arrived)
            continue;
        const bool isHeld = !item.stream.empty() && !held.insert(item.stream).second;
        if (item.state == State::Pending && !isHeld)
            keys.push_back(item.key);
    }
    return keys;
}

int Model::count(State state) const
{
    return static_cast<int>(
        std::count_if(items.begin(), items.end(), [state](const Item& item) { return item.state == state; }));
}

std::vector<std::string> Model::openIntents() const
{
    std::vector<std::string> open;
    for (const auto& [id, intent] : intents)
        if (intent.outcome.empty())
            open.push_back(id);
    return open;
}

} // namespace banshi::testing::powercut
