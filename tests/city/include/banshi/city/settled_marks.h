// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace banshi::city
{

/// The settled numbers of one queue (device and epoch): the mark up to which none is missing, and the digest of the
/// keys up to there. Threads: the caller's lock.
class SettledMarks
{
public:
    /// A number is settled; more than once is harmless.
    void add(std::uint64_t seq, const std::string& key);
    [[nodiscard]] std::uint64_t highWater() const { return m_mark; }
    [[nodiscard]] const std::string& digest() const { return m_digest; }
    /// All settled numbers with their keys.
    [[nodiscard]] const std::map<std::uint64_t, std::string>& all() const { return m_keys; }

private:
    std::map<std::uint64_t, std::string> m_keys;
    std::uint64_t m_mark = 0;
    std::string m_digest = std::string(64, '0');
};

} // namespace banshi::city
