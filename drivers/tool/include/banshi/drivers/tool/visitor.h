// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/drivers/client/device_directory.h"
#include "banshi/drivers/client/device_proxy.h"

#include <QObject>
#include <chrono>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace banshi::drivers::tool
{

/// How a visit ended; the program's exit code.
enum class VisitEnd
{
    Done = 0,
    Refused = 1,  ///< the device completed with an error
    BadOrder = 2, ///< no such device, a payload that is no JSON object
    NoAnswer = 3, ///< neither publisher nor device in time
};

/// One visit to the devices of a machine, for a person or a script. Every answer is one JSON value.
/// Threads: one, with an event loop; call-backs run there.
class Visitor : public QObject
{
    Q_OBJECT

public:
    /// Prints one answer.
    using Say = std::function<void(const nlohmann::json&)>;

    /// `tokenFile`: see client::DeviceDirectory. `clock` must outlive the visitor. `patience`: until the machine has to
    /// have answered.
    Visitor(const base::Clock& clock, const QString& portFile, const QString& tokenFile,
            std::chrono::milliseconds patience, Say say);

    /// Says every device with its class, address and condition; the machine's own services are none.
    void list();
    /// Says status and capabilities of one device.
    void status(const QString& name);
    /// Sends one command and says its completion and the events before it. `timeout` is the command's own.
    void send(const QString& name, const std::string& command, const std::string& payload,
              std::chrono::milliseconds timeout);
    /// Says every change of status and every event, until the visitor is destroyed.
    void watch(const QString& name);

Q_SIGNALS:
    void ended(banshi::drivers::tool::VisitEnd end);

private:
    void end(VisitEnd how);
    void meet(const QString& name, std::function<void()> then);
    void sayAll();

    const base::Clock& m_clock;
    const std::chrono::milliseconds m_patience;
    Say m_say;
    client::DeviceDirectory m_directory;
    base::Timer m_limit;
    std::vector<std::unique_ptr<client::DeviceProxy>> m_devices;
    bool m_hasEnded = false;
};

} // namespace banshi::drivers::tool
