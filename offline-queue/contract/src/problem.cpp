// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/queue/contract/problem.h"

#include "banshi/queue/contract/formats.h"
#include "banshi/queue/contract/utf8.h"

#include <nlohmann/json.hpp>

namespace banshi::queue::contract
{

namespace
{

using nlohmann::json;
constexpr std::size_t kMostText = 400;
constexpr int kLongestPause = 86400; // seconds

/// The member as a text of at most kMostText code points; empty when it is no text.
std::string text(const json& document, const char* name)
{
    const auto found = document.find(name);
    if (found == document.end() || !found->is_string())
        return {};
    const auto points = decodeUtf8(found->get_ref<const std::string&>());
    return points ? encodeUtf8(std::u32string_view(*points).substr(0, kMostText)) : std::string();
}

tl::unexpected<Faults> wrong(std::string path, std::string detail)
{
    return tl::unexpected<Faults>(Faults{{FaultKind::Schema, std::move(path), std::move(detail)}});
}

} // namespace

std::string_view name(ProblemClass kind)
{
    switch (kind)
    {
    case ProblemClass::Retry:
        return "retry";
    case ProblemClass::User:
        return "user";
    case ProblemClass::Operator:
        return "operator";
    case ProblemClass::Fatal:
        return "fatal";
    }
    return "fatal";
}

std::optional<ProblemClass> problemClassNamed(std::string_view text)
{
    for (const auto kind : {ProblemClass::Retry, ProblemClass::User, ProblemClass::Operator, ProblemClass::Fatal})
    {
        if (name(kind) == text)
            return kind;
    }
    return std::nullopt;
}

base::Retry retryAdvice(ProblemClass kind)
{
    switch (kind)
    {
    case ProblemClass::Retry:
        return base::Retry::Later;
    case ProblemClass::Operator:
        return base::Retry::NeedsAttendant;
    case ProblemClass::User:
    case ProblemClass::Fatal:
        return base::Retry::Never;
    }
    return base::Retry::Never;
}

json toJson(const Problem& problem)
{
    json document = {{"type", "urn:banshi:problem:" + problem.code},
                     {"title", problem.title},
                     {"status", problem.status},
                     {"code", problem.code},
                     {"class", name(problem.kind)}};
    if (!problem.messageZh.empty() || !problem.messageEn.empty())
        document["message"] = {{"zh", problem.messageZh}, {"en", problem.messageEn}};
    if (!problem.detail.empty())
        document["detail"] = problem.detail;
    if (problem.retryAfter)
        document["retry_after_s"] = problem.retryAfter->count();
    return document;
}

base::Result<Problem, Faults> parseProblem(const json& document)
{
    if (!document.is_object())
        return wrong("", "a problem is an object");
    Problem problem;
    problem.code = text(document, "code");
    if (!hasFormat("code", problem.code))
        return wrong("/code", "not a dotted code");
    const auto kind = problemClassNamed(text(document, "class"));
    if (!kind)
        return wrong("/class", "not a class of the contract");
    problem.kind = *kind;
    const auto status = document.find("status");
    if (status == document.end() || !status->is_number_integer() || *status < 400 || *status > 599)
        return wrong("/status", "not a status of a failure");
    problem.status = *status;
    problem.title = text(document, "title");
    problem.detail = text(document, "detail");
    if (const auto message = document.find("message"); message != document.end() && message->is_object())
    {
        problem.messageZh = text(*message, "zh");
        problem.messageEn = text(*message, "en");
    }
    if (const auto pause = document.find("retry_after_s"); pause != document.end() && pause->is_number_integer())
    {
        if (*pause >= 0 && *pause <= kLongestPause)
            problem.retryAfter = std::chrono::seconds(pause->get<int>());
    }
    return problem;
}

} // namespace banshi::queue::contract
