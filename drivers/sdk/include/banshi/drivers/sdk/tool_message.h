// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/byte_channel.h"
#include "banshi/drivers/sdk/wipe.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace banshi::drivers::sdk
{

/// What travels between a driver and its tool: four bytes with the length, four with the question's number, both
/// highest first, and the message itself; an answer has its question's number. A program that is not written with
/// `tool_server.h` does the same on descriptors 3 (requests) and 4 (answers).
using ToolHeader = std::array<std::uint8_t, 8>;
/// In bytes; a picture of a page has room.
inline constexpr std::size_t kLongestToolMessage = std::size_t(16) * 1024 * 1024;

/// The header of a message of `size` bytes.
[[nodiscard]] constexpr ToolHeader toolHeader(std::size_t size, std::uint32_t number)
{
    ToolHeader header{};
    for (std::size_t i = 0; i < 4; ++i)
    {
        header[i] = static_cast<std::uint8_t>(size >> (24 - 8 * i));
        header[4 + i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
    }
    return header;
}

/// The size that a header announces; it may be more than is allowed.
[[nodiscard]] constexpr std::size_t toolMessageSize(const ToolHeader& header)
{
    return std::size_t(header[0]) << 24 | std::size_t(header[1]) << 16 | std::size_t(header[2]) << 8 | header[3];
}

/// The number of the question in a header.
[[nodiscard]] constexpr std::uint32_t toolMessageNumber(const ToolHeader& header)
{
    return std::uint32_t(header[4]) << 24 | std::uint32_t(header[5]) << 16 | std::uint32_t(header[6]) << 8 | header[7];
}

/// A message, overwritten when released, as it may be somebody's card. Move-only. Threads: plain value.
struct ToolMessage
{
    std::vector<std::uint8_t> bytes;

    ToolMessage() = default;
    ToolMessage(ToolMessage&&) = default;
    ToolMessage& operator=(ToolMessage&& other) noexcept
    {
        bytes.swap(other.bytes);
        return *this;
    }
    ~ToolMessage() { wipe(bytes); }
    /// The bytes as text; valid as long as the message.
    [[nodiscard]] std::string_view text() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
};

/// Sends one message. Errors: as ByteChannel::write(); InvalidData when it is too long. Threads: the channel's.
[[nodiscard]] Outcome<void> sendToolMessage(ByteChannel& channel, std::uint32_t number,
                                            std::span<const std::uint8_t> message, const CallContext& call);
/// Waits for the whole answer to the question `number` until call.deadline(). Errors: HardwareError when a longer one
/// than allowed, or that to another question, is announced; TimeOut; as ByteChannel::read(). After any of them the
/// channel is out of step. Threads: the channel's.
[[nodiscard]] Outcome<ToolMessage> receiveToolMessage(ByteChannel& channel, std::uint32_t number,
                                                      const CallContext& call);

} // namespace banshi::drivers::sdk
