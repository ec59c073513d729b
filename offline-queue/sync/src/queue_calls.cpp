// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/queue_calls.h"

#include "banshi/base/ids.h"
#include "banshi/queue/sync/receipts.h"
#include "picture_upload.h"

#include <QByteArray>
#include <nlohmann/json.hpp>

namespace banshi::queue::sync
{

using nlohmann::json;

namespace
{

std::string base64(const store::Bytes& bytes)
{
    return QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()))
        .toBase64()
        .toStdString();
}

json toJson(const store::OutboundBatch& batch)
{
    json items = json::array();
    for (const auto& item : batch.items)
    {
        items.push_back({{"seq", item.seq},
                         {"key", item.key},
                         {"operation", item.operation},
                         {"suite", item.suite},
                         {"key_id", item.keyId},
                         {"sealed", base64(item.sealed)},
                         {"body_hmac", item.bodyHmac},
                         {"made_at", base::toRfc3339(item.madeAt)},
                         {"late", item.late}});
        if (!item.stream.empty())
            items.back()["stream"] = item.stream;
    }
    return {{"device", batch.device}, {"epoch", batch.epoch}, {"items", items}};
}

Verdict toVerdict(const json& entry)
{
    Verdict verdict;
    const auto& word = entry.at("verdict").get_ref<const std::string&>();
    if (word == "accepted" || word == "duplicate")
        verdict.word = Verdict::Word::Arrived;
    else if (word == "rejected")
        verdict.word = Verdict::Word::Rejected;
    verdict.receipt = entry.value("receipt_id", "");
    if (const auto problem = entry.find("problem"); problem != entry.end())
    {
        if (const auto read = contract::parseProblem(*problem))
        {
            verdict.code = read->code;
            verdict.retryAfter = read->retryAfter;
            // What the platform's people have to mend, e.g. a key that is not there yet, is not the item's fault.
            const bool isItsOwn =
                read->kind == contract::ProblemClass::Fatal || read->kind == contract::ProblemClass::User;
            if (verdict.word == Verdict::Word::Rejected && !isItsOwn)
                verdict.word = Verdict::Word::Later;
        }
    }
    return verdict;
}

} // namespace

QueueCalls::QueueCalls(HttpsClient& client, LineWatch& line, const contract::Contract& contract,
                       const contract::SchemaGate& gate, const base::Clock& clock, std::optional<SignatureKey> key)
    : m_calls(client, line, contract, gate), m_clock(clock), m_key(std::move(key))
{
}

CallOutcome QueueCalls::putBlob(const std::string& device, const std::string& sha256, const store::SealedBlob& blob)
{
    return PictureUpload(m_calls, device, sha256, blob).run();
}

BatchOutcome QueueCalls::sendBatch(const store::OutboundBatch& batch)
{
    json answer;
    BatchOutcome outcome;
    const std::string text = toJson(batch).dump();
    HttpsRequest request;
    request.target = "/v1/queue/batch";
    request.headers = {{"Content-Type", "application/json"},
                       {"Idempotency-Key", base::newUuid(m_clock)},
                       {"X-Kiosk-Id", batch.device}};
    request.body = {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
    outcome.call = m_calls.call("sendQueueBatch", std::move(request), answer);
    if (outcome.call.kind != CallOutcome::Kind::Done)
        return outcome;
    if (m_key && !isSigned(answer, {batch.device, batch.epoch}, *m_key))
    {
        outcome.call = {CallOutcome::Kind::Passing, "queue.sync.wrongAnswer", {}};
        return outcome;
    }
    outcome.highWater = answer.at("high_water").get<std::int64_t>();
    for (const auto& entry : answer.at("verdicts"))
        outcome.verdicts.emplace(entry.at("key").get<std::string>(), toVerdict(entry));
    return outcome;
}

} // namespace banshi::queue::sync
