// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

#include <filesystem>
#include <memory>
#include <span>

namespace banshi::queue::store
{

class SealingSuite;

/// The platform's public key: what is sealed with it can be read by the platform only, not by this machine. Threads:
/// any; copies share the key.
class PlatformKey
{
public:
    /// Suite 1: libsodium crypto_box_seal (X25519, XSalsa20-Poly1305).
    static constexpr int kSodium = 1;
    /// Suite 2: SM2 over SM4-CBC and HMAC-SM3, by OpenSSL.
    static constexpr int kShangMi = 2;

    /// Reads the first line of a file: `<key id> <base64 of 32 bytes>` for suite
    /// 1,
    /// `<key id> sm2 <base64 of the uncompressed point, 65 bytes>` for suite 2. Errors: KeyUnusable.
    [[nodiscard]] static StoreResult<PlatformKey> read(const std::filesystem::path& file);
    /// The same from text. Errors: KeyUnusable.
    [[nodiscard]] static StoreResult<PlatformKey> parse(const std::string& line);

    [[nodiscard]] const std::string& id() const { return m_id; }
    [[nodiscard]] int suite() const;
    /// Seals for the platform. Errors: KeyUnusable.
    [[nodiscard]] StoreResult<Bytes> seal(std::span<const std::uint8_t> plain) const;
    /// Makes the next seal() quicker: whoever waits anyway does now what does not depend on the bytes.
    void prepare() const;

private:
    PlatformKey() = default;
    std::string m_id;
    std::shared_ptr<const SealingSuite> m_suite;
};

} // namespace banshi::queue::store
