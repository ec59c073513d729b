// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/drivers/conformance/trial.h"
#include "banshi/drivers/protocol/plugin_metadata.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace banshi::drivers::conformance
{

/// One line of a report.
struct ReportLine
{
    std::string id;
    std::string title;
    Verdict verdict;
    std::chrono::milliseconds took{0};
};

/// What the proving ground says of one plug-in. Threads: plain value.
struct Report
{
    std::string pluginFile; ///< without folders
    std::string sha256;     ///< of the plug-in file, hex
    protocol::PluginMetadata metadata;
    std::string farEnd;
    std::string countedBy; ///< FarEnd::countedBy(), when the class gives or takes something that can be counted
    base::UtcTime date;
    TrialSize size;
    bool isWhole = true; ///< false when only some checks were asked for
    std::vector<ReportLine> lines;

    [[nodiscard]] int points() const;
    /// The most that it could be: the checks that apply to this kind of far end.
    [[nodiscard]] int mostPoints() const;
    /// Every check that was to be run and applies has passed.
    [[nodiscard]] bool hasAllPassed() const;
    /// At least kLeastCycles and kLeastOperations.
    [[nodiscard]] bool isLongEnough() const;
    /// Every check that applies was run at sufficient length, and has passed.
    [[nodiscard]] bool hasFullMarks() const;
    /// A check failed.
    [[nodiscard]] bool hasFailed() const;
};

/// The report as it is written and signed.
[[nodiscard]] nlohmann::json toJson(const Report& report);
/// The table for people: a line for each check, the reasons below, the score at the end.
void print(const Report& report, std::ostream& out);
/// One line of the table.
void print(const ReportLine& line, std::ostream& out);

} // namespace banshi::drivers::conformance
