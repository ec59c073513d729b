// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"
#include "banshi/queue/contract/fault.h"

#include <nlohmann/json.hpp>
#include <string_view>

namespace banshi::queue::contract
{

/// The most bytes that a JSON document may have, and how deep it may be nested.
inline constexpr std::size_t kMostBytes = std::size_t{256} * 1024;
inline constexpr int kDeepest = 64;
/// The most bytes of a durable request's body: sealed and in base64 it still fits into a batch of kMostBytes.
inline constexpr std::size_t kMostDurableBytes = std::size_t{128} * 1024;
/// The most bytes of a picture.
inline constexpr std::size_t kMostBlobBytes = std::size_t{2} * 1024 * 1024;
/// The most bytes of a sealed one: no suite adds more than 1 KiB.
inline constexpr std::size_t kMostSealedBlobBytes = kMostBlobBytes + 1024;
/// The most bytes of one part of a sealed picture (`patchQueueBlob`).
inline constexpr std::size_t kMostBlobPartBytes = std::size_t{256} * 1024;

/// Reads a JSON document from elsewhere.
/// Errors: TooLarge, TooDeep (both before anything is built), NotJson, NotUtf8 (one fault). Threads: any.
[[nodiscard]] base::Result<nlohmann::json, Faults> parseDocument(std::string_view text);

/// Holds a document that was built in memory against the same limits. Threads: any.
[[nodiscard]] Faults inspectDocument(const nlohmann::json& document);

} // namespace banshi::queue::contract
