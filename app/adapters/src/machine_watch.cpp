// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/adapters/machine_watch.h"

#include <QPointer>

namespace banshi::app::adapters
{

namespace
{

constexpr std::chrono::seconds kPeriod(2);
const char* const kSwitchesKey = "services.switchedOff";

services::DeviceCondition conditionOf(ports::Condition condition)
{
    switch (condition)
    {
    case ports::Condition::Unknown:
        return services::DeviceCondition::Unknown;
    case ports::Condition::Ok:
        return services::DeviceCondition::Ok;
    case ports::Condition::Warning:
        return services::DeviceCondition::Warning;
    case ports::Condition::Fault:
        return services::DeviceCondition::Fault;
    case ports::Condition::Busy:
        return services::DeviceCondition::Busy;
    case ports::Condition::Disabled:
        return services::DeviceCondition::Disabled;
    }
    return services::DeviceCondition::Unknown;
}

} // namespace

MachineWatch::MachineWatch(const base::Clock& clock, ports::Devices& devices, queue::client::GatewayClient& client,
                           std::string appVersion)
    : m_clock(clock), m_devices(devices), m_client(client), m_timer(clock)
{
    m_state.appVersion = std::move(appVersion);
    connect(&devices, &ports::Devices::statesChanged, this, [this] {
        readDevices();
        Q_EMIT changed();
    });
    connect(&m_timer, &base::Timer::fired, this, &MachineWatch::ask);
}

void MachineWatch::start()
{
    readDevices();
    m_timer.startRepeating(kPeriod);
    ask();
}

void MachineWatch::readDevices()
{
    m_state.now = m_clock.wall();
    m_state.devices.clear();
    for (const auto& device : m_devices.states())
        m_state.devices[device.name] = {conditionOf(device.condition), std::nullopt};
}

void MachineWatch::ask()
{
    queue::client::Request request;
    request.operation = "getLocalHealth";
    m_client.request(std::move(request), [self = QPointer<MachineWatch>(this)](auto answer) {
        if (!self)
            return;
        if (answer)
            self->take(answer->body);
        else
        {
            ++self->m_unanswered;
            self->m_state.networkUp = false;
            self->m_state.queueAccepting = false;
        }
        self->readDevices();
        Q_EMIT self->changed();
    });
    readSwitches();
}

void MachineWatch::take(const nlohmann::json& health)
{
    m_unanswered = 0;
    const auto upstream = health.value("upstream", nlohmann::json::object());
    m_state.networkUp = upstream.value("reachable", false);
    m_state.queueAccepting = health.value("accepting", false);
}

void MachineWatch::readSwitches()
{
    queue::client::Request request;
    request.operation = "getSetting";
    request.parameters = {{"key", kSwitchesKey}};
    m_client.request(std::move(request), [self = QPointer<MachineWatch>(this)](auto answer) {
        if (!self || !answer)
            return;
        const auto before = self->m_state.switchedOff.size();
        self->m_state.switchedOff.clear();
        const auto value = answer->body.value("value", nlohmann::json::object());
        for (const auto& [service, entry] : value.items())
            self->m_state.switchedOff[service] = {{entry.value("zh", ""), entry.value("en", "")}, std::nullopt};
        if (self->m_state.switchedOff.size() != before)
            Q_EMIT self->changed();
    });
}

} // namespace banshi::app::adapters
