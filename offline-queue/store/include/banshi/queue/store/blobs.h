// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/error.h"
#include "banshi/queue/store/records.h"

#include <chrono>
#include <span>

namespace banshi::queue::store
{

class Core;

/// Pictures beside the file, sealed for the platform. Threads: any.
class Blobs
{
public:
    static constexpr std::size_t kMostBytes = std::size_t{2} * 1024 * 1024;
    /// How long a picture that no item refers to is kept.
    static constexpr std::chrono::minutes kUnclaimed{60};

    explicit Blobs(Core& core) : m_core(core) {}

    /// Seals and keeps a picture under the SHA-256 (hex) of its bytes; returns when it is on disk, with true when it
    /// was there before. Errors: BlobWrongHash, Invalid (too large), Full, ReadOnly, Io, …
    [[nodiscard]] StoreResult<bool> put(const std::string& sha256, std::span<const std::uint8_t> content);

    /// The sealed bytes of a picture on disk. Errors: BlobMissing; Damaged when the bytes have changed.
    [[nodiscard]] StoreResult<SealedBlob> read(const std::string& sha256) const;

    /// Remembers that the platform has the picture. Errors: as the file's state.
    [[nodiscard]] StoreResult<void> markSent(const std::string& sha256);
    /// The platform misses pictures of an item after all: they are sent again. Errors: as the file's state.
    [[nodiscard]] StoreResult<void> forgetSent(std::int64_t item);

    /// Parks the unsent items that need a picture that cannot be read any more. Errors: as the file's state.
    [[nodiscard]] StoreResult<void> parkItemsNeeding(const std::string& sha256, const std::string& code);

    /// Erases pictures that no item has referred to for kUnclaimed. Errors: as the file's state.
    [[nodiscard]] StoreResult<void> sweep();

private:
    Core& m_core;
};

} // namespace banshi::queue::store
