// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core.h"

namespace banshi::queue::store
{

/// Adds the hashes of the item's pictures that the platform has not got yet, each once. Throws SqlFault.
void addUnsentBlobs(Connection& database, std::int64_t item, std::vector<std::string>& hashes);

/// Marks the item's pictures as erased when no unsent item needs them; adds their hashes. Throws SqlFault.
void retireBlobsOf(Connection& database, std::int64_t item, std::vector<std::string>& hashes);

/// Removes the files of pictures that are still marked as erased, in the writer thread, so that a picture that is being
/// stored again keeps its file. Errors: as the file's state.
[[nodiscard]] StoreResult<void> removeRetiredFiles(Core& core, const std::vector<std::string>& hashes);

} // namespace banshi::queue::store
