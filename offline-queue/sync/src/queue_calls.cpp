// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/queue_calls.h"

#include "banshi/base/ids.h"
#include "banshi/queue/contract/document.h"

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
        items.push_back({{"seq", item.seq},
                         {"key", item.key},
                         {"operation", item.operation},
                         {"suite", item.suite},
                         {"key_id", item.keyId},
                         {"sealed", base64(item.sealed)},
                         {"body_hmac", item.bodyHmac},
                         {"made_at", base::toRfc3339(item.madeAt)},
                         {"late", item.late}});
    return {{"device", batch.device}, {"epoch", batch.epoch}, {"items", items}};
}

CallOutcome ofProblem(const contract::Problem& problem, std::optional<std::chrono::seconds> header)
{
    const bool isRefused =
        problem.kind == contract::ProblemClass::Fatal || problem.kind == contract::ProblemClass::User;
    return {isRefused ? CallOutcome::Kind::Refused : CallOutcome::Kind::Passing, problem.code,
            problem.retryAfter ? problem.retryAfter : header};
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
        }
    }
    return verdict;
}

} // namespace

QueueCalls::QueueCalls(HttpsClient& client, LineWatch& line, const contract::Contract& contract,
                       const contract::SchemaGate& gate, const base::Clock& clock)
    : m_client(client), m_line(line), m_contract(contract), m_gate(gate), m_clock(clock)
{
}

CallOutcome QueueCalls::call(const contract::Operation& operation, HttpsRequest request, json& answer)
{
    constexpr int kGood = 200;
    constexpr int kTooLarge = 413; // often said by a proxy, in no words of the contract
    request.method = std::string(contract::name(operation.method));
    request.deadline = operation.deadline;
    const auto reply = m_client.call(request);
    m_line.learn(reply);
    if (!reply)
        return {CallOutcome::Kind::Passing, dotted(reply.error().code), {}};
    if (reply->status == kTooLarge)
        return {CallOutcome::Kind::Refused, "request.tooLarge", {}};
    auto document = contract::parseDocument(reply->body.text());
    const bool isAllowed = document && reply->contentType.starts_with(m_gate.answerMedia(operation, reply->status)) &&
                           m_gate.checkAnswer(operation, reply->status, *document).empty();
    if (!isAllowed)
        return {CallOutcome::Kind::Passing, "queue.sync.wrongAnswer", reply->retryAfter};
    if (reply->status == kGood)
    {
        answer = std::move(*document);
        return {CallOutcome::Kind::Done, {}, {}};
    }
    const auto problem = contract::parseProblem(*document);
    return problem ? ofProblem(*problem, reply->retryAfter)
                   : CallOutcome{CallOutcome::Kind::Passing, "queue.sync.wrongAnswer", reply->retryAfter};
}

CallOutcome QueueCalls::putBlob(const std::string& sha256, const store::SealedBlob& blob)
{
    HttpsRequest request;
    request.target = "/v1/queue/blobs/" + sha256;
    request.headers = {{"Content-Type", "application/octet-stream"}, {"X-Key-Id", blob.keyId}};
    request.body = blob.sealed;
    json answer;
    return call(*m_contract.find("putQueueBlob"), std::move(request), answer);
}

BatchOutcome QueueCalls::sendBatch(const store::OutboundBatch& batch)
{
    const std::string body = toJson(batch).dump();
    HttpsRequest request;
    request.target = "/v1/queue/batch";
    request.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", base::newUuid(m_clock)}};
    request.body = {reinterpret_cast<const std::uint8_t*>(body.data()), body.size()};
    json answer;
    BatchOutcome outcome{call(*m_contract.find("sendQueueBatch"), std::move(request), answer), {}};
    if (outcome.call.kind == CallOutcome::Kind::Done)
        for (const auto& entry : answer.at("verdicts"))
            outcome.verdicts.emplace(entry.at("key").get<std::string>(), toVerdict(entry));
    return outcome;
}

} // namespace banshi::queue::sync
