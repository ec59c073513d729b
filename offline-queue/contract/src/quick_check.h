// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/queue/contract/dates.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace banshi::queue::contract
{

/// Finds out in one pass that a document is valid, as nearly all are; the validator library takes a hundred times as
/// long over a batch. It knows the plain keywords only and never says what is wrong: whatever it is not sure of is the
/// library's to judge, so that there is one law. Threads: immutable after construction.
class QuickCheck
{
public:
    /// `prepared` comes from prepareSchema(); `clock` (for birthdays not in the future) must outlive the check.
    QuickCheck(const nlohmann::json& prepared, const base::Clock& clock);

    /// True: the library would find no fault either. False says nothing.
    [[nodiscard]] bool isSurelyValid(const nlohmann::json& document) const;

private:
    using Today = std::optional<Day>;
    static constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
    static constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

    enum class Others
    {
        Free,
        Forbidden,
        Ruled, // each by Rule::other
    };
    struct Member;
    /// One schema. A bound that a schema does not have is one that everything keeps.
    struct Rule
    {
        bool isBeyondUs = false; // holds a keyword that only the library knows
        unsigned types = 0;      // bits, 0: any
        std::vector<nlohmann::json> values{};
        std::string format{};
        std::int64_t minimum = kLeast;
        std::int64_t maximum = kMost;
        std::int64_t minLength = 0;
        std::int64_t maxLength = kMost;
        std::int64_t minItems = 0;
        std::int64_t maxItems = kMost;
        std::vector<Member> members{}; // by name
        Others others = Others::Free;
        std::unique_ptr<Rule> other{};
        std::unique_ptr<Rule> item{};
    };
    struct Member
    {
        std::string name;
        bool isRequired = false;
        std::unique_ptr<Rule> rule{}; // none: required, and otherwise one of the others
    };

    static Rule read(const nlohmann::json& schema);
    static void readKeyword(Rule& rule, const std::string& keyword, const nlohmann::json& value);
    static Member& memberOf(Rule& rule, const std::string& name);
    static bool holds(const Rule& rule, const nlohmann::json& value, const Today& today);
    static bool holdsText(const Rule& rule, const std::string& text, const Today& today);
    static bool holdsNumber(const Rule& rule, const nlohmann::json& value);
    static bool holdsObject(const Rule& rule, const nlohmann::json& value, const Today& today);
    static bool holdsOther(const Rule& rule, const nlohmann::json& value, const Today& today);

    const base::Clock& m_clock;
    const Rule m_root;
};

} // namespace banshi::queue::contract
