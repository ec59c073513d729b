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

/// Bytes for the platform alone, and how they were sealed.
struct Sealed
{
    int suite = 0;
    Bytes bytes;
};

/// The platform's public key: what is sealed with it can be read by the platform only, not by this machine. Threads:
/// any; copies share the key.
class PlatformKey
{
public:
    /// Suite 1: libsodium crypto_box_seal (X25519, XSalsa20-Poly1305).
    static constexpr int kSodium = 1;
    /// Suite 2: SM2 over SM4-CBC and HMAC-SM3, by OpenSSL.
    static constexpr int kShangMi = 2;
    /// Suite 3: a key sealed by suite 1, under which ChaCha20-Poly1305 (RFC 8439).
    static constexpr int kDataKey = 3;

    /// Reads the first line of a file: `<key id> <base64 of 32 bytes>` for suites 1 and 3,
    /// `<key id> sm2 <base64 of the uncompressed point, 65 bytes>` for suite 2. Errors: KeyUnusable.
    [[nodiscard]] static StoreResult<PlatformKey> read(const std::filesystem::path& file);
    /// The same from text. Errors: KeyUnusable.
    [[nodiscard]] static StoreResult<PlatformKey> parse(const std::string& line);

    [[nodiscard]] const std::string& id() const { return m_id; }
    /// Seals for the platform by suite 1 or 2. Errors: KeyUnusable.
    [[nodiscard]] StoreResult<Sealed> seal(std::span<const std::uint8_t> plain) const;
    /// Seals the body of a queued item by suite 3 or 2: quicker where many are sealed at a time, as they share a key
    /// until one of them is accepted; suite 3 binds the body to `operation` and `key` (UUID, lower-case text). Errors:
    /// KeyUnusable.
    [[nodiscard]] StoreResult<Sealed> sealBody(std::span<const std::uint8_t> plain, const std::string& operation,
                                               const std::string& key) const;
    /// To be called before the acceptance of a body is answered: from then on nothing here can open it.
    void forgetKeyOf(std::span<const std::uint8_t> sealedBody) const;
    /// Makes the next sealBody() quicker: whoever waits anyway does now what does not depend on the bytes.
    void prepare() const;

private:
    PlatformKey() = default;
    std::string m_id;
    std::shared_ptr<const SealingSuite> m_suite;
    std::shared_ptr<const SealingSuite> m_bodySuite;
};

} // namespace banshi::queue::store
