// SPDX-License-Identifier: GPL-3.0-or-later
#include "data_keys.h"

#include <algorithm>

namespace banshi::queue::store
{

std::unique_ptr<const DataKey> DataKey::make(const Recipient& recipient)
{
    std::unique_ptr<DataKey> made(new DataKey);
    made->m_secret.reset(static_cast<std::uint8_t*>(sodium_malloc(kBytes)));
    if (!made->m_secret)
        return nullptr;
    crypto_aead_chacha20poly1305_ietf_keygen(made->m_secret.get());
    if (crypto_box_seal(made->m_wrapped.data(), made->m_secret.get(), kBytes, recipient.data()) != 0)
        return nullptr;
    return made;
}

bool DataKeys::use(const Seal& seal)
{
    const std::lock_guard lock(m_mutex);
    if (!m_current || m_uses == kMostUses)
    {
        m_uses = 0;
        m_current = nullptr;
        if (m_ahead.empty())
            m_current = DataKey::make(m_recipient); // who waits for the lock meanwhile gets this one, too
        else
        {
            m_current = std::move(m_ahead.front());
            m_ahead.pop_front();
        }
    }
    if (m_current)
        seal(*m_current, m_uses++);
    return m_current != nullptr;
}

void DataKeys::forget(std::span<const std::uint8_t> wrapped)
{
    const std::lock_guard lock(m_mutex);
    if (m_current && std::ranges::equal(m_current->wrapped(), wrapped))
        m_current = nullptr;
}

void DataKeys::prepare()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_ahead.size() == kMostAhead)
            return;
    }
    auto made = DataKey::make(m_recipient);
    const std::lock_guard lock(m_mutex);
    if (made && m_ahead.size() < kMostAhead)
        m_ahead.push_back(std::move(made));
}

} // namespace banshi::queue::store
