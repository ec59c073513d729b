// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/host/plugin_loader.h"
#include "banshi/testing/driver_call.h"

#include <QString>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace banshi::testing
{

/// A connection and options as a machine file names them for one device.
struct DeviceEntry
{
    std::string connection;
    std::map<std::string, drivers::sdk::OptionValue> options = {};
};

/// One driver's plug-in file. Threads: the test's.
class PluginBench
{
public:
    /// `driver`: e.g. `receipt-escpos`.
    explicit PluginBench(const std::string& driver)
        : m_file(qEnvironmentVariable("BANSHI_BIN").toStdString() + "/../lib/drivers/banshi-driver-" + driver + ".so")
    {
    }

    /// What the file says of itself, without a line of its code being run.
    [[nodiscard]] auto inspect() const { return drivers::host::inspectPlugin(m_file); }
    /// Makes the device as a production host does.
    drivers::sdk::Outcome<std::unique_ptr<drivers::sdk::Device>> make(const DeviceEntry& entry)
    {
        const auto plugin = drivers::host::loadPlugin(m_file);
        if (!plugin)
            return drivers::sdk::failure(drivers::sdk::ErrorCode::InternalError, plugin.error().detail);
        return (*plugin)->create({"device", entry.connection, entry.options, true, {}}, m_host);
    }
    /// Tries entries of which each is wrong in its first option, or in its connection when it has none. Returns a line
    /// for each that is taken, or is refused without its name.
    QStringList notRefusedByName(const std::vector<DeviceEntry>& wrong)
    {
        QStringList lines;
        for (const auto& entry : wrong)
        {
            const auto device = make(entry);
            const std::string name = entry.options.empty() ? "connection" : "options." + entry.options.begin()->first;
            const bool isRefused = !device.ok() && device.failure().code == drivers::sdk::ErrorCode::InvalidData &&
                                   device.failure().detail.starts_with(name);
            if (!isRefused)
                lines << QString::fromStdString(entry.connection + " " + name + ": " +
                                                (device.ok() ? "taken" : device.failure().detail));
        }
        return lines;
    }

private:
    std::string m_file;
    DriverHost m_host;
};

} // namespace banshi::testing
