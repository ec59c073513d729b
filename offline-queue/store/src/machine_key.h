// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <openssl/types.h>
#include <span>
#include <string>
#include <string_view>

namespace banshi::queue::store
{

using Hash = std::array<std::uint8_t, 32>;

/// The machine's own secret for HMACs: recognises repeats of what it can no longer read. Threads: immutable.
class MachineKey
{
public:
    /// Throws std::bad_alloc where OpenSSL has no HMAC to give.
    explicit MachineKey(const Hash& secret);
    MachineKey(const MachineKey&) = delete;
    MachineKey& operator=(const MachineKey&) = delete;

    /// Names the key without telling it: 16 hex digits.
    [[nodiscard]] const std::string& id() const { return m_id; }
    /// HMAC-SHA-256 of the parts, a zero byte between them.
    [[nodiscard]] Hash mac(std::string_view purpose, std::string_view label, std::string_view content) const;

private:
    using Mac = std::unique_ptr<EVP_MAC_CTX, void (*)(EVP_MAC_CTX*)>;

    const Mac m_keyed; // holds the secret and wipes it
    std::string m_id;
};

/// The keys that this machine has had, the present one first. Threads: immutable.
class KeyRing
{
public:
    /// So many: 128 bytes are what a TPM seals at once (TPM 2.0 Library, part 2, MAX_SYM_DATA).
    static constexpr std::size_t kMostKeys = 4;

    /// `secrets`: 32 bytes for each key, from one to kMostKeys of them.
    explicit KeyRing(std::span<const std::uint8_t> secrets);

    /// What is written from now on is under this one.
    [[nodiscard]] const MachineKey& current() const { return m_keys.front(); }
    [[nodiscard]] const std::deque<MachineKey>& all() const { return m_keys; }
    /// Whether `bytes` can be the size of a ring.
    [[nodiscard]] static bool isSize(std::size_t bytes);

private:
    std::deque<MachineKey> m_keys;
};

} // namespace banshi::queue::store
