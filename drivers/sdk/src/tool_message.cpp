// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/sdk/tool_message.h"

namespace banshi::drivers::sdk
{

namespace
{

constexpr std::chrono::milliseconds kLook(50); // between two looks at a deadline that may come nearer

Outcome<void> readAll(ByteChannel& channel, std::span<std::uint8_t> into, const CallContext& call)
{
    while (!into.empty())
    {
        const auto count = channel.read(into, call, call.now() + kLook);
        if (!count)
            return count.failure();
        into = into.subspan(*count);
        const auto end = call.deadline();
        if (!into.empty() && end && call.now() >= *end)
            return failure(ErrorCode::TimeOut);
    }
    return {};
}

} // namespace

Outcome<void> sendToolMessage(ByteChannel& channel, std::uint32_t number, std::span<const std::uint8_t> message,
                              const CallContext& call)
{
    if (message.size() > kLongestToolMessage)
        return failure(ErrorCode::InvalidData, "a message of " + std::to_string(message.size()) + " bytes");
    const ToolHeader header = toolHeader(message.size(), number);
    auto sent = channel.write(header, call);
    return sent ? channel.write(message, call) : sent;
}

Outcome<ToolMessage> receiveToolMessage(ByteChannel& channel, std::uint32_t number, const CallContext& call)
{
    ToolHeader header{};
    if (auto heard = readAll(channel, header, call); !heard)
        return heard.failure();
    const std::size_t size = toolMessageSize(header);
    if (size > kLongestToolMessage)
        return failure(ErrorCode::HardwareError, "announces a message of " + std::to_string(size) + " bytes");
    // Somebody else's card must not come out of a tool that has answered once too often.
    if (toolMessageNumber(header) != number)
        return failure(ErrorCode::HardwareError, "answers another question");
    ToolMessage message;
    message.bytes.resize(size);
    if (auto heard = readAll(channel, message.bytes, call); !heard)
        return heard.failure();
    return message;
}

} // namespace banshi::drivers::sdk
