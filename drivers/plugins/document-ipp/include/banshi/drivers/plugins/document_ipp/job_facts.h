// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <banshi/drivers/sdk/document_printer.h>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace banshi::drivers::plugins::document_ipp
{

/// job-state of RFC 8011, section 5.3.7. A number outside of it counts as Unknown.
enum class JobState
{
    Unknown = 0,
    Pending = 3,
    Held = 4,
    Processing = 5,
    Stopped = 6,
    Canceled = 7,
    Aborted = 8,
    Completed = 9,
};

/// The JobState of an IPP enum value.
[[nodiscard]] JobState jobStateOf(int value);
/// The IPP keyword of a state (`pending-held`); `unknown` for Unknown.
[[nodiscard]] std::string keywordOf(JobState state);
/// True for Canceled, Aborted and Completed: nothing follows any more.
[[nodiscard]] bool isFinal(JobState state);

/// What a printer says of one job.
struct JobFacts
{
    JobState state = JobState::Unknown;
    std::vector<std::string> reasons;         ///< job-state-reasons
    std::optional<std::uint32_t> impressions; ///< job-impressions-completed, else job-media-sheets-completed
};

/// What is certain about the paper when a job of `pages` pages has ended so.
/// Done needs a completed job, no reason that speaks against it, and as many impressions as pages. FailedClean needs a
/// job that ended otherwise with a count of 0. Everything contradictory is Unknown: two valid papers must never exist.
/// Threads: pure function.
[[nodiscard]] sdk::PrintResult judge(const JobFacts& facts, int pages);

} // namespace banshi::drivers::plugins::document_ipp
