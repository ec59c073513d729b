// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/sync/receipts.h"
#include "banshi/queue/sync/signature.h"

#include <array>
#include <nlohmann/json.hpp>
#include <sodium.h>
#include <string>

namespace banshi::testing::queue
{

/// The secret half of a platform's signing key. Threads: immutable.
class Signer
{
public:
    Signer() { crypto_sign_keypair(m_public.data(), m_secret.data()); }

    /// `sign-1 <base64>`, the content of a `signature_key` file.
    [[nodiscard]] std::string line() const { return "sign-1 " + base64(m_public.data(), m_public.size()); }
    [[nodiscard]] banshi::queue::sync::SignatureKey key() const
    {
        return banshi::queue::sync::SignatureKey::parse(line()).value();
    }
    /// Ed25519 in base64.
    [[nodiscard]] std::string sign(const std::string& text) const
    {
        std::array<std::uint8_t, crypto_sign_BYTES> signature{};
        crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                             m_secret.data());
        return base64(signature.data(), signature.size());
    }
    /// Makes the answer to a batch of `device` and `epoch` a receipt, of the moment `at` (RFC 3339).
    void sign(nlohmann::json& answer, const banshi::queue::sync::QueueName& queue, const std::string& at) const
    {
        answer["signed"] = {{"at", at}, {"digest", std::string(64, '0')}, {"key_id", "sign-1"}, {"signature", ""}};
        answer["signed"]["signature"] = sign(banshi::queue::sync::receiptText(answer, queue));
    }

private:
    static std::string base64(const std::uint8_t* bytes, std::size_t size)
    {
        std::string text(sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_ORIGINAL), '\0');
        sodium_bin2base64(text.data(), text.size(), bytes, size, sodium_base64_VARIANT_ORIGINAL);
        text.pop_back(); // the NUL that it writes, too
        return text;
    }

    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> m_public{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> m_secret{};
};

} // namespace banshi::testing::queue
