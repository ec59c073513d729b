// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/report.h"

#include <algorithm>
#include <iomanip>
#include <ostream>

namespace banshi::drivers::conformance
{

namespace
{

constexpr int kIdWidth = 42;

const char* wordOf(Result result)
{
    switch (result)
    {
    case Result::Passed:
        return "passed";
    case Result::Failed:
        return "FAILED";
    case Result::NotRun:
        return "not run";
    case Result::NotApplicable:
        return "n/a";
    }
    return "";
}

int countOf(const Report& report, Result result)
{
    return static_cast<int>(std::ranges::count_if(
        report.lines, [result](const ReportLine& line) { return line.verdict.result == result; }));
}

} // namespace

int Report::points() const
{
    return countOf(*this, Result::Passed);
}

int Report::mostPoints() const
{
    return static_cast<int>(lines.size()) - countOf(*this, Result::NotApplicable);
}

bool Report::hasFailed() const
{
    return countOf(*this, Result::Failed) > 0;
}

bool Report::hasAllPassed() const
{
    return points() > 0 && points() == mostPoints();
}

bool Report::isLongEnough() const
{
    return size.cycles >= kLeastCycles && size.operations >= kLeastOperations;
}

bool Report::hasFullMarks() const
{
    return isWhole && isLongEnough() && hasAllPassed();
}

nlohmann::json toJson(const Report& report)
{
    nlohmann::json checks = nlohmann::json::array();
    for (const ReportLine& line : report.lines)
    {
        nlohmann::json entry{{"id", line.id},
                             {"title", line.title},
                             {"result", line.verdict.result == Result::Failed ? "failed" : wordOf(line.verdict.result)},
                             {"milliseconds", line.took.count()}};
        if (!line.verdict.reason.empty())
            entry["reason"] = line.verdict.reason;
        if (!line.verdict.measured.empty())
            entry["measured"] = line.verdict.measured;
        checks.push_back(std::move(entry));
    }
    return {{"format", "banshi-drivertest/1"},
            {"date", base::toRfc3339(report.date)},
            {"plugin",
             {{"file", report.pluginFile},
              {"sha256", report.sha256},
              {"name", report.metadata.name},
              {"class", std::string(protocol::text(report.metadata.deviceClass))},
              {"vendor", report.metadata.vendor},
              {"version", report.metadata.version}}},
            {"farEnd", report.farEnd},
            {"countedBy", report.countedBy},
            {"cycles", report.size.cycles},
            {"operations", report.size.operations},
            {"seed", report.size.seed},
            {"whole", report.isWhole},
            {"longEnough", report.isLongEnough()},
            {"score",
             {{"points", report.points()},
              {"of", report.mostPoints()},
              {"notApplicable", countOf(report, Result::NotApplicable)}}},
            {"fullMarks", report.hasFullMarks()},
            {"checks", std::move(checks)}};
}

void print(const ReportLine& line, std::ostream& out)
{
    out << std::left << std::setw(kIdWidth) << line.id << std::setw(9) << wordOf(line.verdict.result) << std::right
        << std::setw(7) << line.took.count() << " ms" << std::endl;
}

void print(const Report& report, std::ostream& out)
{
    for (const ReportLine& line : report.lines)
        if (line.verdict.result != Result::Passed)
            out << '\n'
                << wordOf(line.verdict.result) << ' ' << line.id << ": " << line.title << "\n  " << line.verdict.reason
                << '\n';
    out << "\nscore " << report.points() << " of " << report.mostPoints();
    if (const int left = countOf(report, Result::NotApplicable); left > 0)
        out << " (" << left << " not applicable)";
    if (report.hasFullMarks())
        out << ", full marks";
    else if (!report.isWhole)
        out << ", some checks only";
    else if (report.hasAllPassed())
        out << ", but too short for full marks: " << kLeastCycles << " cycles and " << kLeastOperations
            << " operations at least";
    else if (!report.hasFailed())
        out << ", incomplete: not everything could be run";
    out << std::endl;
}

} // namespace banshi::drivers::conformance
