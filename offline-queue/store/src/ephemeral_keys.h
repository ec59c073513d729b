// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <sodium.h>

namespace banshi::queue::store
{

/// What a sealed box needs that does not depend on what is sealed: a key pair of its own and the key that this shares
/// with the recipient. The secret half is gone as soon as the shared key is there; that one is wiped with the object.
struct Ephemeral
{
    std::array<std::uint8_t, crypto_box_PUBLICKEYBYTES> publicKey{};
    std::array<std::uint8_t, crypto_box_BEFORENMBYTES> shared{};
    Ephemeral() = default;
    ~Ephemeral() { sodium_memzero(shared.data(), shared.size()); }
    Ephemeral(const Ephemeral&) = default;
    Ephemeral& operator=(const Ephemeral&) = default;
};

/// One-time keys for one recipient, some of them made ahead by whoever waits anyway: two multiplications on the curve
/// are most of a sealing's time. Each is given out once and forgotten; what waits lies in memory that is not swapped or
/// dumped. Threads: any.
class EphemeralKeys
{
public:
    static constexpr std::size_t kMostAhead = 32;
    using Recipient = std::array<std::uint8_t, crypto_box_PUBLICKEYBYTES>;

    explicit EphemeralKeys(const Recipient& recipient);
    ~EphemeralKeys();
    EphemeralKeys(const EphemeralKeys&) = delete;
    EphemeralKeys& operator=(const EphemeralKeys&) = delete;

    /// One that was made ahead, or else one that is made now; nothing when the recipient is a weak point of the curve.
    [[nodiscard]] std::optional<Ephemeral> take();
    /// Makes one ahead, unless kMostAhead wait.
    void prepare();

private:
    [[nodiscard]] std::optional<Ephemeral> make() const;

    const Recipient m_recipient;
    std::mutex m_mutex;
    std::array<Ephemeral, kMostAhead> m_ahead; // guarded by m_mutex
    std::size_t m_waiting = 0;                 // guarded by m_mutex: how many of them, from the first on
};

} // namespace banshi::queue::store
