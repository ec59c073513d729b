// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

#include <memory>
#include <span>
#include <string_view>

namespace banshi::queue::store
{

/// One way to seal for the platform; its number stands in every row. Threads: any.
class SealingSuite
{
public:
    virtual ~SealingSuite() = default;
    [[nodiscard]] virtual int number() const = 0;
    /// Seals; what comes out differs each time. `place` says what the bytes are for: suite 3 binds them to it, so that
    /// nobody on the way can put them elsewhere. Errors: KeyUnusable (the crypto library refuses).
    [[nodiscard]] virtual StoreResult<Bytes> seal(std::span<const std::uint8_t> plain,
                                                  std::string_view place) const = 0;
    /// A sealing is accepted: no other is made with the key that made it, which is wiped.
    virtual void forgetKeyOf(std::span<const std::uint8_t> /*sealed*/) const {}
    /// Does ahead what the next sealing needs and what does not depend on its bytes, for whoever waits anyway.
    virtual void prepare() const {}
};

/// Suite 1: libsodium crypto_box_seal (X25519, XSalsa20-Poly1305); `key` has 32 bytes. Nothing for another length.
[[nodiscard]] std::shared_ptr<const SealingSuite> makeSodiumSuite(const Bytes& key);

/// Suite 3: a fresh ChaCha20-Poly1305 key (RFC 8439) for what is sealed before the first of it is accepted, each time
/// in front as a crypto_box_seal for `key`, 32 bytes (FORMAT.md, "Suites"). Nothing for another length.
[[nodiscard]] std::shared_ptr<const SealingSuite> makeDataKeySuite(const Bytes& key);

/// Suite 2: a fresh SM4 and HMAC-SM3 key under SM2 (GM/T 0003.4), then SM4-CBC and HMAC-SM3 over everything before it
/// (FORMAT.md, "Suites"); `point` is the uncompressed public point, 65 bytes. Nothing when it is not on the curve.
[[nodiscard]] std::shared_ptr<const SealingSuite> makeShangMiSuite(const Bytes& point);

} // namespace banshi::queue::store
