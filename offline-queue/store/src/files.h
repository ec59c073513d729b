// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

#include <filesystem>
#include <span>
#include <vector>

namespace banshi::queue::store
{

/// The error that an errno of a file call stands for; `doing` says what was tried.
[[nodiscard]] StoreError errnoError(int error, const std::string& doing);
/// Makes the folder and its parents, mode 0700. Errors: as errnoError.
[[nodiscard]] StoreResult<void> makeFolder(const std::filesystem::path& folder);
/// Writes beside, syncs, renames into place and syncs the folder; mode 0600. Errors: as errnoError.
[[nodiscard]] StoreResult<void> writeDurably(const std::filesystem::path& file, std::span<const std::uint8_t> content);
/// Overwrites what stands in the file, makes it when it is missing (mode 0600), and syncs it, its name not. Errors: as
/// errnoError.
[[nodiscard]] StoreResult<void> writeInPlace(const std::filesystem::path& file, std::span<const std::uint8_t> content);
/// The whole file. Errors: as errnoError; Invalid when larger than `most`.
[[nodiscard]] StoreResult<Bytes> readWhole(const std::filesystem::path& file, std::size_t most);
/// Makes names in the folder durable. Errors: as errnoError.
[[nodiscard]] StoreResult<void> syncFolder(const std::filesystem::path& folder);
/// What stands in the folder, in no order; nothing when there is no such folder. Errors: as errnoError.
[[nodiscard]] StoreResult<std::vector<std::filesystem::path>> listFolder(const std::filesystem::path& folder);
/// Whether there is such a file or folder. Errors: as errnoError, when it cannot be told.
[[nodiscard]] StoreResult<bool> fileExists(const std::filesystem::path& file);
/// Bytes that an ordinary user may still write on the folder's disk; 0 when it cannot be told.
[[nodiscard]] std::int64_t freeBytes(const std::filesystem::path& folder);

} // namespace banshi::queue::store
