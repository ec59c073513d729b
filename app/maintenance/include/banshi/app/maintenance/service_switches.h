// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/machine_records.h"
#include "banshi/app/services/text.h"

namespace banshi::app::maintenance
{

/// The setting in which switched-off services stand: an object, service id to `{zh, en}`, the reason.
inline constexpr const char* kSwitchesKey = "services.switchedOff";

/// A reason that can be chosen, with its name in taps.
struct Reason
{
    std::string id;
    services::Text words;
};
/// The reasons to choose from; another one may be typed.
[[nodiscard]] const std::vector<Reason>& usualReasons();

/// Switches services on and off. Threads: the GUI thread.
class ServiceSwitches
{
public:
    /// `records` must outlive the switches.
    explicit ServiceSwitches(ports::MachineRecords& records) : m_records(records) {}

    /// Reads which services are off, with their reasons.
    void read(std::function<void(ports::Recorded<nlohmann::json>)> done);
    void turnOff(const std::string& service, const services::Text& reason, const std::string& who,
                 ports::MachineRecords::Kept done);
    void turnOn(const std::string& service, const std::string& who, ports::MachineRecords::Kept done);

private:
    void change(std::function<void(nlohmann::json&)> edit, const std::string& who, const std::string& reason,
                ports::MachineRecords::Kept done);

    ports::MachineRecords& m_records;
};

} // namespace banshi::app::maintenance
