// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <sodium.h>
#include <span>

namespace banshi::queue::store
{

/// A symmetric key of 32 random bytes, and the same as only the recipient can open it (crypto_box_seal). The key lies
/// in memory that is neither swapped nor dumped, and is wiped with the object. Threads: immutable.
class DataKey
{
public:
    static constexpr std::size_t kBytes = crypto_aead_chacha20poly1305_ietf_KEYBYTES;
    using Recipient = std::array<std::uint8_t, crypto_box_PUBLICKEYBYTES>;
    using Wrapped = std::array<std::uint8_t, kBytes + crypto_box_SEALBYTES>;

    /// Nothing when the recipient is a weak point of the curve or memory is short.
    [[nodiscard]] static std::unique_ptr<const DataKey> make(const Recipient& recipient);

    [[nodiscard]] const std::uint8_t* secret() const { return m_secret.get(); }
    [[nodiscard]] const Wrapped& wrapped() const { return m_wrapped; }

private:
    struct Free
    {
        void operator()(std::uint8_t* memory) const { sodium_free(memory); } // wipes
    };
    DataKey() = default;

    std::unique_ptr<std::uint8_t, Free> m_secret;
    Wrapped m_wrapped{};
};

/// Which key serves now. Those who seal before the first of them is accepted share one; the next is made ahead by
/// whoever waits anyway, as the two multiplications on the curve are most of a sealing's time. Threads: any.
class DataKeys
{
public:
    /// What is made ahead opens bodies that come later: as few as keep up with one commit after the other.
    static constexpr std::size_t kMostAhead = 2;
    static constexpr std::uint32_t kMostUses = 1024;
    /// Gets the key and the number of its use, from 0 on: no two uses of a key have the same.
    using Seal = std::function<void(const DataKey& key, std::uint32_t number)>;

    explicit DataKeys(const DataKey::Recipient& recipient) : m_recipient(recipient) {}

    /// Calls `seal`, one at a time, so that a key that is forgotten is nowhere in use. False when no key can be made.
    [[nodiscard]] bool use(const Seal& seal);
    /// The key with this wrapping is wiped, when it is still there.
    void forget(std::span<const std::uint8_t> wrapped);
    /// Makes one ahead, unless kMostAhead wait.
    void prepare();

private:
    const DataKey::Recipient m_recipient;
    std::mutex m_mutex;
    std::unique_ptr<const DataKey> m_current;           // guarded by m_mutex
    std::uint32_t m_uses = 0;                           // guarded by m_mutex: of the current one
    std::deque<std::unique_ptr<const DataKey>> m_ahead; // guarded by m_mutex: oldest first
};

} // namespace banshi::queue::store
