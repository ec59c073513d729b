// SPDX-License-Identifier: Apache-2.0
#include "example_device.h"

#include <algorithm>
#include <banshi/drivers/sdk/parting_call.h>
#include <banshi/drivers/sdk/wipe.h>
#include <sstream>

namespace banshi::drivers::plugins::example_driver
{

namespace
{

using namespace std::chrono_literals;
using sdk::ErrorCode;
using sdk::failure;
using sdk::PrintResult;

constexpr auto kAnswer = 500ms; // a sound device answers within 100 ms
constexpr auto kAskPause = 200ms;
constexpr auto kParting = 2000ms; // to drop a job that nobody waits for, and to see what became of it
constexpr int kPartingShare = 4;  // of the time that a call has, at most
constexpr const char* kFormat = "application/pdf";

/// Reads `JOB NUMBER STATE SHEETS`, the state in IPP's words. Nothing when it is another job's line, or none.
std::optional<sdk::JobReport> parse(const std::string& line, std::int32_t jobId)
{
    std::istringstream words(line);
    std::string kind;
    std::int32_t job = 0;
    sdk::JobReport report;
    if (!(words >> kind >> job >> report.state >> report.impressions) || kind != "JOB" || job != jobId)
        return std::nullopt;
    report.known = report.state != "unknown";
    if (report.state == "processing-stopped")
        report.reasons = {"media-empty"};
    return report;
}

/// What a job that has ended says of the paper; nothing when it has not.
std::optional<sdk::PrintReport> endOf(const sdk::JobReport& job, int pages)
{
    const bool isDone = job.state == "completed" && job.impressions >= static_cast<std::uint32_t>(pages);
    if (isDone)
        return sdk::PrintReport{PrintResult::Done, job.impressions, job.reasons};
    if (job.state == "completed" || !job.known)
        return sdk::PrintReport{PrintResult::Unknown, job.impressions, job.reasons};
    if (job.state != "canceled")
        return std::nullopt;
    return sdk::PrintReport{job.impressions > 0 ? PrintResult::FailedPartial : PrintResult::FailedClean,
                            job.impressions, job.reasons};
}

bool isOneLine(const std::string& text)
{
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

// Until when to wait for the sheets: the parting needs the rest.
sdk::TimePoint patienceOf(const sdk::CallContext& call)
{
    const auto end = call.deadline();
    if (!end)
        return sdk::TimePoint::max();
    return *end - std::min<std::chrono::nanoseconds>(kParting, (*end - call.now()) / kPartingShare);
}

} // namespace

sdk::Outcome<void> ExampleDevice::open(const sdk::CallContext& call)
{
    m_link.reset();
    const auto model = ask("ID?", call);
    if (!model)
        return model.failure();
    m_model = *model;
    return poll(call);
}

sdk::Outcome<void> ExampleDevice::poll(const sdk::CallContext& call)
{
    const auto answer = ask("STATE?", call);
    if (!answer)
        return answer.failure();
    if (*answer != "STATE ok" && *answer != "STATE paper")
        return failure(ErrorCode::HardwareError, "no answer to STATE?");
    sdk::DocumentPrinterStatus status;
    status.common.device = sdk::DeviceState::Online;
    status.paper = *answer == "STATE ok" ? sdk::PaperState::Full : sdk::PaperState::Out;
    m_host.setStatus(status);
    return {};
}

sdk::DocumentPrinterCapabilities ExampleDevice::capabilities() const
{
    sdk::DocumentPrinterCapabilities capabilities;
    capabilities.common.model = m_model;
    capabilities.formats = {kFormat};
    capabilities.media = {"iso_a4_210x297mm"};
    return capabilities;
}

sdk::Outcome<void> ExampleDevice::connect(const sdk::CallContext& call)
{
    if (m_link)
        return {};
    auto channel = m_connect(call);
    if (!channel)
        return channel.failure();
    m_link = std::make_unique<LineLink>(std::move(*channel));
    return {};
}

sdk::Outcome<std::string> ExampleDevice::ask(const std::string& question, const sdk::CallContext& call)
{
    if (auto connected = connect(call); !connected)
        return connected.failure();
    auto answer = m_link->ask(question, kAnswer, call);
    if (!answer && answer.failure().code == ErrorCode::DeviceNotReady)
        m_link.reset();
    return answer;
}

sdk::Outcome<sdk::PrintJob> ExampleDevice::createJob(const std::string& jobName, const sdk::CallContext& call)
{
    if (!isOneLine(jobName)) // nothing but a name may come of a name
        return failure(ErrorCode::InvalidData, "jobName");
    const auto answer = ask("NEW " + jobName, call);
    if (!answer)
        return answer.failure();
    std::istringstream words(*answer);
    std::string kind;
    sdk::PrintJob job;
    if (!(words >> kind >> job.jobId) || kind != "NEW" || job.jobId < 1)
        return failure(ErrorCode::HardwareError, "no answer to NEW");
    job.jobUri = "line:" + std::to_string(job.jobId);
    return job;
}

sdk::Outcome<sdk::PrintReport> ExampleDevice::sendDocument(const sdk::PrintDocument& document,
                                                           const sdk::CallContext& call)
{
    if (document.data.empty() || document.pages < 1 || document.jobId < 1)
        return failure(ErrorCode::InvalidData, "an empty document, or no page or job");
    if (document.format != kFormat || document.copies != 1)
        return failure(ErrorCode::UnsupportedData, "PDF, printed once");
    if (auto stop = call.stopReason())
        return *stop;
    if (auto connected = connect(call); !connected)
        return connected.failure();
    const sdk::TimePoint patience = patienceOf(call);
    // From the first byte on a sheet may move: it is never sent twice, and its end is asked for.
    std::string bytes = "PRINT " + std::to_string(document.jobId) + ' ' + std::to_string(document.pages) + ' ' +
                        std::to_string(document.data.size()) + '\n';
    bytes.append(document.data.begin(), document.data.end());
    const auto sent = m_link->send(bytes, call);
    sdk::wipe(bytes);
    if (!sent && sent.failure().code == ErrorCode::DeviceNotReady)
        m_link.reset();
    auto end = follow("JOB? ", document, call, patience);
    if (!end)
    {
        const auto limit = call.deadline();
        const std::chrono::nanoseconds left = limit ? *limit - call.now() : std::chrono::nanoseconds::max();
        const sdk::PartingCall parting(call, std::min<std::chrono::nanoseconds>(left, kParting));
        end = follow("DROP ", document, parting, *parting.deadline());
    }
    if (!end)
        return failure(ErrorCode::OutcomeUnknown, "the printer does not say what became of it");
    return std::move(*end);
}

std::optional<sdk::PrintReport> ExampleDevice::follow(const std::string& question, const sdk::PrintDocument& document,
                                                      const sdk::CallContext& call, sdk::TimePoint until)
{
    sdk::PrintProgress told;
    do
    {
        const auto job = askFor(question, document.jobId, call);
        if (!job)
            continue;
        if (auto end = endOf(*job, document.pages))
            return end;
        if (told.state != job->state || told.impressions != job->impressions)
            call.event(told = {job->impressions, job->state, job->reasons});
    } while (call.now() < until && call.pause(kAskPause));
    return std::nullopt;
}

sdk::Outcome<sdk::JobReport> ExampleDevice::askFor(const std::string& question, std::int32_t jobId,
                                                   const sdk::CallContext& call)
{
    auto answer = ask(question + std::to_string(jobId), call);
    for (;;)
    {
        if (!answer)
            return answer.failure();
        if (auto found = parse(*answer, jobId))
            return std::move(*found);
        answer = m_link->hear(kAnswer, call); // the answer to a question that was given up
    }
}

sdk::Outcome<sdk::JobReport> ExampleDevice::jobStatus(std::int32_t jobId, const sdk::CallContext& call)
{
    return askFor("JOB? ", jobId, call);
}

sdk::Outcome<void> ExampleDevice::cancelJob(std::int32_t jobId, const sdk::CallContext& call)
{
    const auto job = askFor("DROP ", jobId, call);
    if (!job)
        return job.failure();
    return job->known ? sdk::Outcome<void>() : sdk::Outcome<void>(failure(ErrorCode::InvalidData, "no such job"));
}

} // namespace banshi::drivers::plugins::example_driver
