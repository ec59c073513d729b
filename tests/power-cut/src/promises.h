// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/store.h"

#include <map>
#include <mutex>
#include <set>
#include <string>

namespace banshi::testing::powercut
{

/// What the store has acknowledged so far, kept by the test. Threads: any.
class Promises
{
public:
    void accepted(const std::string& key, const std::string& body, const std::string& localNumber);
    /// A settlement is on its way; until settled() says so, either state is right.
    void settling(const std::string& key);
    void settled(const std::string& key);
    void opened(const banshi::queue::store::NewIntent& intent);
    void closed(const std::string& intent);

    [[nodiscard]] int count() const;
    /// Asks the store for each promise; returns how many it does not keep.
    [[nodiscard]] int lostIn(banshi::queue::store::Store& store) const;
    /// How many local numbers stand twice.
    [[nodiscard]] int doubled() const;

private:
    struct Item
    {
        std::string body;
        std::string localNumber;
    };
    struct Intent
    {
        banshi::queue::store::NewIntent intent;
        bool isClosed = false;
    };
    mutable std::mutex m_mutex;
    std::map<std::string, Item> m_items; // by key
    std::set<std::string> m_settling;
    std::set<std::string> m_settled;
    std::map<std::string, Intent> m_intents; // by id
};

} // namespace banshi::testing::powercut
