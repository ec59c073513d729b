// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace banshi::bench
{

namespace
{

std::optional<double> medianOf(std::vector<double> values)
{
    if (values.empty())
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

nlohmann::json orNull(const std::optional<double>& value)
{
    return value ? nlohmann::json(*value) : nlohmann::json();
}

} // namespace

std::string toJson(const Row& row)
{
    const auto ours = medianOf(row.samples);
    const auto other = medianOf(row.againstSamples);
    std::optional<double> ratio;
    if (ours && other && *other > 0)
        ratio = *ours / *other;
    const nlohmann::ordered_json line{{"bench", row.bench},
                                      {"metric", row.metric},
                                      {"unit", row.unit},
                                      {"samples", row.samples},
                                      {"median", orNull(ours)},
                                      {"against", row.against},
                                      {"against_command", row.againstCommand},
                                      {"against_samples", row.againstSamples},
                                      {"against_median", orNull(other)},
                                      {"ratio", orNull(ratio)}};
    return line.dump();
}

} // namespace banshi::bench
