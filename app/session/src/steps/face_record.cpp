// SPDX-License-Identifier: GPL-3.0-or-later
#include "face_record.h"

#include <cmath>

namespace banshi::app::session
{

namespace
{

const char* name(ports::FaceAnswer answer)
{
    switch (answer)
    {
    case ports::FaceAnswer::Match:
        return "match";
    case ports::FaceAnswer::NoMatch:
        return "noMatch";
    case ports::FaceAnswer::Unavailable:
        return "unavailable";
    }
    return "unavailable";
}

/// Four digits: more say nothing, and a long run of digits is taken for somebody's number by the log.
double rounded(double value)
{
    constexpr double kDigits = 1e4;
    return std::round(value * kDigits) / kDigits;
}

} // namespace

nlohmann::json faceRecord(const ports::FaceVerdict& verdict, int attempt)
{
    nlohmann::json quality = nlohmann::json::object();
    for (const auto& [what, value] : verdict.quality)
        quality[what] = rounded(value);
    return {{"answer", name(verdict.answer)},
            {"cause", verdict.cause},
            {"score", rounded(verdict.score)},
            {"threshold", rounded(verdict.threshold)},
            {"model", verdict.model},
            {"demonstration", verdict.demonstration},
            {"frames", verdict.frames},
            {"live", verdict.live},
            {"try", attempt},
            {"quality", std::move(quality)}};
}

} // namespace banshi::app::session
