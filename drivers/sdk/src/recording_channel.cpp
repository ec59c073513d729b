// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/recording_channel.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace banshi::drivers::sdk
{

namespace
{

constexpr char kDigits[] = "0123456789abcdef";

std::optional<std::vector<std::uint8_t>> fromHex(const std::string& text)
{
    std::vector<std::uint8_t> bytes;
    if (text.size() % 2 != 0)
        return std::nullopt;
    for (std::size_t i = 0; i < text.size(); i += 2)
    {
        const auto* high = std::find(kDigits, kDigits + 16, text[i]);
        const auto* low = std::find(kDigits, kDigits + 16, text[i + 1]);
        if (high == kDigits + 16 || low == kDigits + 16)
            return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>((high - kDigits) << 4 | (low - kDigits)));
    }
    return bytes;
}

} // namespace

std::string recordingLine(bool isToDevice, std::span<const std::uint8_t> bytes)
{
    std::string line = isToDevice ? "> " : "< ";
    for (const std::uint8_t byte : bytes)
    {
        line += kDigits[byte >> 4];
        line += kDigits[byte & 15];
    }
    return line + '\n';
}

Outcome<std::vector<RecordedTransfer>> parseRecording(const std::string& text)
{
    std::vector<RecordedTransfer> transfers;
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number)
    {
        const bool known = line.starts_with("> ") || line.starts_with("< ");
        auto bytes = known ? fromHex(line.substr(2)) : std::nullopt;
        if (!bytes)
            return failure(ErrorCode::InvalidData, "recording, line " + std::to_string(number));
        transfers.push_back({line[0] == '>', std::move(*bytes)});
    }
    return transfers;
}

RecordingChannel::RecordingChannel(std::unique_ptr<ByteChannel> inner, std::ostream& record)
    : m_inner(std::move(inner)), m_record(record)
{
}

Outcome<std::size_t> RecordingChannel::read(std::span<std::uint8_t> into, const CallContext& call, TimePoint until)
{
    auto count = m_inner->read(into, call, until);
    if (count && *count > 0)
        m_record << recordingLine(false, into.first(*count)) << std::flush;
    return count;
}

Outcome<void> RecordingChannel::write(std::span<const std::uint8_t> bytes, const CallContext& call)
{
    m_record << recordingLine(true, bytes) << std::flush;
    return m_inner->write(bytes, call);
}

void RecordingChannel::discardInput()
{
    m_inner->discardInput();
}

Outcome<std::unique_ptr<ReplayChannel>> ReplayChannel::fromText(const std::string& record)
{
    auto transfers = parseRecording(record);
    if (!transfers)
        return transfers.failure();
    auto channel = std::make_unique<ReplayChannel>();
    channel->m_steps.assign(std::make_move_iterator(transfers->begin()), std::make_move_iterator(transfers->end()));
    return channel;
}

Outcome<std::size_t> ReplayChannel::read(std::span<std::uint8_t> into, const CallContext& call, TimePoint)
{
    if (call.cancelled())
        return failure(ErrorCode::Canceled);
    if (m_steps.empty())
        return failure(ErrorCode::HardwareError, "the recording ends here");
    RecordedTransfer& step = m_steps.front();
    if (step.isToDevice)
        return std::size_t(0);
    const std::size_t count = std::min(into.size(), step.bytes.size());
    std::copy_n(step.bytes.begin(), count, into.begin());
    step.bytes.erase(step.bytes.begin(), step.bytes.begin() + static_cast<std::ptrdiff_t>(count));
    if (step.bytes.empty())
        m_steps.pop_front();
    return count;
}

Outcome<void> ReplayChannel::write(std::span<const std::uint8_t> bytes, const CallContext&)
{
    if (m_steps.empty() || !m_steps.front().isToDevice || !std::ranges::equal(m_steps.front().bytes, bytes))
        return failure(ErrorCode::InvalidData, "not what the recording sent here");
    m_steps.pop_front();
    return {};
}

ChannelFactory recordedTo(const std::string& file, ChannelFactory connect)
{
    if (file.empty())
        return connect;
    const auto record = std::make_shared<std::ofstream>(file, std::ios::app);
    return [record, connect = std::move(connect)](const CallContext& call) -> Outcome<std::unique_ptr<ByteChannel>> {
        if (!*record)
            return failure(ErrorCode::DeviceNotReady, "the recording cannot be written");
        auto line = connect(call);
        if (!line)
            return line;
        return std::unique_ptr<ByteChannel>(std::make_unique<RecordingChannel>(std::move(*line), *record));
    };
}

} // namespace banshi::drivers::sdk
