// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/timer.h"
#include "banshi/drivers/virtual/wire/control_server.h"

#include <QObject>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace banshi::drivers::virtual_indicator
{

/// A folder that looks like `/sys`: files of lights, which it watches, and files of sensors, which it writes.
/// Threads: one, with an event loop.
class Device : public QObject
{
    Q_OBJECT

public:
    /// Files below `root`; sensors with their first content.
    struct Setup
    {
        std::filesystem::path root;
        std::vector<std::string> lights;
        std::map<std::string, std::string> sensors;
    };

    /// `clock` must outlive the device.
    Device(Setup setup, const base::Clock& clock, QObject* parent = nullptr);
    ~Device() override;

    /// Makes the files. Errors: CannotLink.
    base::Result<void, virtual_wire::WireFault> start();
    /// Does what one line of the remote control says and answers it.
    [[nodiscard]] nlohmann::json control(const nlohmann::json& request);

private:
    struct Light
    {
        std::string content;
        int changes = 0; ///< since the start
    };

    bool write(const std::string& node, const std::string& content);
    void watch();
    void flutter();
    void unplug(int forMillis);
    [[nodiscard]] nlohmann::json set(const nlohmann::json& request);
    [[nodiscard]] nlohmann::json fault(const nlohmann::json& request);
    void spoil(const std::string& kind, const std::string& sensor);
    [[nodiscard]] nlohmann::json state() const;

    Setup m_setup;
    std::map<std::string, Light> m_lights;
    base::Timer m_watch;
    base::Timer m_flutter;
    base::Timer m_plugAgain;
    std::vector<std::string> m_fluttering; ///< the sensor that flutters
    int m_flutters = 0;                    ///< how often it still will
};

} // namespace banshi::drivers::virtual_indicator
