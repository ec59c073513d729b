// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/byte_channel.h"

#include <deque>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace banshi::drivers::sdk
{

/// One transfer of a recording.
struct RecordedTransfer
{
    bool isToDevice = false;
    std::vector<std::uint8_t> bytes;
    bool operator==(const RecordedTransfer&) const = default;
};

/// The line of a transfer, with its end: `> hex` to the device, `< hex` from it. Threads: any.
[[nodiscard]] std::string recordingLine(bool isToDevice, std::span<const std::uint8_t> bytes);
/// Reads the lines of a recording. Errors: InvalidData with the line number. Threads: any.
[[nodiscard]] Outcome<std::vector<RecordedTransfer>> parseRecording(const std::string& text);

/// Passes everything on to another channel and writes it down, one line per transfer: `> hex` sent, `< hex` received.
/// A recording holds whatever the wire holds, personal data included: for test cards only.
/// Threads: as ByteChannel.
class RecordingChannel : public ByteChannel
{
public:
    /// `record` must outlive the channel.
    RecordingChannel(std::unique_ptr<ByteChannel> inner, std::ostream& record);

    Outcome<std::size_t> read(std::span<std::uint8_t> into, const CallContext& call, TimePoint until) override;
    Outcome<void> write(std::span<const std::uint8_t> bytes, const CallContext& call) override;
    void discardInput() override;

private:
    std::unique_ptr<ByteChannel> m_inner;
    std::ostream& m_record;
};

/// Opens channels as `connect` does and appends what passes to `file`, which is made at once; without a file's name it
/// is `connect` itself. A file that cannot be written fails every connection. Threads: as ByteChannel.
[[nodiscard]] ChannelFactory recordedTo(const std::string& file, ChannelFactory connect);

/// Plays a recording back: every write must equal the next `>` bytes, reads return the `<` bytes that follow.
/// Threads: as ByteChannel.
class ReplayChannel : public ByteChannel
{
public:
    /// Parses the text that RecordingChannel wrote. Errors: InvalidData with the line number.
    static Outcome<std::unique_ptr<ReplayChannel>> fromText(const std::string& record);

    /// Errors: HardwareError at the end of the recording.
    Outcome<std::size_t> read(std::span<std::uint8_t> into, const CallContext& call, TimePoint until) override;
    /// Errors: InvalidData when the bytes are not the recorded ones.
    Outcome<void> write(std::span<const std::uint8_t> bytes, const CallContext& call) override;
    void discardInput() override {}
    /// True when everything recorded has been played.
    [[nodiscard]] bool finished() const { return m_steps.empty(); }

private:
    std::deque<RecordedTransfer> m_steps;
};

} // namespace banshi::drivers::sdk
