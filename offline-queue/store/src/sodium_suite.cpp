// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/store/platform_key.h"
#include "ephemeral_keys.h"
#include "sealing_suite.h"

#include <algorithm>

namespace banshi::queue::store
{

namespace
{

EphemeralKeys::Recipient recipientOf(const Bytes& key)
{
    EphemeralKeys::Recipient recipient{};
    std::copy(key.begin(), key.end(), recipient.begin());
    return recipient;
}

/// crypto_box_seal in two halves, the first of which does not know the message. The bytes are the same. Source:
/// libsodium, crypto_box/crypto_box_seal.c.
class SodiumSuite : public SealingSuite
{
public:
    explicit SodiumSuite(const Bytes& key) : m_recipient(recipientOf(key)), m_keys(m_recipient) {}

    [[nodiscard]] int number() const override { return PlatformKey::kSodium; }
    [[nodiscard]] StoreResult<Bytes> seal(std::span<const std::uint8_t> plain) const override
    {
        const auto key = m_keys.take();
        if (!key)
            return base::fail(StoreCode::KeyUnusable, "the platform's key is a weak point of the curve",
                              base::Retry::NeedsAttendant);
        Bytes sealed(plain.size() + crypto_box_SEALBYTES);
        const auto behind = std::copy(key->publicKey.begin(), key->publicKey.end(), sealed.begin());
        crypto_box_easy_afternm(&*behind, plain.data(), plain.size(), nonceFor(*key).data(), key->shared.data());
        return sealed;
    }
    void prepare() const override { m_keys.prepare(); }

private:
    using Nonce = std::array<std::uint8_t, crypto_box_NONCEBYTES>;

    /// Both public keys say it, so that it need not travel.
    [[nodiscard]] Nonce nonceFor(const Ephemeral& key) const
    {
        Nonce nonce{};
        crypto_generichash_state state;
        crypto_generichash_init(&state, nullptr, 0, nonce.size());
        crypto_generichash_update(&state, key.publicKey.data(), key.publicKey.size());
        crypto_generichash_update(&state, m_recipient.data(), m_recipient.size());
        crypto_generichash_final(&state, nonce.data(), nonce.size());
        return nonce;
    }

    const EphemeralKeys::Recipient m_recipient;
    mutable EphemeralKeys m_keys;
};

} // namespace

std::shared_ptr<const SealingSuite> makeSodiumSuite(const Bytes& key)
{
    return key.size() == crypto_box_PUBLICKEYBYTES ? std::make_shared<SodiumSuite>(key) : nullptr;
}

} // namespace banshi::queue::store
