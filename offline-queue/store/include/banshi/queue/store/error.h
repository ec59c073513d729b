// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace banshi::queue::store
{

/// What can go wrong with the durable file.
enum class StoreCode
{
    CannotOpen, ///< the file or its folder cannot be opened or a pragma does not
                ///< stick
    InUse,      ///< another process holds the file
    ReadOnly,   ///< the disk or folder cannot be written
    Full,       ///< disk, reserve or budget is used up
    Io,         ///< the disk answered with an error; the file is opened anew before the
        ///< next call
    Damaged,       ///< damage was found; the file goes to quarantine before the next
                   ///< call
    NewerFormat,   ///< the file was written by a newer program that says so
    KeyUnusable,   ///< the machine key or the platform's key cannot be read
    KeyForeign,    ///< the machine key was sealed by another TPM, or this one has been cleared since: it never opens
    TpmAway,       ///< the TPM is missing, silent or not usable now; the machine key may open at a later start
    Stopping,      ///< the store is being closed
    KeyReused,     ///< the same key came with another body
    BlobMissing,   ///< an item refers to a picture that was never stored
    BlobWrongHash, ///< the bytes do not have the hash that names them
    IntentUnknown,
    IntentReused, ///< the same intent id came with another promise
    IntentClosed, ///< the intent has a final outcome
    ItemUnknown,  ///< no item has that name
    Invalid,      ///< an argument is not what the format allows
};
using StoreError = base::KitError<StoreCode>;
template <class T>
using StoreResult = base::Result<T, StoreError>;

/// `queue.store.…`
[[nodiscard]] std::string_view code(StoreCode value);
/// All dotted codes of this folder, `queue.store.rowDamaged` of parked items included.
[[nodiscard]] std::vector<std::string> storeCodes();

} // namespace banshi::queue::store
