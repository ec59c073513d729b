// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/city/settled_marks.h"

#include "banshi/city/pseudonyms.h"

namespace banshi::city
{

void SettledMarks::add(std::uint64_t seq, const std::string& key)
{
    m_keys.emplace(seq, key);
    for (auto next = m_keys.find(m_mark + 1); next != m_keys.end() && next->first == m_mark + 1; ++next)
    {
        ++m_mark;
        m_digest = sha256Hex(m_digest + "\n" + next->second);
    }
}

} // namespace banshi::city
