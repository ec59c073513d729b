// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace banshi::app::services
{

/// The two languages of every text in a definition.
enum class Language
{
    Chinese,
    English,
};

/// A text in both languages, UTF-8. Threads: plain value.
struct Text
{
    std::string zh;
    std::string en;

    [[nodiscard]] const std::string& in(Language language) const { return language == Language::English ? en : zh; }
    [[nodiscard]] bool empty() const { return zh.empty() && en.empty(); }
    bool operator==(const Text&) const = default;
};

} // namespace banshi::app::services
