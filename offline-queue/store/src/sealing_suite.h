// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

#include <memory>
#include <span>

namespace banshi::queue::store
{

/// One way to seal for the platform; its number stands in every row. Threads: any.
class SealingSuite
{
public:
    virtual ~SealingSuite() = default;
    [[nodiscard]] virtual int number() const = 0;
    /// Seals; what comes out differs each time. Errors: KeyUnusable (the crypto library refuses).
    [[nodiscard]] virtual StoreResult<Bytes> seal(std::span<const std::uint8_t> plain) const = 0;
    /// Does ahead what the next sealing needs and what does not depend on its bytes, for whoever waits anyway.
    virtual void prepare() const {}
};

/// Suite 1: libsodium crypto_box_seal (X25519, XSalsa20-Poly1305); `key` has 32 bytes. Nothing for another length.
[[nodiscard]] std::shared_ptr<const SealingSuite> makeSodiumSuite(const Bytes& key);

/// Suite 2: a fresh SM4 and HMAC-SM3 key under SM2 (GM/T 0003.4), then SM4-CBC and HMAC-SM3 over everything before it
/// (FORMAT.md, "Suites"); `point` is the uncompressed public point, 65 bytes. Nothing when it is not on the curve.
[[nodiscard]] std::shared_ptr<const SealingSuite> makeShangMiSuite(const Bytes& point);

} // namespace banshi::queue::store
