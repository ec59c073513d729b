// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/district/records.h"

#include <set>

namespace banshi::queue::district
{

/// An item that was here before.
struct KnownItem
{
    std::string epoch;
    std::int64_t seq = 0;
    std::string bodyHmac;
    KeptItem item;
};

/// How far an epoch has come.
struct EpochMark
{
    std::int64_t highWater = 0;
    std::int64_t highest = 0;
    std::string digest;
};

/// Judges each item of a batch. `added`: keys that this batch has added; `known`: those of the others that are here, by
/// key. Threads: any.
[[nodiscard]] std::vector<Taken> judge(const IncomingBatch& batch, std::set<std::string> added,
                                       const std::map<std::string, KnownItem>& known);

/// Numbers of repeats that are known under another epoch or number: a salvaged queue brings them.
[[nodiscard]] std::vector<HeldNumber> movedNumbers(const IncomingBatch& batch, const std::vector<Taken>& taken,
                                                   const std::map<std::string, KnownItem>& known);

/// The verdicts of an acceptance in one line, a word for each item: `new`, `repeat`, `conflict`, or `parked:` and the
/// code of a repeat that the platform has refused.
[[nodiscard]] std::string wordsOf(const IncomingBatch& batch, const Acceptance& acceptance);
/// The same from that line; nothing when it is not one of this batch.
[[nodiscard]] std::optional<Acceptance> acceptanceOf(const IncomingBatch& batch, const std::string& words);

/// Moves the mark over the numbers that follow it without a gap; `numbers` in their order.
void advance(EpochMark& mark, const std::vector<HeldNumber>& numbers);

} // namespace banshi::queue::district
