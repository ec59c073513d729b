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

double roundedUp(double value)
{
    return std::ceil(value * 1000 - 1e-9) / 1000;
}

std::string quoted(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text)
    {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out + '"';
}

/// The thresholds of every rate that the comparisons carry.
std::string levels(const EvalReport& report)
{
    std::string lines;
    for (const Operating& at : report.operating)
    {
        char line[48];
        std::snprintf(line, sizeof line, "1e-%ld = %.3f\n", std::lround(-std::log10(at.far)), roundedUp(at.threshold));
        lines += at.carried ? line : "";
    }
    return lines.empty() ? lines : "[threshold.far]\n" + lines;
}

} // namespace

base::Result<Calibration, std::string> calibrate(const EvalReport& report, double far)
{
    if (report.scores.genuine.empty() || report.scores.impostor.empty())
        return tl::unexpected(std::string("the list gave no comparison of one kind, so it carries no threshold"));
    const std::size_t needed = comparisonsFor(far);
    if (report.scores.impostor.size() < needed)
    {
        char text[160];
        std::snprintf(text, sizeof text, "%zu comparisons of strangers do not carry a FAR of %g: %zu are needed",
                      report.scores.impostor.size(), far, needed);
        return tl::unexpected(std::string(text));
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

std::string thresholdTable(const Calibration& calibration, const EvalReport& report, const std::string& measuredOn,
                           const std::string& date)
{
    char text[640];
    std::snprintf(text, sizeof text,
                  "[threshold]\naccept = %.3f\nreject = %.3f\nmeasured_on = %s\n"
                  "# FAR at most %g in %zu comparisons of strangers; TAR %.4f (95 %% interval %.4f to %.4f) in %zu.\n",
                  calibration.accept, calibration.reject, quoted(measuredOn + ", " + date).c_str(), calibration.at.far,
                  report.impostor, calibration.at.tar, calibration.at.tarInterval.low, calibration.at.tarInterval.high,
                  report.genuine);
    return text + levels(report);
}

} // namespace banshi::face::eval
