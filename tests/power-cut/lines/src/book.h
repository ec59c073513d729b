// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/city_keys.h"
#include "banshi/city/settled_marks.h"

#include <functional>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

namespace banshi::testing::lines
{

/// One record that the platform has taken.
struct Taken
{
    std::string body;   ///< opened
    std::string origin; ///< epoch and number
    std::string receipt;
    std::size_t order = 0; ///< of taking
};

/// The truth at the platform: what it has taken, however badly it speaks of it. Threads: any.
class Book
{
public:
    using Open = std::function<std::optional<std::string>(const nlohmann::json& item)>;

    /// `keys` sign; `open` opens an item of a batch that the machine sealed.
    Book(const city::CityKeys& keys, Open open) : m_keys(keys), m_open(std::move(open)) {}

    /// Judges a batch and answers as the contract says. `refuse` says which keys are told that they can never be taken,
    /// `later` which ones are to come again.
    using Choice = std::function<bool(const std::string& operation)>;
    [[nodiscard]] nlohmann::json take(const nlohmann::json& batch, const Choice& refuse, const Choice& later);
    /// The platform's time, signed with a nonce.
    [[nodiscard]] nlohmann::json time(const std::string& utc, const std::string& nonce) const;
    /// Notes that these bytes were refused as a whole.
    void refuseAll(const nlohmann::json& batch);

    [[nodiscard]] std::map<std::string, Taken> taken() const;
    [[nodiscard]] std::set<std::string> refused() const;
    /// Keys that came with two contents, and numbers that came with two keys.
    [[nodiscard]] int conflicts() const;

private:
    [[nodiscard]] nlohmann::json judge(const nlohmann::json& item, const std::string& epoch, const Choice& refuse,
                                       const Choice& later);
    [[nodiscard]] nlohmann::json signedAnswer(nlohmann::json verdicts, const nlohmann::json& batch) const;

    const city::CityKeys& m_keys;
    Open m_open;
    mutable std::mutex m_mutex;
    std::map<std::string, Taken> m_taken;              // by key; guarded by m_mutex
    std::map<std::string, std::string> m_keyOfOrigin;  // guarded by m_mutex
    std::map<std::string, city::SettledMarks> m_marks; // by epoch; guarded by m_mutex
    std::set<std::string> m_refused;                   // guarded by m_mutex
    int m_conflicts = 0;                               // guarded by m_mutex
};

} // namespace banshi::testing::lines
