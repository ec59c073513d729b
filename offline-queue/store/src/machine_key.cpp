// SPDX-License-Identifier: GPL-3.0-or-later
#include "machine_key.h"

#include "hex.h"

#include <algorithm>
#include <sodium.h>
#include <tuple>

namespace banshi::queue::store
{

MachineKey::MachineKey(const Hash& secret) : m_secret(secret)
{
    constexpr std::size_t kIdBytes = 8;
    const Hash named = mac("banshi-key-id-v1", "", "");
    m_id = toHex(std::span(named).first(kIdBytes));
}

MachineKey::~MachineKey()
{
    sodium_memzero(m_secret.data(), m_secret.size());
}

Hash MachineKey::mac(std::string_view purpose, std::string_view label, std::string_view content) const
{
    static constexpr std::uint8_t kEnd = 0;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, m_secret.data(), m_secret.size());
    for (const auto part : {purpose, label})
    {
        crypto_auth_hmacsha256_update(&state, reinterpret_cast<const std::uint8_t*>(part.data()), part.size());
        crypto_auth_hmacsha256_update(&state, &kEnd, 1);
    }
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const std::uint8_t*>(content.data()), content.size());
    Hash result;
    crypto_auth_hmacsha256_final(&state, result.data());
    sodium_memzero(&state, sizeof state);
    return result;
}

KeyRing::KeyRing(std::span<const std::uint8_t> secrets)
{
    Hash secret;
    for (; secrets.size() >= secret.size(); secrets = secrets.subspan(secret.size()))
    {
        std::copy_n(secrets.begin(), secret.size(), secret.begin());
        m_keys.emplace_back(secret);
    }
    sodium_memzero(secret.data(), secret.size());
}

bool KeyRing::isSize(std::size_t bytes)
{
    constexpr std::size_t kKey = std::tuple_size_v<Hash>;
    return bytes > 0 && bytes % kKey == 0 && bytes <= kMostKeys * kKey;
}

} // namespace banshi::queue::store
