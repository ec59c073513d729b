// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/client/device_condition.h"

#include "banshi/drivers/protocol/payloads.h"

namespace banshi::drivers::client
{

namespace
{

// The text of status.printer.<key>, empty when there is none.
std::string printerWord(const nlohmann::json& status, const char* key)
{
    const auto printer = status.find("printer");
    if (printer == status.end() || !printer->is_object())
        return {};
    const auto word = printer->find(key);
    return word != printer->end() && word->is_string() ? word->get<std::string>() : std::string();
}

DeviceCondition supplies(const nlohmann::json& status)
{
    const std::string toner = printerWord(status, "toner");
    const sdk::PaperState paper = protocol::paperStateOf(status);
    if (paper == sdk::PaperState::Out || paper == sdk::PaperState::Jammed || toner == "out" ||
        printerWord(status, "cover") == "open" || printerWord(status, "cutter") == "failed" ||
        printerWord(status, "media") == "jammed")
        return DeviceCondition::Fault;
    if (paper == sdk::PaperState::Low || toner == "low")
        return DeviceCondition::Warning;
    return DeviceCondition::Ok;
}

} // namespace

std::string text(DeviceCondition condition)
{
    switch (condition)
    {
    case DeviceCondition::Unknown:
        return "unknown";
    case DeviceCondition::Ok:
        return "ok";
    case DeviceCondition::Warning:
        return "warning";
    case DeviceCondition::Fault:
        return "fault";
    case DeviceCondition::Busy:
        return "busy";
    case DeviceCondition::Disabled:
        return "disabled";
    }
    return {};
}

DeviceCondition conditionOf(const nlohmann::json& status)
{
    const auto state = protocol::deviceStateOf(status);
    if (!state)
        return DeviceCondition::Unknown;
    switch (*state)
    {
    case sdk::DeviceState::Online:
        return supplies(status);
    case sdk::DeviceState::DeviceBusy:
        return DeviceCondition::Busy;
    case sdk::DeviceState::Starting:
        return DeviceCondition::Unknown;
    case sdk::DeviceState::Offline:
    case sdk::DeviceState::PowerOff:
    case sdk::DeviceState::NoDevice:
    case sdk::DeviceState::HardwareError:
    case sdk::DeviceState::UserError:
    case sdk::DeviceState::FraudAttempt:
    case sdk::DeviceState::PotentialFraud:
        return DeviceCondition::Fault;
    }
    return DeviceCondition::Unknown;
}

} // namespace banshi::drivers::client
