// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"
#include "banshi/queue/contract/fault.h"

#include <chrono>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace banshi::queue::contract
{

/// The media type of problems (RFC 9457).
inline constexpr std::string_view kProblemMedia = "application/problem+json";

/// What the caller does about a problem; nobody acts on anything else.
enum class ProblemClass
{
    Retry,    ///< the same request later
    User,     ///< the resident has to do something else
    Operator, ///< a technician or operator has to act
    Fatal,    ///< a defect; repeating cannot help
};

/// A failure as it travels. Threads: plain value.
struct Problem
{
    int status = 500;
    std::string code; ///< dotted; names the sentence in ui/i18n
    ProblemClass kind = ProblemClass::Fatal;
    std::string title;
    std::string messageZh; ///< the platform's own wording; may be empty
    std::string messageEn;
    std::string detail; ///< for developers, never personal data
    std::optional<std::chrono::seconds> retryAfter;
};

/// `retry`, `user`, `operator`, `fatal`.
[[nodiscard]] std::string_view name(ProblemClass kind);
[[nodiscard]] std::optional<ProblemClass> problemClassNamed(std::string_view name);
/// What a caller may do about a problem of that class.
[[nodiscard]] base::Retry retryAdvice(ProblemClass kind);

/// The JSON form, as the contract's schema `Problem` has it.
[[nodiscard]] nlohmann::json toJson(const Problem& problem);
/// Reads a problem document; texts are cut at the contract's lengths. Errors: Schema for missing or wrong
/// members.
[[nodiscard]] base::Result<Problem, Faults> parseProblem(const nlohmann::json& document);

} // namespace banshi::queue::contract
