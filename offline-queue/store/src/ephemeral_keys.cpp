// SPDX-License-Identifier: GPL-3.0-or-later
#include "ephemeral_keys.h"

namespace banshi::queue::store
{

EphemeralKeys::EphemeralKeys(const Recipient& recipient) : m_recipient(recipient)
{
    sodium_mlock(m_ahead.data(), sizeof m_ahead); // where the system's limit is too low, the keys are made all the same
}

EphemeralKeys::~EphemeralKeys()
{
    sodium_munlock(m_ahead.data(), sizeof m_ahead); // wipes
}

std::optional<Ephemeral> EphemeralKeys::take()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting > 0)
        {
            Ephemeral& given = m_ahead[--m_waiting];
            const Ephemeral key = given;
            sodium_memzero(given.shared.data(), given.shared.size());
            return key;
        }
    }
    return make();
}

void EphemeralKeys::prepare()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting == kMostAhead)
            return;
    }
    const auto key = make();
    const std::lock_guard lock(m_mutex);
    if (key && m_waiting < kMostAhead)
        m_ahead[m_waiting++] = *key;
}

std::optional<Ephemeral> EphemeralKeys::make() const
{
    Ephemeral key;
    std::array<std::uint8_t, crypto_box_SECRETKEYBYTES> secret{};
    crypto_box_keypair(key.publicKey.data(), secret.data());
    const bool isMade = crypto_box_beforenm(key.shared.data(), m_recipient.data(), secret.data()) == 0;
    sodium_memzero(secret.data(), secret.size());
    return isMade ? std::optional(key) : std::nullopt;
}

} // namespace banshi::queue::store
