// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/eval/evaluation.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace banshi::face::eval
{

namespace
{

using nlohmann::json;

json medianOf(std::vector<double> values)
{
    if (values.empty())
        return nullptr;
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

json toJson(const Interval& interval)
{
    return json::array({interval.low, interval.high});
}

} // namespace

std::string toJson(const EvalReport& report)
{
    json out{{"model", report.model},
             {"pairs", report.pairs},
             {"genuine", report.genuine},
             {"impostor", report.impostor},
             {"failures",
              {{"live", report.liveFailures},
               {"livePictures", report.livePictures},
               {"chip", report.chipFailures},
               {"chipPictures", report.chipPictures}}},
             {"eer", report.eer ? json(*report.eer) : json(nullptr)},
             {"accuracy", nullptr},
             {"tar", json::array()},
             {"groups", json::array()},
             {"milliseconds",
              {{"find", medianOf(report.times.find)},
               {"points", medianOf(report.times.points)},
               {"describe", medianOf(report.times.describe)}}}};
    if (report.accuracy)
        out["accuracy"] = {{"mean", report.accuracy->mean}, {"deviation", report.accuracy->deviation}};
    for (const Operating& at : report.operating)
        out["tar"].push_back({{"far", at.far},
                              {"tar", at.tar},
                              {"interval", toJson(at.tarInterval)},
                              {"threshold", at.threshold},
                              {"strangersAccepted", at.accepted},
                              {"carried", at.carried}});
    for (const GroupReport& group : report.groups)
        out["groups"].push_back({{"group", group.name},
                                 {"genuine", group.genuine},
                                 {"fnmr", group.fnmr},
                                 {"interval", toJson(group.interval)},
                                 {"impostor", group.impostor},
                                 {"fmr", group.fmr},
                                 {"fmrInterval", toJson(group.fmrInterval)}});
    return out.dump();
}

} // namespace banshi::face::eval
