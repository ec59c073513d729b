// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/advice.h"

namespace banshi::app::maintenance
{

std::optional<Advice> adviceFor(const services::Catalogue& catalogue, const services::MachineState& found)
{
    auto state = found;
    for (auto& [device, report] : state.devices)
        if (report.condition == services::DeviceCondition::Busy) // at work, e.g. for a test: nothing to repair
            report.condition = services::DeviceCondition::Ok;
    const auto now = services::truthAbout(catalogue, state).offered;
    std::optional<Advice> best;
    const auto weigh = [&](const std::string& device, const services::MachineState& mended) {
        const auto then = services::truthAbout(catalogue, mended).offered;
        if (then > now && (!best || then - now > best->services))
            best = Advice{device, then - now};
    };
    for (const auto& [device, report] : state.devices)
    {
        auto mended = state;
        mended.devices[device].condition = services::DeviceCondition::Ok;
        weigh(device, mended);
    }
    auto mended = state;
    mended.networkUp = true;
    weigh({}, mended);
    return best;
}

} // namespace banshi::app::maintenance
