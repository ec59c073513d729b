// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/sync/contract_calls.h"

#include "banshi/queue/contract/document.h"

#include <nlohmann/json.hpp>

namespace banshi::queue::sync
{

using nlohmann::json;

namespace
{

CallOutcome ofProblem(const contract::Problem& problem, std::optional<std::chrono::seconds> header)
{
    const bool isRefused =
        problem.kind == contract::ProblemClass::Fatal || problem.kind == contract::ProblemClass::User;
    return {isRefused ? CallOutcome::Kind::Refused : CallOutcome::Kind::Passing, problem.code,
            problem.retryAfter ? problem.retryAfter : header, problem.status};
}

} // namespace

CallOutcome ContractCalls::call(std::string_view operationId, HttpsRequest request, json& answer)
{
    constexpr int kGood = 200;
    constexpr int kTooLarge = 413; // often said by a proxy, in no words of the contract
    const auto& operation = *m_contract.find(operationId);
    request.method = std::string(contract::name(operation.method));
    request.deadline = operation.deadline;
    const auto reply = m_client.call(request);
    m_line.learn(reply);
    if (!reply)
        return {CallOutcome::Kind::Passing, dotted(reply.error().code), {}};
    if (reply->status == kTooLarge)
        return {CallOutcome::Kind::Refused, "request.tooLarge", {}, reply->status};
    auto document = contract::parseDocument(reply->body.text());
    const bool isAllowed = document && reply->contentType.starts_with(m_gate.answerMedia(operation, reply->status)) &&
                           m_gate.checkAnswer(operation, reply->status, *document).empty();
    if (!isAllowed)
        return {CallOutcome::Kind::Passing, "queue.sync.wrongAnswer", reply->retryAfter, reply->status};
    answer = std::move(*document);
    if (reply->status == kGood)
        return {CallOutcome::Kind::Done, {}, {}, reply->status};
    const auto problem = contract::parseProblem(answer);
    return problem
               ? ofProblem(*problem, reply->retryAfter)
               : CallOutcome{CallOutcome::Kind::Passing, "queue.sync.wrongAnswer", reply->retryAfter, reply->status};
}

CallOutcome ContractCalls::post(std::string_view operationId, const std::string& target, const std::string& key,
                                const json& body, json& answer)
{
    const std::string text = body.dump();
    HttpsRequest request;
    request.target = target;
    request.headers = {{"Content-Type", "application/json"}, {"Idempotency-Key", key}};
    request.body = {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
    return call(operationId, std::move(request), answer);
}

} // namespace banshi::queue::sync
