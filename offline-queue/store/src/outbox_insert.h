// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core.h"

namespace banshi::queue::store
{

/// An item sealed and ready for its row.
struct SealedItem
{
    Bytes key;
    Bytes stream; ///< empty or kStreamBytes
    Sealed sealed;
    Hash bodyHash{};
    Hash bodyHmac{};
    std::string macKey;

    static constexpr std::size_t kStreamBytes = 16;
};

/// Checks the arguments, seals the body and computes what recognises it; runs in the caller's thread, so that sealing
/// does not hold up the writer. Errors: Invalid, KeyUnusable, ReadOnly, ….
[[nodiscard]] StoreResult<SealedItem> sealItem(Core& core, const NewItem& item);

/// Writes the row (or finds its twin), its pictures and the outcome of its intent. Throws SqlFault. Threads: writer's.
[[nodiscard]] Accepted insertItem(Core& core, Connection& database, const NewItem& item, const SealedItem& sealed);

} // namespace banshi::queue::store
