// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace banshi::queue::district
{

/// The parameters of one statement in PostgreSQL's binary form. Threads: one.
class Values
{
public:
    Values& text(std::string_view value);
    Values& number(std::int64_t value); ///< bigint
    Values& bytes(std::span<const std::uint8_t> value);
    /// Arrays: each is one parameter.
    Values& texts(const std::vector<std::string>& values);
    Values& numbers(const std::vector<std::int64_t>& values);
    Values& bytesOf(const std::vector<std::span<const std::uint8_t>>& values);
    Values& flags(const std::vector<bool>& values);

    [[nodiscard]] const std::vector<std::string>& all() const { return m_all; }

private:
    std::vector<std::string> m_all; // each parameter's bytes
};

} // namespace banshi::queue::district
