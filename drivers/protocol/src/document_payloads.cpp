// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/base64.h"
#include "banshi/drivers/protocol/payloads.h"
#include "json_reader.h"

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr EnumTexts kResults{std::to_array<std::pair<sdk::PrintResult, std::string_view>>({
    {sdk::PrintResult::Done, "done"},
    {sdk::PrintResult::FailedClean, "failedClean"},
    {sdk::PrintResult::FailedPartial, "failedPartial"},
    {sdk::PrintResult::Unknown, "unknown"},
})};
constexpr std::int64_t kMaxJobId = 2147483647;
constexpr std::int64_t kMaxPages = 500;
constexpr std::int64_t kMaxCopies = 20;
constexpr std::int64_t kMaxImpressions = 1'000'000;

} // namespace

json toJson(const sdk::PrintJob& job)
{
    return {{"jobId", job.jobId}, {"jobUri", job.jobUri}};
}

Parsed<sdk::PrintJob> printJobFromJson(const json& payload)
{
    JsonReader reader(payload);
    sdk::PrintJob job;
    job.jobId = static_cast<std::int32_t>(reader.integer("jobId", 1, kMaxJobId));
    job.jobUri = reader.textOr("jobUri", {});
    return reader.finish(std::move(job));
}

json toJson(const sdk::PrintDocument& document)
{
    return {{"jobId", document.jobId},
            {"format", document.format},
            {"data", toBase64(document.data)},
            {"pages", document.pages},
            {"copies", document.copies}};
}

Parsed<sdk::PrintDocument> documentFromJson(const json& payload)
{
    JsonReader reader(payload);
    sdk::PrintDocument document;
    document.jobId = static_cast<std::int32_t>(reader.integer("jobId", 1, kMaxJobId));
    document.format = reader.text("format");
    document.data = reader.bytes("data");
    if (document.data.empty())
        reader.fault("data");
    document.pages = static_cast<int>(reader.integer("pages", 1, kMaxPages));
    document.copies = static_cast<int>(reader.integerOr("copies", 1, 1, kMaxCopies));
    return reader.finish(std::move(document));
}

json toJson(const sdk::PrintReport& report)
{
    return {{"result", kResults.text(report.result)}, {"impressions", report.impressions}, {"reasons", report.reasons}};
}

Parsed<sdk::PrintReport> printReportFromJson(const json& payload)
{
    JsonReader reader(payload);
    sdk::PrintReport report;
    report.result = reader.choice("result", kResults);
    report.impressions = static_cast<std::uint32_t>(reader.integerOr("impressions", 0, 0, kMaxImpressions));
    report.reasons = reader.textsOr("reasons");
    return reader.finish(std::move(report));
}

json toJson(const sdk::JobReport& report)
{
    return {{"known", report.known},
            {"state", report.state},
            {"impressions", report.impressions},
            {"reasons", report.reasons}};
}

Parsed<sdk::JobReport> jobReportFromJson(const json& payload)
{
    JsonReader reader(payload);
    sdk::JobReport report;
    report.known = reader.booleanOr("known", false);
    report.state = reader.textOr("state", {});
    report.impressions = static_cast<std::uint32_t>(reader.integerOr("impressions", 0, 0, kMaxImpressions));
    report.reasons = reader.textsOr("reasons");
    return reader.finish(std::move(report));
}

json toJson(const std::vector<sdk::JobSummary>& jobs)
{
    json list = json::array();
    for (const sdk::JobSummary& job : jobs)
        list.push_back(
            {{"jobId", job.jobId}, {"jobName", job.name}, {"state", job.state}, {"impressions", job.impressions}});
    return {{"jobs", std::move(list)}};
}

Parsed<std::vector<sdk::JobSummary>> jobHistoryFromJson(const json& payload)
{
    const auto list = payload.find("jobs");
    if (list == payload.end() || !list->is_array())
        return badPayload("jobs");
    std::vector<sdk::JobSummary> jobs;
    for (const json& entry : *list)
    {
        JsonReader reader(entry);
        sdk::JobSummary job;
        job.jobId = static_cast<std::int32_t>(reader.integer("jobId", 1, kMaxJobId));
        job.name = reader.textOr("jobName", {});
        job.state = reader.text("state");
        job.impressions = static_cast<std::uint32_t>(reader.integerOr("impressions", 0, 0, kMaxImpressions));
        if (reader.failed())
            return badPayload("jobs");
        jobs.push_back(std::move(job));
    }
    return jobs;
}

Parsed<std::int32_t> jobIdFromJson(const json& payload)
{
    JsonReader reader(payload);
    return reader.finish(static_cast<std::int32_t>(reader.integer("jobId", 1, kMaxJobId)));
}

} // namespace banshi::drivers::protocol
