// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/job_facts.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace banshi::drivers::plugins::document_ipp
{

namespace
{

// job-state-reasons that a job whose every page is out cannot have (RFC 8011 5.3.8, PWG 5100.x).
constexpr std::array<std::string_view, 18> kContradictions{
    "aborted-by-system",         "compression-error",          "document-access-error",    "document-format-error",
    "document-password-error",   "document-permission-error",  "document-security-error",  "document-unprintable-error",
    "errors-detected",           "job-canceled-at-device",     "job-canceled-by-operator", "job-canceled-by-user",
    "job-completed-with-errors", "job-data-insufficient",      "processing-to-stop-point", "submission-interrupted",
    "unsupported-compression",   "unsupported-document-format"};

bool contradicted(const std::vector<std::string>& reasons)
{
    return std::ranges::any_of(reasons, [](const std::string& reason) {
        return std::ranges::find(kContradictions, reason) != kContradictions.end();
    });
}

} // namespace

JobState jobStateOf(int value)
{
    return value >= 3 && value <= 9 ? static_cast<JobState>(value) : JobState::Unknown;
}

std::string keywordOf(JobState state)
{
    switch (state)
    {
    case JobState::Unknown:
        return "unknown";
    case JobState::Pending:
        return "pending";
    case JobState::Held:
        return "pending-held";
    case JobState::Processing:
        return "processing";
    case JobState::Stopped:
        return "processing-stopped";
    case JobState::Canceled:
        return "canceled";
    case JobState::Aborted:
        return "aborted";
    case JobState::Completed:
        return "completed";
    }
    return "unknown";
}

bool isFinal(JobState state)
{
    return state == JobState::Canceled || state == JobState::Aborted || state == JobState::Completed;
}

sdk::PrintResult judge(const JobFacts& facts, int pages)
{
    if (!isFinal(facts.state) || !facts.impressions || pages < 1)
        return sdk::PrintResult::Unknown;
    const auto expected = static_cast<std::uint32_t>(pages);
    const std::uint32_t out = *facts.impressions;
    if (out > 0 && out < expected)
        return sdk::PrintResult::FailedPartial;
    if (facts.state == JobState::Completed)
        return out >= expected && !contradicted(facts.reasons) ? sdk::PrintResult::Done : sdk::PrintResult::Unknown;
    return out == 0 ? sdk::PrintResult::FailedClean : sdk::PrintResult::Unknown;
}

} // namespace banshi::drivers::plugins::document_ipp
