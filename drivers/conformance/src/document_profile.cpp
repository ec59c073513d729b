// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/tally.h"
#include "banshi/drivers/protocol/base64.h"
#include "banshi/drivers/protocol/payloads.h"
#include "profiles.h"
#include "test_pdf.h"

namespace banshi::drivers::conformance
{

namespace
{

using namespace std::chrono_literals;
using protocol::CompletionCode;

constexpr int kPages = 3;
// A test person of region 440399.
constexpr const char* kName = "欧阳试验某";
constexpr const char* kNumber = "440399199001010018";

nlohmann::json documentOf(int jobId, int pages)
{
    const std::string pdf = testPdf(pages, std::string(kName) + " " + kNumber);
    const std::vector<std::uint8_t> bytes(pdf.begin(), pdf.end());
    return {{"jobId", jobId},
            {"format", "application/pdf"},
            {"pages", pages},
            {"copies", 1},
            {"data", protocol::toBase64(bytes)}};
}

int newJob(Bench& bench)
{
    const auto made = bench.run(protocol::command::kCreateJob, {{"jobName", "proof"}}, 12s);
    return made && made->ok() ? made->payload.value("jobId", 0) : 0;
}

class DocumentProfile : public ClassProfile
{
public:
    [[nodiscard]] protocol::DeviceClass deviceClass() const override { return protocol::DeviceClass::DocumentPrinter; }
    [[nodiscard]] std::string statusMember() const override { return "printer"; }
    [[nodiscard]] std::string cheapCommand() const override { return std::string(protocol::command::kJobStatus); }
    [[nodiscard]] std::string deed() const override { return "documents have come out, whole or in part"; }
    // A printer has a moment for its last words: what became of the job.
    [[nodiscard]] std::chrono::milliseconds stopGrace() const override { return 4s; }

    [[nodiscard]] nlohmann::json payload(Bench& bench, const std::string& command) const override
    {
        if (command == protocol::command::kJobStatus)
            return {{"jobId", 1}};
        if (command == protocol::command::kCreateJob)
            return {{"jobName", "proof"}};
        const int job = newJob(bench);
        return job > 0 ? documentOf(job, kPages) : nlohmann::json();
    }

    [[nodiscard]] std::vector<std::pair<std::string, nlohmann::json>> wrongRequests() const override
    {
        auto nothing = documentOf(1, 1);
        nothing["data"] = "";
        auto foreign = documentOf(1, 1);
        foreign["format"] = "application/vnd.banshi.no-such-format";
        return {{std::string(protocol::command::kSendDocument), nothing},
                {std::string(protocol::command::kSendDocument), foreign},
                {std::string(protocol::command::kCreateJob), {{"jobName", ""}}},
                {std::string(protocol::command::kJobStatus), {{"jobId", "one"}}}};
    }

    [[nodiscard]] std::vector<Situation> situations() const override
    {
        const std::string send(protocol::command::kSendDocument);
        const std::string progress(protocol::event::kPrintProgress);
        const Codes any{CompletionCode::Success, CompletionCode::OutcomeUnknown};
        const std::string create(protocol::command::kCreateJob);
        const Codes noJob{CompletionCode::TimeOut, CompletionCode::DeviceNotReady, CompletionCode::HardwareError,
                          CompletionCode::CommandErrorCode};
        Codes noJobCancelled = noJob;
        noJobCancelled.insert(CompletionCode::Canceled);
        Codes anyOrNone = any;
        anyOrNone.insert({CompletionCode::Canceled, CompletionCode::TimeOut});
        return {
            {"printing", {}, send, {}, probe::kWorking, 600ms, anyOrNone, anyOrNone, any},
            {"waiting-for-paper", {act::kObstruct}, send, {}, progress, 1500ms, anyOrNone, anyOrNone, any},
            {"printer-falls-silent-at-a-job", {act::kStall}, create, {}, {}, 700ms, noJobCancelled, noJob, noJob},
        };
    }

    Verdict operate(Bench& bench, FarEnd& end, QStringList& marks) const override
    {
        marks << QString::fromUtf8(kName) << QString::fromLatin1(kNumber);
        Tally tally(end, deed());
        const int job = newJob(bench);
        if (job <= 0)
            return failed("CreateJob makes no job");
        const auto done = bench.run(protocol::command::kSendDocument, documentOf(job, 1), 20s);
        if (!done || !done->ok())
            return failed("a document is not printed: " + describe(done));
        const auto report = protocol::printReportFromJson(done->payload);
        if (!report || report->result != sdk::PrintResult::Done)
            return failed("a sound printer's report is not `done`: " + done->payload.dump());
        const Verdict counted = tally.isExactly(1, "one document is printed");
        if (counted.result != Result::Passed)
            return counted;
        const auto asked = bench.run(protocol::command::kJobStatus, {{"jobId", job}}, 5s);
        if (!asked || !asked->ok() || !asked->payload.value("known", false))
            return failed("a job that has just been printed is not known any more: " + describe(asked));
        return counted;
    }
};

} // namespace

std::unique_ptr<ClassProfile> makeDocumentProfile()
{
    return std::make_unique<DocumentProfile>();
}

} // namespace banshi::drivers::conformance
