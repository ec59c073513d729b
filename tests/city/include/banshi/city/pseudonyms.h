// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace banshi::city
{

/// Turns what identifies a person into what may stand in a dump: masked text beside a keyed hash. The key is drawn
/// anew for each Pseudonyms, so hashes can be compared within one run only. Threads: any.
class Pseudonyms
{
public:
    Pseudonyms();

    /// HMAC-SHA-256 in lower-case hex.
    [[nodiscard]] std::string hmac(const std::string& text) const;
    /// `{name, id_number, hmac}`: the first two masked, the last over the number.
    [[nodiscard]] nlohmann::json person(const std::string& name, const std::string& idNumber) const;

private:
    std::array<std::uint8_t, 32> m_key;
};

/// SHA-256 in lower-case hex.
[[nodiscard]] std::string sha256Hex(const std::string& bytes);
/// A number in 0 … `below` - 1 that is always the same for the same text: the stand-in's registers are rules.
[[nodiscard]] std::uint32_t ruleNumber(const std::string& text, std::uint32_t below);

} // namespace banshi::city
