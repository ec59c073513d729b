// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace banshi::testing::powercut
{

/// What a queue that never fails would hold: written down from the promises of the store's headers, without a look at
/// its code. Threads: one.
class Model
{
public:
    enum class State
    {
        Pending,
        Arrived,
        Parked
    };
    struct Item
    {
        std::string key;
        std::string body;
        std::string stream;
        std::vector<std::string> pictures;
        std::string closes; ///< intent, may be empty
        State state = State::Pending;
        std::string localNumber; ///< empty while nobody has told it
    };
    struct Intent
    {
        std::string kind;
        std::string outcome; ///< empty while open
        std::vector<std::string> notes;
    };

    /// In order of acceptance.
    std::vector<Item> items;
    std::map<std::string, Intent> intents; // by id
    std::map<std::string, std::string> settings;
    std::set<std::string> pictures; ///< on disk or with the platform, by SHA-256

    /// An accepted item, and the outcome that goes with it.
    void accept(const Item& item);
    [[nodiscard]] Item* find(const std::string& key);
    /// Keys of what may be sent now, in order: in a stream what waits or is parked holds what stands behind it.
    [[nodiscard]] std::vector<std::string> sendable() const;
    [[nodiscard]] int count(State state) const;
    [[nodiscard]] std::vector<std::string> openIntents() const;
};

} // namespace banshi::testing::powercut
