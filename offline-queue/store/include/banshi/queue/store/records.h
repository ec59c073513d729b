// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banshi::queue::store
{

using Bytes = std::vector<std::uint8_t>;

/// A request to be kept. The body is sealed before the call returns and not kept in plain. Threads: plain value.
struct NewItem
{
    std::string key;                ///< Idempotency-Key, a UUID
    std::string operation;          ///< operation of the contract, e.g. `reports`
    std::string stream;             ///< what it stays in order with, e.g. an order's id;
                                    ///< empty for nothing
    std::string_view body;          ///< canonical plaintext, at most kMostBody bytes
    std::vector<std::string> blobs; ///< SHA-256 (hex) of the pictures that it refers to
    std::optional<std::chrono::hours> ttl;
    bool isLowPriority = false; ///< refused from 85 % of the limits on, so that
                                ///< the rest stays for what matters more
    std::string closesIntent;   ///< journal intent that gets the outcome `done` in
                                ///< the same transaction; may be empty

    static constexpr std::size_t kMostBody = std::size_t{128} * 1024;
};

/// The acknowledgement of an item that is on disk.
struct Accepted
{
    std::string localNumber; ///< `<device>-<first 8 digits of the epoch>-<seq>`
    std::int64_t seq = 0;
    bool duplicate = false; ///< the same key and body were on disk before
};

/// An item as it is sent: sealed, for the platform only.
struct OutboundItem
{
    std::int64_t id = 0;
    std::int64_t seq = 0;
    std::string key;
    std::string operation;
    std::string stream; ///< hex of what the item stays in order with; empty for nothing
    int suite = 0;
    std::string keyId;
    Bytes sealed;
    std::string bodyHmac; ///< hex
    base::UtcTime madeAt;
    bool late = false; ///< its time to live is over
};

/// Items of one epoch, oldest first, and the pictures that have to arrive before them.
struct OutboundBatch
{
    static constexpr std::size_t kMostItems = 100; ///< the contract's
    /// Sealed bytes, unless one item alone has more: as base64, with what stands around them, a batch then fits into a
    /// document of the contract (256 KiB).
    static constexpr std::size_t kMostBytes = std::size_t{150} * 1024;

    std::string device;
    std::string epoch;
    std::vector<OutboundItem> items;
    std::vector<std::string> blobs; ///< SHA-256 (hex), not yet with the platform
};

/// What the platform decided about one item for good.
struct Settlement
{
    std::int64_t id = 0;
    bool isParked = false; ///< false: it has arrived, the body is erased; true:
                           ///< kept for a person
    std::string receipt;
    std::string code; ///< problem code of a parked item; of an arrived one what
                      ///< the platform said, e.g. `expired`
};

/// How near the tightest of the limits is, in percent of it.
enum class Watermark
{
    None = 0,
    Warns = 70,            ///< technician told; the resident notices nothing
    LowPriorityStops = 85, ///< services of low priority are not begun any more
    Stops = 95,            ///< nothing new is taken; what is there drains
};

/// How full the queue is.
struct QueueCounts
{
    std::int64_t pending = 0;
    std::int64_t parked = 0;
    std::optional<base::UtcTime> oldest; ///< of the pending ones
};

/// A sealed picture as it is sent.
struct SealedBlob
{
    std::string keyId;
    Bytes sealed;
};

} // namespace banshi::queue::store
