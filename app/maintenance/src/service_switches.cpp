// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/maintenance/service_switches.h"

namespace banshi::app::maintenance
{

const std::vector<Reason>& usualReasons()
{
    static const std::vector<Reason> reasons{
        {"repair", {"设备待修，暂停办理", "Paused: a device is waiting for repair"}},
        {"supplies", {"纸张或耗材用完，暂停办理", "Paused: paper or supplies have run out"}},
        {"platform", {"业务系统维护，暂停办理", "Paused: the office's system is under maintenance"}},
        {"rules", {"办理规则有变，请到窗口办理", "The rules have changed; please go to the counter"}},
    };
    return reasons;
}

void ServiceSwitches::read(std::function<void(ports::Recorded<nlohmann::json>)> done)
{
    m_records.readSetting(kSwitchesKey, [done = std::move(done)](auto kept) {
        if (!kept)
            return done(tl::unexpected(kept.error()));
        done(*kept && (*kept)->is_object() ? std::move(**kept) : nlohmann::json::object());
    });
}

void ServiceSwitches::turnOff(const std::string& service, const services::Text& reason, const std::string& who,
                              ports::MachineRecords::Kept done)
{
    change(
        [service, reason](nlohmann::json& off) {
            off[service] = {{"zh", reason.zh}, {"en", reason.en}};
        },
        who, reason.zh, std::move(done));
}

void ServiceSwitches::turnOn(const std::string& service, const std::string& who, ports::MachineRecords::Kept done)
{
    change([service](nlohmann::json& off) { off.erase(service); }, who, {}, std::move(done));
}

void ServiceSwitches::change(std::function<void(nlohmann::json&)> edit, const std::string& who,
                             const std::string& reason, ports::MachineRecords::Kept done)
{
    read([&records = m_records, edit = std::move(edit), who, reason, done = std::move(done)](auto off) {
        if (!off)
            return done(tl::unexpected(off.error()));
        edit(*off);
        records.writeSetting(kSwitchesKey, std::move(*off), who, reason, done);
    });
}

} // namespace banshi::app::maintenance
