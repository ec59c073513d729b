// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/store/records.h"
#include "machine_key.h"

namespace banshi::queue::store
{

/// SHA-256.
[[nodiscard]] Hash sha256(std::span<const std::uint8_t> content);

/// The columns of an outbox row that never change. Threads: plain value; the spans are the caller's.
struct ChainedRow
{
    std::string epoch;
    std::int64_t seq = 0;
    std::span<const std::uint8_t> key;
    std::string operation;
    std::span<const std::uint8_t> stream;
    std::int64_t suite = 0;
    std::string keyId;
    std::span<const std::uint8_t> bodyHash;
    std::span<const std::uint8_t> bodyHmac;
    std::int64_t madeAt = 0;
    std::optional<std::int64_t> lateAt;
};

/// The row's link in the hash chain, see FORMAT.md.
[[nodiscard]] Hash chainOf(std::span<const std::uint8_t> previous, const ChainedRow& row);

} // namespace banshi::queue::store
