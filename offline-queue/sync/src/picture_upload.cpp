// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture_upload.h"

#include "banshi/queue/contract/document.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace banshi::queue::sync
{

using nlohmann::json;

namespace
{

constexpr int kMostCorrections = 3; // of one run: who is wrong more often does not know what it holds

std::string hashOf(const store::Bytes& bytes)
{
    const auto view =
        QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    return QCryptographicHash::hash(view, QCryptographicHash::Sha256).toHex().toStdString();
}

/// Where to go on; nothing when the answer does not say so: only the contract's 409 has to.
std::optional<std::size_t> offsetIn(const json& answer)
{
    if (!answer.is_object())
        return std::nullopt;
    const auto found = answer.find("offset");
    return found != answer.end() && found->is_number_unsigned() ? std::optional(found->get<std::size_t>())
                                                                : std::nullopt;
}

/// An older platform says that it knows no such operation; a proxy before it says so in words of its own.
bool knowsNoParts(const CallOutcome& outcome)
{
    constexpr int kNotFound = 404;
    constexpr int kNotAllowed = 405;
    constexpr int kNotImplemented = 501;
    return outcome.status == kNotFound || outcome.status == kNotAllowed || outcome.status == kNotImplemented;
}

} // namespace

PictureUpload::PictureUpload(ContractCalls& calls, const std::string& device, const std::string& sha256,
                             const store::SealedBlob& blob)
    : m_calls(calls), m_device(device), m_sha256(sha256), m_blob(blob)
{
}

HttpsRequest PictureUpload::request() const
{
    HttpsRequest request;
    request.target = "/v1/queue/blobs/" + m_sha256;
    request.headers = {{"X-Kiosk-Id", m_device}};
    return request;
}

CallOutcome PictureUpload::run()
{
    if (m_blob.sealed.size() <= contract::kMostBlobPartBytes)
        return sendWhole();
    m_sealedHash = hashOf(m_blob.sealed);
    json held;
    const auto asked = m_calls.call("getQueueBlob", request(), held);
    if (asked.kind != CallOutcome::Kind::Done)
        return knowsNoParts(asked) ? sendWhole() : asked;
    if (held.at("state") == "complete")
        return asked;
    const bool isOurs = held.at("state") == "partial" && held.at("sealed_sha256") == m_sealedHash;
    return sendParts(isOurs ? offsetIn(held).value_or(0) : 0);
}

CallOutcome PictureUpload::sendWhole()
{
    auto whole = request();
    whole.headers["Content-Type"] = "application/octet-stream";
    whole.headers["X-Key-Id"] = m_blob.keyId;
    whole.body = m_blob.sealed;
    json answer;
    return m_calls.call("putQueueBlob", std::move(whole), answer);
}

CallOutcome PictureUpload::sendParts(std::size_t offset)
{
    for (int corrections = 0; corrections <= kMostCorrections && offset < m_blob.sealed.size();)
    {
        const std::size_t end = std::min(offset + contract::kMostBlobPartBytes, m_blob.sealed.size());
        json answer;
        const auto outcome = sendPart(offset, end, answer);
        if (outcome.kind == CallOutcome::Kind::Done)
        {
            if (answer.at("state") == "complete")
                return outcome;
            if (offsetIn(answer) != end)
                break;
            offset = end;
        }
        else if (outcome.code == "blob.offsetWrong" || outcome.code == "blob.partsWrong")
        {
            const auto said = offsetIn(answer);
            if (!said)
                break;
            offset = *said;
            ++corrections;
        }
        else
            return outcome;
    }
    return sendWhole(); // whoever cannot count bytes gets them all at once
}

CallOutcome PictureUpload::sendPart(std::size_t offset, std::size_t end, json& answer)
{
    auto part = request();
    part.headers["Content-Type"] = "application/octet-stream";
    part.headers["X-Key-Id"] = m_blob.keyId;
    part.headers["X-Sealed-Sha256"] = m_sealedHash;
    part.headers["Upload-Offset"] = std::to_string(offset);
    part.headers["Upload-Length"] = std::to_string(m_blob.sealed.size());
    part.body = std::span(m_blob.sealed).subspan(offset, end - offset);
    return m_calls.call("patchQueueBlob", std::move(part), answer);
}

} // namespace banshi::queue::sync
