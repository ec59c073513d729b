// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/ports/devices.h"
#include "banshi/app/services/availability.h"
#include "banshi/base/timer.h"
#include "banshi/queue/client/gateway_client.h"

#include <QObject>

namespace banshi::app::adapters
{

/// Knows what the machine can do at this moment: the devices' states as they change, and the gateway's health (line,
/// queue, clock) asked every two seconds. Threads: the GUI thread.
class MachineWatch : public QObject
{
    Q_OBJECT

public:
    /// All references must outlive the watch.
    MachineWatch(const base::Clock& clock, ports::Devices& devices, queue::client::GatewayClient& client,
                 std::string appVersion);

    void start();
    /// Asks now: whoever takes the screen must not show what was true two seconds ago.
    void ask();
    [[nodiscard]] const services::MachineState& state() const { return m_state; }
    /// False after three unanswered questions in a row: nothing could be remembered, so nothing may be begun.
    [[nodiscard]] bool isGatewayThere() const { return m_unanswered < 3; }

Q_SIGNALS:
    void changed();

private:
    void take(const nlohmann::json& health);
    void readDevices();
    void readSwitches();

    const base::Clock& m_clock;
    ports::Devices& m_devices;
    queue::client::GatewayClient& m_client;
    base::Timer m_timer;
    services::MachineState m_state;
    int m_unanswered = 0;
};

} // namespace banshi::app::adapters
