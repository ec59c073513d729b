// SPDX-License-Identifier: GPL-3.0-or-later
#include "answer.h"

#include "banshi/queue/contract/document.h"

#include <algorithm>

namespace banshi::queue::client
{

namespace
{

constexpr int kFirstFailure = 400;
constexpr int kOk = 200;
constexpr std::string_view kJsonMedia = "application/json";

tl::unexpected<ClientError> wrong(std::string detail)
{
    return tl::unexpected<ClientError>(
        ClientError{ClientErrorCode::WrongAnswer, std::move(detail), base::Retry::Later, std::nullopt});
}

/// `Application/JSON; charset=utf-8` -> `application/json`.
std::string mediaType(std::string_view header)
{
    std::string media(header.substr(0, header.find(';')));
    media.erase(std::find_if_not(media.rbegin(), media.rend(), [](char c) { return c == ' '; }).base(), media.end());
    std::transform(media.begin(), media.end(), media.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return media;
}

std::string place(const contract::Operation& operation, int status)
{
    return operation.id + " " + std::to_string(status);
}

base::Result<Response, ClientError> problemOf(const std::string& where, std::string_view body)
{
    const auto document = contract::parseDocument(body);
    if (!document)
        return wrong(where + ": " + describe(document.error()));
    auto problem = contract::parseProblem(*document);
    if (!problem)
        return wrong(where + ": " + describe(problem.error()));
    const base::Retry retry = retryAdvice(problem->kind);
    return tl::unexpected<ClientError>(
        ClientError{ClientErrorCode::Problem, where + ": " + problem->code, retry, std::move(*problem)});
}

} // namespace

base::Result<Response, ClientError> interpret(const contract::SchemaGate& gate, const contract::Operation& operation,
                                              WireAnswer answer)
{
    const std::string where = place(operation, answer.status);
    const std::string media = mediaType(answer.media);
    if (media != gate.answerMedia(operation, answer.status))
        return wrong(where + ": the answer is '" + media.substr(0, 60) + "'");
    if (media == contract::kProblemMedia)
    {
        if (answer.status < kFirstFailure)
            return wrong(where + ": not an answer of the contract");
        return problemOf(where, answer.body.text());
    }
    Response response;
    response.status = answer.status;
    if (media != kJsonMedia)
    {
        response.bytes = answer.body.take();
        return response;
    }
    auto document = contract::parseDocument(answer.body.text());
    if (!document)
        return wrong(where + ": " + describe(document.error()));
    if (const auto faults = gate.checkAnswer(operation, answer.status, *document); !faults.empty())
        return wrong(where + ": " + describe(faults));
    response.body = std::move(*document);
    return response;
}

ClientError errorOf(WireFault fault)
{
    switch (fault)
    {
    case WireFault::CannotConnect:
        return {ClientErrorCode::Unreachable, "no gateway on the socket", base::Retry::Later, {}};
    case WireFault::Lost:
        return {ClientErrorCode::ConnectionLost, "the connection ended early", base::Retry::Later, {}};
    case WireFault::TimedOut:
        return {ClientErrorCode::TimedOut, "no answer before the deadline", base::Retry::Later, {}};
    case WireFault::NotHttp:
        return {ClientErrorCode::WrongAnswer, "the answer is not HTTP/1.1", base::Retry::Later, {}};
    case WireFault::TooLarge:
        return {ClientErrorCode::WrongAnswer, "the answer is too large", base::Retry::Later, {}};
    }
    return {ClientErrorCode::ConnectionLost, "", base::Retry::Later, {}};
}

std::size_t mostAnswerBytes(const contract::SchemaGate& gate, const contract::Operation& operation)
{
    constexpr std::size_t kMostFileBytes = std::size_t{20} * 1024 * 1024; // as the contract bounds certificates
    const bool isFile =
        gate.answerMedia(operation, kOk) != kJsonMedia && gate.answerMedia(operation, kOk) != contract::kProblemMedia;
    return isFile ? kMostFileBytes : contract::kMostBytes;
}

} // namespace banshi::queue::client
