// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/city/city_keys.h"
#include "banshi/queue/sync/signature.h"

#include <array>
#include <sodium.h>
#include <string>

/// The secret half of a platform's signing key. Threads: immutable.
class Signer
{
public:
    Signer() { crypto_sign_keypair(m_public.data(), m_secret.data()); }

    [[nodiscard]] banshi::queue::sync::SignatureKey key() const
    {
        const std::string raw(m_public.begin(), m_public.end());
        return banshi::queue::sync::SignatureKey::parse("sign-1 " + banshi::city::toBase64(raw)).value();
    }
    /// Ed25519 in base64.
    [[nodiscard]] std::string sign(const std::string& text) const
    {
        std::string signature(crypto_sign_BYTES, '\0');
        crypto_sign_detached(reinterpret_cast<std::uint8_t*>(signature.data()), nullptr,
                             reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), m_secret.data());
        return banshi::city::toBase64(signature);
    }

private:
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> m_public{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> m_secret{};
};
