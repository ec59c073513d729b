// SPDX-License-Identifier: Apache-2.0
#include "banshi/base/secret_bytes.h"

#include <cstring>

namespace banshi::base
{

void wipe(void* memory, std::size_t size)
{
    if (size > 0)
        explicit_bzero(memory, size);
}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept
{
    if (this != &other)
    {
        clear();
        m_bytes = std::move(other.m_bytes);
        other.m_bytes.clear();
    }
    return *this;
}

std::string_view SecretBytes::text() const
{
    return {reinterpret_cast<const char*>(m_bytes.data()), m_bytes.size()};
}

void SecretBytes::clear()
{
    wipe(m_bytes.data(), m_bytes.size());
    m_bytes.clear();
    m_bytes.shrink_to_fit();
}

} // namespace banshi::base
