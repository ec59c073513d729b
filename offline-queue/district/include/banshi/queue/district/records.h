// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/queue/district/error.h"
#include "banshi/queue/district/picture_part.h"
#include "banshi/queue/store/records.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace banshi::queue::district
{

/// An item as a machine sent it. Threads: plain value.
struct IncomingItem
{
    std::int64_t seq = 0;
    std::string key; ///< UUID as text
    std::string operation;
    std::string stream; ///< empty: no order
    int suite = 0;
    std::string keyId;
    store::Bytes sealed;
    std::string bodyHmac; ///< hex
    std::string madeAt;   ///< RFC 3339, as it came
    bool late = false;
};

/// What one machine hands over at once; the device is its certificate's.
struct IncomingBatch
{
    std::string device;
    std::string epoch;
    std::vector<IncomingItem> items;
    std::string key{};      ///< the request's own, UUID as text; empty: its answer is not kept
    std::string bodyHash{}; ///< of the request, to know the same again
    std::string at{};       ///< when it is answered, RFC 3339
};

/// What became of one item.
enum class Taken
{
    New,
    Repeat,   ///< the same key and content were here before
    Conflict, ///< the key, or the number, was used for something else
};

/// What is known of an item that is here, the platform's word included.
struct KeptItem
{
    enum class State
    {
        Waits,   ///< not with the platform yet
        Arrived, ///< the platform has it
        Parked,  ///< refused for good, or in need of a person
    };
    State state = State::Waits;
    std::string operation;
    std::string receipt; ///< the platform's, of what has arrived
    std::string code;    ///< of what is parked: why
};

/// The answer to a batch: on disk, as the server's synchronous commit has it.
struct Acceptance
{
    std::vector<Taken> items;              ///< in the order of the batch
    std::int64_t highWater = 0;            ///< up to this number nothing is missing
    std::string digest;                    ///< of the keys up to it
    std::map<std::string, KeptItem> known; ///< by key: what became of those that were here before
    std::string at{};                      ///< the batch's, or that of the first time
};

/// A held number of one epoch.
struct HeldNumber
{
    std::int64_t seq = 0;
    std::string key;
};

/// The same, and what became of its item.
struct HeldItem
{
    HeldNumber number;
    KeptItem item;
};

/// What a machine asks for when it compares its queue with ours.
struct Stretch
{
    std::string device;
    std::string epoch;
    std::int64_t fromSeq = 0;
    std::int64_t toSeq = 0;
    std::vector<std::string> keys; ///< those that have arrived for the machine
};

/// What is here of it.
struct Comparison
{
    std::vector<std::string> missing; ///< keys of the question that are not here
    std::vector<HeldItem> held;       ///< numbers of the stretch that are here
    std::int64_t highWater = 0;
    std::string digest; ///< of the keys up to it
};

/// How much waits.
struct DistrictCounts
{
    std::int64_t pending = 0;
    std::int64_t parked = 0;
    std::int64_t devices = 0; ///< machines for which something waits
};

/// Takes what machines hand over. Threads: any.
class Intake
{
public:
    virtual ~Intake() = default;
    /// All of the batch in one transaction; returns when it is durable. Errors: Unreachable (it may have been taken:
    /// the machine sends it again), NotDurable, Refused, Busy. A batch that comes again under its own key gets the
    /// first answer again for 30 days, whatever has become of its items since; another one under that key: KeyReused.
    [[nodiscard]] virtual DistrictResult<Acceptance> accept(const IncomingBatch& batch) = 0;
    /// Keeps a sealed picture; true when it was here before. Errors: the same.
    [[nodiscard]] virtual DistrictResult<bool> keepPicture(const std::string& device, const std::string& sha256,
                                                           const store::SealedBlob& picture) = 0;
    /// Keeps a part of a sealed picture, and with the last one the picture. Errors: the same.
    [[nodiscard]] virtual DistrictResult<PartTaken> keepPart(const std::string& device, const PicturePart& part) = 0;
    /// How much of a picture is here. Errors: the same.
    [[nodiscard]] virtual DistrictResult<HeldPicture> heldPicture(const std::string& device,
                                                                  const std::string& sha256) = 0;
    /// What became of an item; nothing when it is not here. Errors: the same.
    [[nodiscard]] virtual DistrictResult<std::optional<KeptItem>> find(const std::string& device,
                                                                       const std::string& key) = 0;
    /// Errors: the same.
    [[nodiscard]] virtual DistrictResult<Comparison> compare(const Stretch& stretch) = 0;
    /// One partition after the other. Errors: the same.
    [[nodiscard]] virtual DistrictResult<DistrictCounts> counts() = 0;
};

/// What goes up to the platform, shared with other instances: one device belongs to one instance at a time, for as
/// long as its lease runs. Threads: any.
class Outgoing
{
public:
    virtual ~Outgoing() = default;
    /// Devices for which something waits and that nobody else sends for, at most `most`; they are ours from now on.
    /// Errors: Unreachable, Refused, Busy.
    [[nodiscard]] virtual DistrictResult<std::vector<std::string>> claim(int most) = 0;
    /// The lease begins anew; false when it has run out and somebody else has it. Errors: the same.
    [[nodiscard]] virtual DistrictResult<bool> renew(const std::string& device) = 0;
    /// A picture of the device that has to go first, by its hash; empty when there is none. Errors: the same.
    [[nodiscard]] virtual DistrictResult<std::map<std::string, store::SealedBlob>>
    nextPicture(const std::string& device) = 0;
    /// `code` is empty when the platform has it, otherwise it is parked. Errors: the same.
    [[nodiscard]] virtual DistrictResult<void> settlePicture(const std::string& device, const std::string& sha256,
                                                             const std::string& code) = 0;
    /// The device's oldest items that may go now: of one epoch, at most one of a stream. Errors: the same.
    [[nodiscard]] virtual DistrictResult<store::OutboundBatch> nextBatch(const std::string& device, int most) = 0;
    /// One item's end, or its pause.
    struct End
    {
        std::string key;
        bool isParked = false;
        std::string receipt;
        std::string code;
        /// Set: it is only put off, for at least so long; longer each time, up to five minutes.
        std::optional<std::chrono::milliseconds> rest;
    };
    /// In one transaction; the sealed bytes of what has arrived are erased. Errors: the same.
    [[nodiscard]] virtual DistrictResult<void> settle(const std::string& device, const std::vector<End>& ends) = 0;
    /// The platform misses pictures after all: those that are still here go again; false when there are none. Errors:
    /// the same.
    [[nodiscard]] virtual DistrictResult<bool> sendPicturesAgain(const std::string& device) = 0;
    /// Gives the device back; nobody takes it before `pause` has passed, unless new items come. Errors: the same.
    [[nodiscard]] virtual DistrictResult<void> release(const std::string& device, std::chrono::milliseconds pause) = 0;
};

} // namespace banshi::queue::district
