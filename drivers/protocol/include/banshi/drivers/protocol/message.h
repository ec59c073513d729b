// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/base/result.h"
#include "banshi/drivers/protocol/completion_code.h"

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace banshi::drivers::protocol
{

/// `header.type`.
enum class MessageType
{
    Command,
    Acknowledge,
    Event,
    Completion,
    Unsolicited,
};

/// The header of every message (XFS4IoT, Core/Common/MessageHeader.cs).
struct Header
{
    MessageType type = MessageType::Command;
    std::string name;                       ///< `Common.Status`
    std::optional<std::uint32_t> requestId; ///< empty on unsolicited messages only
    std::string version = "2.0";
    std::optional<std::chrono::milliseconds> timeout; ///< commands; empty for none
    std::string status; ///< acknowledges; empty = queued, else invalidMessage | invalidRequestID | tooManyRequests
    std::optional<CompletionCode> completionCode; ///< completions
    std::string errorDescription;                 ///< completions; for developers
};

/// One WebSocket text message. Threads: plain value.
struct Message
{
    Header header;
    nlohmann::json payload = nlohmann::json::object();
};

/// What can be wrong with a received message.
enum class ProtocolCode
{
    NotJson,
    BadHeader,    ///< `detail` names the member
    BadRequestId, ///< not an integer from 1 to 2^31-1 (the acknowledge then says invalidRequestID)
    BadPayload,
    BadMetadata, ///< a plug-in's metadata does not fit its schema
    BadRing,     ///< a frame ring cannot be made, opened or trusted
};
using ProtocolError = base::KitError<ProtocolCode>;

/// Parses one message. Never throws. A completion code that is not known becomes InternalError.
/// Errors: NotJson, BadHeader, BadRequestId, BadPayload.
[[nodiscard]] base::Result<Message, ProtocolError> parseMessage(std::string_view text);
/// The message as JSON text; texts that are not UTF-8 get replacement characters.
[[nodiscard]] std::string serialize(const Message& message);

/// A command. `timeout` empty: none.
[[nodiscard]] Message makeCommand(std::string name, std::uint32_t requestId, nlohmann::json payload,
                                  std::optional<std::chrono::milliseconds> timeout = std::nullopt);
/// The acknowledge of `command`; `status` as in Header.
[[nodiscard]] Message makeAcknowledge(const Header& command, std::string status = {});
/// The completion of `command`.
[[nodiscard]] Message makeCompletion(const Header& command, CompletionCode code, nlohmann::json payload,
                                     std::string description = {});
/// An event of the running `command`.
[[nodiscard]] Message makeEvent(const Header& command, std::string name, nlohmann::json payload);
/// A message that belongs to no command.
[[nodiscard]] Message makeUnsolicited(std::string name, nlohmann::json payload);

} // namespace banshi::drivers::protocol
