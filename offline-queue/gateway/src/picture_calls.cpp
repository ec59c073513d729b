// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture_calls.h"

#include "banshi/queue/contract/document.h"
#include "replies.h"

#include <algorithm>
#include <charconv>

namespace banshi::queue::gateway
{

using district::HeldPicture;
using district::PartTaken;
using nlohmann::json;

namespace
{

/// The header that the contract is not content with; nothing when all are right.
std::optional<std::string> wrongHeader(const Law& law, const contract::Operation& operation, const HttpRequest& request)
{
    for (const auto& parameter : operation.parameters)
    {
        if (parameter.place != contract::ParameterPlace::Header)
            continue;
        std::string name = parameter.name;
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        if (!law.gate.checkParameter(operation, parameter.name, request.header(name)).empty())
            return parameter.name;
    }
    return std::nullopt;
}

/// Of a header that wrongHeader() has seen.
std::int64_t numberOf(const std::string& text)
{
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

json toJson(const HeldPicture& held)
{
    switch (held.state)
    {
    case HeldPicture::State::Absent:
        return {{"state", "absent"}, {"offset", 0}};
    case HeldPicture::State::Partial:
        return {{"state", "partial"}, {"offset", held.offset}, {"sealed_sha256", held.sealedHash}};
    case HeldPicture::State::Complete:
        return {{"state", "complete"}, {"offset", held.offset}};
    }
    return {};
}

/// A refusal that says where to go on.
HttpReply goOnAt(const contract::Contract& contract, const char* code, std::int64_t offset)
{
    const auto problem = contract.problem(code);
    json body = contract::toJson(problem);
    body["offset"] = offset;
    auto reply = jsonReply(problem.status, body);
    reply.contentType = std::string(contract::kProblemMedia);
    return reply;
}

} // namespace

HttpReply takePicture(const DistrictGateway::Parts& parts, const std::string& sha256, const HttpRequest& request)
{
    constexpr std::size_t kMostKeyId = 64; // the contract's
    const std::string keyId = request.header("x-key-id");
    if (keyId.empty() || keyId.size() > kMostKeyId)
        return problemReply(parts.law.contract, "request.invalid", "X-Key-Id");
    if (request.body.size() > contract::kMostSealedBlobBytes)
        return problemReply(parts.law.contract, "request.tooLarge");
    const auto bytes = request.body.view();
    const auto kept = parts.intake.keepPicture(request.device, sha256, {keyId, {bytes.begin(), bytes.end()}});
    if (!kept)
        return databaseReply(parts.law.contract, kept.error());
    parts.onAccepted();
    return jsonReply(200, {{"accepted", true}, {"duplicate", *kept}});
}

HttpReply takePart(const DistrictGateway::Parts& parts, const contract::Operation& operation, const std::string& sha256,
                   const HttpRequest& request)
{
    const auto& contract = parts.law.contract;
    if (const auto wrong = wrongHeader(parts.law, operation, request))
        return problemReply(contract, "request.invalid", *wrong);
    const district::PicturePart part{sha256,
                                     request.header("x-key-id"),
                                     request.header("x-sealed-sha256"),
                                     numberOf(request.header("upload-offset")),
                                     numberOf(request.header("upload-length")),
                                     request.body.view()};
    if (part.bytes.empty() || part.bytes.size() > contract::kMostBlobPartBytes ||
        part.offset + static_cast<std::int64_t>(part.bytes.size()) > part.length)
        return problemReply(contract, "request.invalid", "a part has 1 to 262144 bytes of the whole");
    const auto taken = parts.intake.keepPart(request.device, part);
    if (!taken)
        return databaseReply(contract, taken.error());
    if (taken->word == PartTaken::Word::OffsetWrong)
        return goOnAt(contract, "blob.offsetWrong", taken->held.offset);
    if (taken->word == PartTaken::Word::HashWrong)
        return goOnAt(contract, "blob.partsWrong", 0);
    if (taken->held.state == HeldPicture::State::Complete)
        parts.onAccepted();
    return jsonReply(200, toJson(taken->held));
}

HttpReply sayHeldPicture(const DistrictGateway::Parts& parts, const std::string& device, const std::string& sha256)
{
    const auto held = parts.intake.heldPicture(device, sha256);
    return held ? jsonReply(200, toJson(*held)) : databaseReply(parts.law.contract, held.error());
}

} // namespace banshi::queue::gateway
