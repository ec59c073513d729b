// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/timer.h"
#include "banshi/drivers/virtual/wire/control_server.h"
#include "banshi/drivers/virtual/wire/speaker.h"

#include <QObject>
#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace banshi::drivers::virtual_wire
{

/// Takes the orders that every simulated device on a line understands: `fault`, `faults`, `clear`, `plug` and `state`.
/// Threads: one, with an event loop.
class FaultDesk : public QObject
{
    Q_OBJECT

public:
    /// What the desk does to its device. `unplug`, `restart` and `clear` may be empty.
    struct Setup
    {
        std::function<base::Result<void, WireFault>()> plugIn;
        std::function<void()> unplug;             ///< takes the wire away; what was half heard is forgotten
        std::function<void()> restart;            ///< what the device forgets when it starts anew
        std::chrono::milliseconds restartTime{0}; ///< how long a restart takes
        std::vector<LineFault> line;              ///< what may happen on this wire
        /// The device's own faults by their words, each called with "times"; found before the line's.
        std::vector<std::pair<std::string, std::function<void(int)>>> own;
        std::function<void()> clear; ///< ends the device's own faults
        std::function<nlohmann::json()> state;
        std::string orders; ///< the device's own orders, for the answer to one that nobody knows
    };

    /// `clock` and `speaker` must outlive the desk.
    FaultDesk(const base::Clock& clock, Speaker& speaker, Setup setup, QObject* parent = nullptr);

    /// Does what one line of the remote control says and answers it.
    [[nodiscard]] nlohmann::json control(const nlohmann::json& request);

private:
    void unplug(int forMillis);
    /// False: no such fault.
    bool strike(const std::string& kind, const nlohmann::json& request);
    [[nodiscard]] nlohmann::json words() const;

    Speaker& m_speaker;
    Setup m_setup;
    base::Timer m_plugAgain;
};

} // namespace banshi::drivers::virtual_wire
