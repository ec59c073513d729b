// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "key_folder.h"
#include "key_sealer.h"
#include "machine_key.h"

#include <memory>
#include <mutex>
#include <vector>

namespace banshi::queue::store
{

/// The machine's keys as they lie in the data folder: sealed in `machine.key.tpm`, or plain in `machine.key` while
/// there is no TPM that seals; FORMAT.md, "The machine key". Read, mended and moved once, made at the first start.
/// Threads: any.
class MachineKeyFile
{
public:
    /// `sealer`: none when the machine has no TPM.
    MachineKeyFile(std::unique_ptr<KeyFolder> folder, std::unique_ptr<KeySealer> sealer)
        : m_folder(std::move(folder)), m_sealer(std::move(sealer))
    {
    }

    /// The keys; a TPM or a file that cannot be used gives other keys, never an error. Errors: KeyUnusable (libsodium
    /// does not start), ReadOnly, Full, CannotOpen, Io.
    [[nodiscard]] StoreResult<const KeyRing*> get();
    /// What a technician has to know of the last get() that did something: TpmAway, KeyForeign, KeyUnusable,
    /// NewerFormat.
    [[nodiscard]] std::vector<StoreError> troubles() const;
    void forgetTroubles();
    /// Whether the keys lie sealed and no plain file with them.
    [[nodiscard]] bool isSealed() const;

private:
    [[nodiscard]] StoreResult<base::SecretBytes> load();
    [[nodiscard]] StoreResult<base::SecretBytes> readPlain();
    [[nodiscard]] StoreResult<base::SecretBytes> readSealed();
    [[nodiscard]] StoreResult<base::SecretBytes> open(std::span<const std::uint8_t> content);
    [[nodiscard]] StoreResult<void> putAside(const char* name, StoreError why);
    [[nodiscard]] StoreResult<void> replace(const char* name, std::span<const std::uint8_t> content);
    [[nodiscard]] StoreResult<void> seal(const base::SecretBytes& ring);
    [[nodiscard]] StoreResult<void> wipePlain();
    [[nodiscard]] StoreResult<void> finishWipe();
    void note(StoreError trouble) { m_troubles.push_back(std::move(trouble)); }

    const std::unique_ptr<KeyFolder> m_folder;
    const std::unique_ptr<KeySealer> m_sealer;
    mutable std::mutex m_mutex;
    // Guarded by m_mutex; the ring is immutable once set.
    std::unique_ptr<const KeyRing> m_ring;
    std::vector<StoreError> m_troubles;
    bool m_canSeal = false;
    bool m_isSealed = false;
};

} // namespace banshi::queue::store
