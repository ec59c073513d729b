// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

#include <array>
#include <filesystem>
#include <span>

namespace banshi::queue::store
{

/// The platform's public X25519 key: what is sealed with it can be read by the platform only, not by this machine.
/// Threads: immutable.
class PlatformKey
{
public:
    /// Suite 1 of the contract: libsodium crypto_box_seal (X25519, XSalsa20-Poly1305).
    static constexpr int kSuite = 1;

    /// Reads the first line of a file, `<key id> <base64 of 32 bytes>`. Errors: KeyUnusable.
    [[nodiscard]] static StoreResult<PlatformKey> read(const std::filesystem::path& file);
    /// The same from text. Errors: KeyUnusable.
    [[nodiscard]] static StoreResult<PlatformKey> parse(const std::string& line);

    [[nodiscard]] const std::string& id() const { return m_id; }
    /// Seals for the platform (48 bytes longer than the plaintext).
    [[nodiscard]] Bytes seal(std::span<const std::uint8_t> plain) const;

private:
    PlatformKey() = default;
    std::string m_id;
    std::array<std::uint8_t, 32> m_key{};
};

} // namespace banshi::queue::store
