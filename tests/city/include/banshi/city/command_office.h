// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/city/city_keys.h"
#include "banshi/city/http.h"

#include <vector>

namespace banshi::city
{

/// Heartbeats of the machines, and the signed commands that they fetch and acknowledge. Threads: the caller's lock.
class CommandOffice
{
public:
    CommandOffice(const base::Clock& clock, const CityKeys& keys) : m_clock(clock), m_keys(keys) {}

    void addHandlers(Handlers& handlers);
    /// Gives a command to a machine: `{device, kind, args?, ttl_s?, spoil?}`; `spoil` makes its signature wrong.
    /// Returns its id.
    std::string give(const nlohmann::json& order);
    /// `{heartbeats, last_heartbeat, commands: [{id, device, kind, result, code}]}`.
    [[nodiscard]] nlohmann::json dump() const;

private:
    struct Command
    {
        nlohmann::json wire; ///< as the contract has it
        std::string device;
        std::string result; ///< empty until it is acknowledged
        std::string code;
    };

    [[nodiscard]] Response heartbeat(const Call& call);
    [[nodiscard]] Response acknowledge(const Call& call);
    [[nodiscard]] nlohmann::json openFor(const std::string& device) const;

    const base::Clock& m_clock;
    const CityKeys& m_keys;
    std::vector<Command> m_commands;
    std::map<std::string, nlohmann::json> m_lastHeartbeat; // by device
    int m_heartbeats = 0;
};

} // namespace banshi::city
