// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace banshi::drivers::conformance
{

/// How a check came out.
enum class Result
{
    Passed,
    Failed,
    NotRun,        ///< this far end cannot do what the check needs, another one of its kind could
    NotApplicable, ///< no far end of this kind can; costs no marks
};

/// One check's answer. Threads: plain value.
struct Verdict
{
    Result result = Result::Passed;
    std::string reason;                                 ///< why not passed, for whoever writes the driver
    nlohmann::json measured = nlohmann::json::object(); ///< what was measured, with units in the names
};

/// Shorthands.
[[nodiscard]] inline Verdict passed(nlohmann::json measured = nlohmann::json::object())
{
    return {Result::Passed, {}, std::move(measured)};
}
[[nodiscard]] inline Verdict failed(std::string reason, nlohmann::json measured = nlohmann::json::object())
{
    return {Result::Failed, std::move(reason), std::move(measured)};
}
/// A trial that cannot be held with this kind of far end, and why.
[[nodiscard]] inline Verdict notApplicable(std::string reason)
{
    return {Result::NotApplicable, std::move(reason), nlohmann::json::object()};
}
/// A trial that could not be held, and why.
[[nodiscard]] inline Verdict notRun(std::string reason)
{
    return {Result::NotRun, std::move(reason), nlohmann::json::object()};
}

} // namespace banshi::drivers::conformance
