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
    void settled(const std::string& key);
    void opened(const queue::store::NewIntent& intent);
    void closed(const std::string& intent);

    [[nodiscard]] int count() const;
    /// Asks the store for each promise; returns how many it does not keep.
    [[nodiscard]] int lostIn(queue::store::Store& store) const;
    /// How many local numbers stand twice.
    [[nodiscard]] int doubled() const;

private:
    struct Item
    {
        std::string body;
        std::string localNumber;
        bool isSettled = false;
    };
    struct Intent
    {
        queue::store::NewIntent intent;
        bool isClosed = false;
    };
    mutable std::mutex m_mutex;
    std::map<std::string, Item> m_items;     // by key
    std::map<std::string, Intent> m_intents; // by id
};

} // namespace banshi::testing::powercut
