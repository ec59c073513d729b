// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/eval/calibration.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace banshi::face::eval
{

namespace
{

constexpr double kLost = 0.01; // of the genuine comparisons may lie below the reject threshold
constexpr int kDigits = 3;     // of a threshold

double roundedUp(double value)
{
    return std::ceil(value * 1000 - 1e-9) / 1000;
}

/// `value` with `digits` behind the point.
std::string decimal(double value, int digits)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

/// `value` with two digits that count.
std::string share(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.2g", value);
    return text;
}

std::string quoted(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text)
    {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

bool hasControls(const std::string& text)
{
    constexpr unsigned char kFirstPrintable = 0x20;
    constexpr unsigned char kDelete = 0x7F;
    return std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < kFirstPrintable || byte == kDelete;
    });
}

/// How many strangers a threshold let in, and what that allows to say.
std::string strangers(const Operating& at, std::size_t of)
{
    return std::to_string(at.accepted) + " of " + std::to_string(of) + " strangers let in, at most " +
           share(wilson(at.accepted, of).high);
}

/// The thresholds of every rate that the comparisons carry.
std::string levels(const EvalReport& report)
{
    std::string lines;
    for (const Operating& at : report.operating)
        if (at.carried)
            lines += "1e-" + std::to_string(std::lround(-std::log10(at.far))) + " = " +
                     decimal(roundedUp(at.threshold), kDigits) + " # " + strangers(at, report.impostor) + '\n';
    return lines.empty() ? lines : "[threshold.far]\n" + lines;
}

std::string conditionsOf(const EvalPlan& plan, const EvalReport& report)
{
    const std::string fewest = std::to_string(report.fewestFused);
    const std::string most = std::to_string(report.mostFused);
    return (fewest == most ? most : fewest + " to " + most) + " live pictures fused, chip pictures " +
           (plan.chip ? "brought into a card's condition" : "as they are");
}

} // namespace

base::Result<Calibration, std::string> calibrate(const EvalReport& report, double far)
{
    if (report.scores.genuine.empty() || report.scores.impostor.empty())
        return tl::unexpected(std::string("the list gave no comparison of one kind, so it carries no threshold"));
    const std::size_t needed = comparisonsFor(far);
    if (report.scores.impostor.size() < needed)
    {
        return tl::unexpected(std::to_string(report.scores.impostor.size()) +
                              " comparisons of strangers do not carry a FAR of " + share(far) + ": " +
                              std::to_string(needed) + " are needed");
    }
    Calibration result;
    result.at = operatingAt(report.scores, far);
    result.accept = roundedUp(result.at.threshold);
    std::vector<double> genuine = report.scores.genuine;
    std::ranges::sort(genuine);
    const auto lost = static_cast<std::size_t>(kLost * static_cast<double>(genuine.size()));
    result.reject = std::min(result.accept, std::floor(genuine[lost] * 1000) / 1000);
    result.refusedGenuine = falseNonMatches(genuine, result.reject);
    return result;
}

base::Result<std::string, std::string> thresholdTable(const Calibration& calibration, const EvalReport& report,
                                                      const EvalPlan& plan, const std::string& measuredOn,
                                                      const std::string& date)
{
    if (hasControls(measuredOn) || hasControls(date))
        return tl::unexpected(std::string("the conditions hold a control character, which no manifest may"));
    const Operating& at = calibration.at;
    return "[threshold]\naccept = " + decimal(calibration.accept, kDigits) +
           "\nreject = " + decimal(calibration.reject, kDigits) +
           "\nmeasured_on = " + quoted(measuredOn + "; " + conditionsOf(plan, report) + "; " + date) +
           "\n# At accept: " + strangers(at, report.impostor) + " (wanted " + share(at.far) +
           "; 95 % interval, Wilson); " + "TAR " + decimal(at.tar, 4) + " (" + decimal(at.tarInterval.low, 4) + " to " +
           decimal(at.tarInterval.high, 4) + ") of " + std::to_string(report.genuine) + ".\n" + levels(report);
}

} // namespace banshi::face::eval
