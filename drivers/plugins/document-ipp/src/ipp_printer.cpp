// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/document_ipp/ipp_printer.h"

#include "shortened_call.h"

#include <algorithm>
#include <banshi/drivers/sdk/parting_call.h>
#include <utility>

namespace banshi::drivers::plugins::document_ipp
{

namespace
{

using sdk::ErrorCode;
using sdk::failure;
using sdk::PartingCall;
using sdk::PrintReport;
using sdk::PrintResult;

// Kept back from the deadline for cancelling a job and seeing what became of it.
constexpr std::chrono::milliseconds kReserve(2000);
constexpr std::chrono::milliseconds kLastWords(1500); // for those after a cancel
constexpr std::chrono::milliseconds kLastPause(200);
constexpr int kLastQuestions = 8;
// How long a printer may be busy with something else before a new job is refused for good.
constexpr std::chrono::seconds kBusyTime(10);

bool timeToGiveUp(const sdk::CallContext& call)
{
    const auto end = call.deadline();
    return call.cancelled() || (end && call.now() + kReserve >= *end);
}

bool neverGotDocument(const JobFacts& facts)
{
    const auto has = [&facts](const char* reason) {
        return std::ranges::find(facts.reasons, reason) != facts.reasons.end();
    };
    return (facts.state == JobState::Held || facts.state == JobState::Pending) &&
           (has("job-data-insufficient") || has("job-incoming"));
}

PrintReport reportOf(const JobFacts& facts, int pages)
{
    return {judge(facts, pages), facts.impressions.value_or(0), facts.reasons};
}

} // namespace

IppPrinter::IppPrinter(Setup setup, sdk::HostServices& host)
    : m_setup(std::move(setup)), m_link(m_setup.address), m_host(host)
{
}

sdk::Outcome<PrinterFacts> IppPrinter::look(const sdk::CallContext& call)
{
    auto facts = m_link.printer(call);
    if (facts)
        m_host.setStatus(statusOf(*facts, m_setup.ignoredReasons));
    return facts;
}

sdk::Outcome<void> IppPrinter::open(const sdk::CallContext& call)
{
    const auto facts = look(call);
    if (!facts)
        return facts.failure();
    m_capabilities.common.model = facts->makeAndModel;
    m_capabilities.common.firmware = facts->firmware;
    m_capabilities.formats = facts->formats;
    m_capabilities.media = facts->media;
    m_capabilities.duplex = facts->duplex;
    m_capabilities.color = facts->color;

    const auto jobs = m_link.jobs(WhichJobs::Open, call);
    if (!jobs)
        return jobs.failure();
    for (const auto& job : *jobs)
        if (neverGotDocument(job.facts))
            if (auto dropped = m_link.cancelJob(job.id, call);
                !dropped && dropped.failure().code != ErrorCode::InvalidData)
                return dropped;
    m_emptyJob.reset();
    return {};
}

sdk::Outcome<void> IppPrinter::poll(const sdk::CallContext& call)
{
    const auto facts = look(call);
    return facts ? sdk::Outcome<void>() : sdk::Outcome<void>(facts.failure());
}

sdk::Outcome<sdk::PrintJob> IppPrinter::createJob(const std::string& jobName, const sdk::CallContext& call)
{
    if (m_emptyJob)
    {
        if (auto dropped = m_link.cancelJob(*m_emptyJob, call);
            !dropped && dropped.failure().code != ErrorCode::InvalidData)
            return dropped.failure();
        m_emptyJob.reset();
    }
    const bool known = std::ranges::find(m_capabilities.media, m_setup.media) != m_capabilities.media.end();
    const std::string media = known ? m_setup.media : std::string();
    const sdk::TimePoint until = call.atMost(kBusyTime);
    auto job = m_link.createJob(jobName, media, call);
    while (!job && job.failure().detail == kBusy && call.now() < until && call.pause(m_setup.pollTime))
        job = m_link.createJob(jobName, media, call); // the refusal is certain, so no job exists twice
    if (job)
        m_emptyJob = job->jobId;
    return job;
}

// For a document of which certainly no byte was printed: the job goes, too.
PrintReport IppPrinter::cleanReport(std::int32_t job, const std::string& reason, const sdk::CallContext& call)
{
    (void)m_link.cancelJob(job, PartingCall(call, kLastWords));
    return {PrintResult::FailedClean, 0, {reason}};
}

sdk::Outcome<PrintReport> IppPrinter::sendDocument(const sdk::PrintDocument& document, const sdk::CallContext& call)
{
    if (document.data.empty() || document.pages < 1 || document.jobId < 1)
        return failure(ErrorCode::InvalidData, "an empty document, or no page or job");
    const auto& formats = m_capabilities.formats;
    if (!formats.empty() && std::ranges::find(formats, document.format) == formats.end())
        return failure(ErrorCode::UnsupportedData, "the printer does not take " + document.format);
    if (document.copies != 1)
        return failure(ErrorCode::UnsupportedData, "numbered documents are printed once");
    if (auto stop = call.stopReason())
        return *stop;

    if (m_emptyJob == document.jobId)
        m_emptyJob.reset();
    const HandoverReport handover = m_link.sendDocument(document.jobId, document.format, document.data, call);
    switch (handover.outcome)
    {
    case Handover::NotSent:
        return cleanReport(document.jobId, "document-not-sent", call);
    case Handover::Refused:
        return cleanReport(document.jobId, handover.detail, call);
    case Handover::Failed:
        (void)m_link.cancelJob(document.jobId, PartingCall(call, kLastWords)); // no further sheet; what is out, is out
        break;
    case Handover::Taken:
    case Handover::Unproven:
        break;
    }
    return follow(document, call);
}

// Asks after the job until it has ended. Questions may fail: the job goes on without them, and only the deadline ends
// the waiting.
sdk::Outcome<PrintReport> IppPrinter::follow(const sdk::PrintDocument& document, const sdk::CallContext& call)
{
    const ShortenedCall question(call, kReserve);
    std::optional<sdk::PrintProgress> told;
    while (!timeToGiveUp(call))
    {
        const auto job = m_link.job(document.jobId, question);
        const auto printer = look(question);
        if (job && !*job)
            return PrintReport{PrintResult::Unknown, 0, {"job-unknown"}};
        if (job)
        {
            const JobFacts& facts = **job;
            if (isFinal(facts.state))
                return reportOf(facts, document.pages);
            sdk::PrintProgress progress{facts.impressions.value_or(0), keywordOf(facts.state), facts.reasons};
            if (printer)
                std::ranges::copy_if(printer->reasons, std::back_inserter(progress.reasons),
                                     [](const std::string& reason) { return reason != "none"; });
            if (!told || told->impressions != progress.impressions || told->state != progress.state ||
                told->reasons != progress.reasons)
                call.event(told.emplace(std::move(progress)));
        }
        call.pause(m_setup.pollTime);
    }
    return giveUp(document, call);
}

sdk::Outcome<PrintReport> IppPrinter::giveUp(const sdk::PrintDocument& document, const sdk::CallContext& call)
{
    const PartingCall last(call, kLastWords);
    (void)m_link.cancelJob(document.jobId, last);
    for (int question = 0; question < kLastQuestions; ++question)
    {
        const auto job = m_link.job(document.jobId, last);
        if (job && *job && isFinal((*job)->state))
            return reportOf(**job, document.pages);
        if (!last.pause(kLastPause))
            break;
    }
    return failure(ErrorCode::OutcomeUnknown, "the job had not ended when the waiting did");
}

sdk::Outcome<sdk::JobReport> IppPrinter::jobStatus(std::int32_t jobId, const sdk::CallContext& call)
{
    const auto job = m_link.job(jobId, call);
    if (!job)
        return job.failure();
    if (!*job)
        return sdk::JobReport{false, keywordOf(JobState::Unknown), 0, {}};
    return sdk::JobReport{true, keywordOf((*job)->state), (*job)->impressions.value_or(0), (*job)->reasons};
}

sdk::Outcome<void> IppPrinter::cancelJob(std::int32_t jobId, const sdk::CallContext& call)
{
    if (m_emptyJob == jobId)
        m_emptyJob.reset();
    return m_link.cancelJob(jobId, call);
}

sdk::Outcome<std::vector<sdk::JobSummary>> IppPrinter::jobHistory(const sdk::CallContext& call)
{
    std::vector<sdk::JobSummary> all;
    for (const WhichJobs which : {WhichJobs::Open, WhichJobs::Ended})
    {
        const auto jobs = m_link.jobs(which, call);
        if (!jobs)
            return jobs.failure();
        for (const ListedJob& job : *jobs)
            if (job.id > 0)
                all.push_back({job.id, job.name, keywordOf(job.facts.state), job.facts.impressions.value_or(0)});
    }
    std::ranges::sort(all, std::greater(), &sdk::JobSummary::jobId); // one that ended in between stands there twice
    const auto twice = std::ranges::unique(all, {}, &sdk::JobSummary::jobId);
    all.erase(twice.begin(), twice.end());
    return all;
}

} // namespace banshi::drivers::plugins::document_ipp
