// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "key_sealer.h"

#include <chrono>
#include <string>

namespace banshi::queue::store
{

/// Seals under the storage root key of a TPM 2: nothing but this chip, not cleared since, opens the bytes. Source: TPM
/// 2.0 Library, part 3 (TPM2_CreatePrimary, TPM2_Create, TPM2_Load, TPM2_Unseal). Each call opens the TPM and leaves
/// nothing in it. Threads: one at a time.
class TpmSealer final : public KeySealer
{
public:
    /// `tcti` as in tpm.h. A TPM that takes longer than `patience` is away.
    TpmSealer(std::string tcti, std::chrono::milliseconds patience) : m_tcti(std::move(tcti)), m_patience(patience) {}

    [[nodiscard]] StoreResult<Bytes> seal(std::span<const std::uint8_t> secret) override;
    [[nodiscard]] StoreResult<base::SecretBytes> unseal(std::span<const std::uint8_t> sealed) override;

private:
    const std::string m_tcti;
    const std::chrono::milliseconds m_patience;
};

} // namespace banshi::queue::store
