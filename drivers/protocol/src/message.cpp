// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/message.h"

#include "banshi/drivers/protocol/commands.h"
#include "banshi/drivers/protocol/enum_text.h"

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr EnumTexts kTypes{std::to_array<std::pair<MessageType, std::string_view>>({
    {MessageType::Command, "command"},
    {MessageType::Acknowledge, "acknowledge"},
    {MessageType::Event, "event"},
    {MessageType::Completion, "completion"},
    {MessageType::Unsolicited, "unsolicited"},
})};

constexpr std::int64_t kMaxRequestId = 2147483647;
constexpr std::int64_t kMaxTimeoutMs = 24LL * 3600 * 1000;

constexpr int kDeepest = 64; // the deepest message that is published is 8 deep

// What is nested deeper is not taken in: whoever compares, copies or merges such a value goes down its depth on the
// stack, and a message of 1 MiB can be a million deep.
bool isTooDeep(std::string_view text)
{
    int depth = 0;
    for (std::size_t at = 0; (at = text.find_first_of("\"[{]}", at)) != std::string_view::npos; ++at)
    {
        const char found = text[at];
        if (found == '[' || found == '{')
        {
            if (++depth > kDeepest)
                return true;
        }
        else if (found == ']' || found == '}')
        {
            --depth;
        }
        else // a text, up to its end
        {
            while ((at = text.find_first_of("\"\\", at + 1)) != std::string_view::npos && text[at] == '\\')
                ++at;
            if (at == std::string_view::npos)
                return false; // then it is no JSON either
        }
    }
    return false;
}

std::optional<std::int64_t> integerOf(const json& value)
{
    if (!value.is_number_integer())
        return std::nullopt;
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
        return std::nullopt;
    return value.get<std::int64_t>();
}

// Copies an optional text member; false when it is there and is no text (null counts as absent).
bool readText(const json& header, const char* key, std::string& into)
{
    const auto found = header.find(key);
    if (found == header.end() || found->is_null())
        return true;
    if (!found->is_string())
        return false;
    into = found->get<std::string>();
    return true;
}

bool readTimeout(const json& object, Header& header)
{
    const auto found = object.find("timeout");
    if (found == object.end() || found->is_null())
        return true;
    const auto millis = integerOf(*found);
    if (!millis || *millis < 0 || *millis > kMaxTimeoutMs)
        return false;
    if (*millis > 0)
        header.timeout = std::chrono::milliseconds(*millis);
    return true;
}

bool readRequestId(const json& object, Header& header)
{
    const auto found = object.find("requestId");
    if (found == object.end() || found->is_null())
        return header.type == MessageType::Unsolicited ||
               (header.type == MessageType::Acknowledge && !header.status.empty());
    const auto id = integerOf(*found);
    if (!id || *id < 1 || *id > kMaxRequestId)
        return false;
    header.requestId = static_cast<std::uint32_t>(*id);
    return true;
}

bool readCompletion(const json& object, Header& header)
{
    std::string word;
    if (!readText(object, "completionCode", word))
        return false;
    if (header.type != MessageType::Completion)
        return true;
    header.completionCode = completionCode(word).value_or(CompletionCode::InternalError);
    return !word.empty();
}

base::Result<Header, ProtocolError> readHeader(const json& object)
{
    Header header;
    std::string type;
    if (!readText(object, "type", type) || !kTypes.value(type))
        return base::fail(ProtocolCode::BadHeader, "type");
    header.type = *kTypes.value(type);
    if (!readText(object, "status", header.status))
        return base::fail(ProtocolCode::BadHeader, "status");
    const bool nameOptional = header.type == MessageType::Acknowledge && !header.status.empty();
    if (!readText(object, "name", header.name) || (header.name.empty() && !nameOptional))
        return base::fail(ProtocolCode::BadHeader, "name");
    if (!readRequestId(object, header))
        return base::fail(ProtocolCode::BadRequestId, "requestId");
    if (!readText(object, "version", header.version))
        return base::fail(ProtocolCode::BadHeader, "version");
    if (!readTimeout(object, header))
        return base::fail(ProtocolCode::BadHeader, "timeout");
    if (!readCompletion(object, header))
        return base::fail(ProtocolCode::BadHeader, "completionCode");
    if (!readText(object, "errorDescription", header.errorDescription))
        return base::fail(ProtocolCode::BadHeader, "errorDescription");
    return header;
}

std::string versionOf(const std::string& name)
{
    const CommandInfo* info = findCommand(name);
    return std::string(info != nullptr ? info->version : "2.0");
}

Message answer(const Header& command, MessageType type, std::string name, json payload)
{
    Message message;
    message.header.type = type;
    message.header.name = std::move(name);
    message.header.requestId = command.requestId;
    message.header.version = command.version;
    message.payload = std::move(payload);
    return message;
}

} // namespace

base::Result<Message, ProtocolError> parseMessage(std::string_view text)
{
    if (isTooDeep(text))
        return base::fail(ProtocolCode::NotJson, "nested too deep");
    json root = json::parse(text, nullptr, false);
    if (!root.is_object())
        return base::fail(ProtocolCode::NotJson, "message");
    const auto header = root.find("header");
    if (header == root.end() || !header->is_object())
        return base::fail(ProtocolCode::BadHeader, "header");
    auto parsed = readHeader(*header);
    if (!parsed)
        return tl::unexpected(parsed.error());
    Message message;
    message.header = std::move(*parsed);
    const auto payload = root.find("payload");
    if (payload == root.end() || payload->is_null())
        return message;
    if (!payload->is_object())
        return base::fail(ProtocolCode::BadPayload, "payload");
    message.payload = std::move(*payload);
    return message;
}

std::string serialize(const Message& message)
{
    const Header& from = message.header;
    json header{{"type", kTypes.text(from.type)}, {"name", from.name}, {"version", from.version}};
    if (from.requestId)
        header["requestId"] = *from.requestId;
    if (from.timeout)
        header["timeout"] = from.timeout->count();
    if (from.type == MessageType::Acknowledge)
        header["status"] = from.status.empty() ? json() : json(from.status);
    if (from.completionCode)
        header["completionCode"] = text(*from.completionCode);
    if (!from.errorDescription.empty())
        header["errorDescription"] = from.errorDescription;
    json root;
    root["header"] = std::move(header);
    root["payload"] = message.payload;
    return root.dump(-1, ' ', false, json::error_handler_t::replace);
}

Message makeCommand(std::string name, std::uint32_t requestId, json payload,
                    std::optional<std::chrono::milliseconds> timeout)
{
    Message message;
    message.header.type = MessageType::Command;
    message.header.version = versionOf(name);
    message.header.name = std::move(name);
    message.header.requestId = requestId;
    message.header.timeout = timeout;
    message.payload = std::move(payload);
    return message;
}

Message makeAcknowledge(const Header& command, std::string status)
{
    Message message = answer(command, MessageType::Acknowledge, command.name, json::object());
    message.header.status = std::move(status);
    return message;
}

Message makeCompletion(const Header& command, CompletionCode code, json payload, std::string description)
{
    Message message = answer(command, MessageType::Completion, command.name, std::move(payload));
    message.header.completionCode = code;
    message.header.errorDescription = std::move(description);
    return message;
}

Message makeEvent(const Header& command, std::string name, json payload)
{
    return answer(command, MessageType::Event, std::move(name), std::move(payload));
}

Message makeUnsolicited(std::string name, json payload)
{
    return answer(Header{}, MessageType::Unsolicited, std::move(name), std::move(payload));
}

} // namespace banshi::drivers::protocol
