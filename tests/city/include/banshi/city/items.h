// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace banshi::city
{

/// How sure the platform is of who stands there. Card only proves that someone holds the card.
enum class Assurance
{
    None,
    Card,
    Strong, ///< face or one-time code
};

/// What the city knows of a service item.
struct Item
{
    const char* id;
    const char* deptZh;
    const char* deptEn;
    const char* deptCode; ///< eight characters of the department's invented organisation code
    Assurance needed;     ///< for its register and its papers
};

/// Looks an item up; null when the city has no such item.
[[nodiscard]] const Item* findItem(const std::string& id);
/// `{zh, en}` of the contract.
[[nodiscard]] nlohmann::json textPair(const std::string& zh, const std::string& en);

} // namespace banshi::city
