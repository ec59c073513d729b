// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/secret_bytes.h"
#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

#include <span>

namespace banshi::queue::store
{

/// Binds secrets to this machine. Threads: one at a time.
class KeySealer
{
public:
    virtual ~KeySealer() = default;

    /// Seals at most 128 bytes. Errors: TpmAway, Invalid (too long).
    [[nodiscard]] virtual StoreResult<Bytes> seal(std::span<const std::uint8_t> secret) = 0;
    /// Errors: TpmAway (it may open later), KeyForeign (it never will), KeyUnusable (no such bytes).
    [[nodiscard]] virtual StoreResult<base::SecretBytes> unseal(std::span<const std::uint8_t> sealed) = 0;
};

} // namespace banshi::queue::store
