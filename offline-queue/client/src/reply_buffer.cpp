// SPDX-License-Identifier: GPL-3.0-or-later
#include "reply_buffer.h"

#include <algorithm>

namespace banshi::queue::client
{

bool ReplyBuffer::append(std::string_view data)
{
    constexpr std::size_t kFirst = 4096;
    if (data.size() > m_most - m_size)
        return false;
    if (m_size + data.size() > m_bytes.size())
    {
        const std::size_t wanted = std::max({kFirst, m_bytes.size() * 2, m_size + data.size()});
        base::SecretBytes larger(std::min(wanted, m_most));
        std::copy_n(m_bytes.data(), m_size, larger.data());
        m_bytes = std::move(larger);
    }
    std::copy(data.begin(), data.end(), m_bytes.data() + m_size);
    m_size += data.size();
    return true;
}

base::SecretBytes ReplyBuffer::take()
{
    base::SecretBytes content(m_bytes.view().first(m_size));
    m_bytes.clear();
    m_size = 0;
    return content;
}

} // namespace banshi::queue::client
