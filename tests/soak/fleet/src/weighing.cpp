// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/testing/fleet/weighing.h"

namespace banshi::testing::fleet
{

Weighing weigh(const nlohmann::json& dump, const std::vector<Acknowledged>& acknowledged)
{
    Weighing weighing;
    std::map<std::string, int> times; // by device and key
    for (const auto& report : dump.at("reports"))
        ++times[report.at("device").get<std::string>() + " " + report.at("key").get<std::string>()];
    for (const auto& [name, count] : times)
        weighing.doubled += count - 1;
    weighing.doubled += dump.at("conflicts").get<int>();
    std::map<std::string, std::size_t> place; // by key, in the order of taking
    for (const auto& key : dump.at("order"))
        place.emplace(key.get<std::string>(), place.size());
    std::map<std::string, std::map<std::int64_t, std::size_t>> cases; // of a device's stream: place by number
    for (const auto& one : acknowledged)
    {
        weighing.lost += times.erase(one.device + " " + one.key) == 0 ? 1 : 0;
        if (const auto found = place.find(one.key); found != place.end() && !one.stream.empty())
            cases[one.device + " " + one.stream][one.seq] = found->second;
    }
    weighing.invented = static_cast<std::int64_t>(times.size());
    for (const auto& [name, numbers] : cases)
    {
        std::size_t last = 0;
        for (const auto& [seq, at] : numbers)
        {
            weighing.disordered += at < last ? 1 : 0;
            last = at;
        }
    }
    return weighing;
}

} // namespace banshi::testing::fleet
