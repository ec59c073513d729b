// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/protocol/payloads.h"
#include "banshi/drivers/sdk/camera.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::protocol
{

/// Frames in shared memory: one writer, any number of readers, no locks. Every slot carries a sequence number that is
/// odd while the slot is being written (a seqlock). The memory has no name on any disk: it is an anonymous memfd,
/// reached through `/proc/<pid>/fd/<n>`, and is gone with its writer, also after SIGKILL. Threads: one.
class FrameRingWriter
{
public:
    /// Errors: BadRing (no memory, impossible size). Width and height 1…8192, slots 2…16.
    [[nodiscard]] static Parsed<std::unique_ptr<FrameRingWriter>> create(int width, int height, int slots);
    /// Overwrites all frames.
    ~FrameRingWriter();
    FrameRingWriter(const FrameRingWriter&) = delete;
    FrameRingWriter& operator=(const FrameRingWriter&) = delete;

    /// Copies a frame in and returns its sequence number (1, 2, …); nothing when its size is not the ring's.
    std::optional<std::uint64_t> write(const sdk::FrameView& frame);
    /// What readers need.
    [[nodiscard]] PreviewRing description() const;

private:
    struct Mapping;
    explicit FrameRingWriter(std::unique_ptr<Mapping> mapping);
    std::unique_ptr<Mapping> m_mapping;
    std::uint64_t m_sequence = 0;
};

/// One frame, copied out; overwritten when released.
struct Frame
{
    std::uint64_t sequence = 0;
    int width = 0;
    int height = 0;
    int stride = 0;
    std::vector<std::uint8_t> bgr;

    Frame() = default;
    Frame(Frame&&) = default;
    Frame& operator=(Frame&&) = default;
    ~Frame() { sdk::wipe(bgr); }
};

/// The reading end; maps the memory read-only. Threads: one.
class FrameRingReader
{
public:
    /// Errors: BadRing when the memory is gone or is not what the description says.
    [[nodiscard]] static Parsed<std::unique_ptr<FrameRingReader>> open(const PreviewRing& ring);
    ~FrameRingReader();
    FrameRingReader(const FrameRingReader&) = delete;
    FrameRingReader& operator=(const FrameRingReader&) = delete;

    /// Copies the newest frame into `frame` (its buffer is reused) if it is newer than frame.sequence. False when there
    /// is none, or when the writer was faster than the copy.
    bool readNewer(Frame& frame) const;

private:
    struct Mapping;
    explicit FrameRingReader(std::unique_ptr<Mapping> mapping);
    std::unique_ptr<Mapping> m_mapping;
};

} // namespace banshi::drivers::protocol
