// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/journal/print_report.h"

namespace banshi::app::journal
{

const char* contractWord(ports::SheetEnd end)
{
    switch (end)
    {
    case ports::SheetEnd::Done:
        return "DONE";
    case ports::SheetEnd::FailedClean:
        return "FAILED_CLEAN";
    case ports::SheetEnd::FailedPartial:
        return "FAILED_PARTIAL";
    case ports::SheetEnd::Unknown:
        return "UNKNOWN";
    }
    return "UNKNOWN";
}

bool isTold(const ports::PlatformResult<nlohmann::json>& answer)
{
    return answer.has_value() || answer.error().code == "request.keyReused";
}

void sendPrintReport(ports::Platform& platform, const base::Clock& clock, const std::string& key,
                     const PrintReport& report, std::function<void(bool isTold)> told)
{
    nlohmann::json body{{"permit", report.permit},
                        {"serial", report.serial},
                        {"attempt", report.attempt},
                        {"result", contractWord(report.result.end)},
                        {"pages_out", report.result.impressions},
                        {"at", base::toRfc3339(clock.wall().utc)}};
    platform.post(
        "/v1/prints", key, std::move(body),
        [told = std::move(told)](const ports::PlatformResult<nlohmann::json>& answer) { told(isTold(answer)); });
}

} // namespace banshi::app::journal
