// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/config_table.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace banshi::app::config
{

/// One attached device as the technician wrote it down.
struct DeviceConfig
{
    std::string name;                                 ///< service name, e.g. `idcard`; unique
    std::string kind;                                 ///< device class, e.g. `IdCardReader`
    std::string driver;                               ///< plug-in name, e.g. `idcard-sam`; empty when `service` is set
    std::string connection;                           ///< way and place, e.g. `serial:PATH`
    std::map<std::string, base::ConfigValue> options; ///< what the driver's README lists
    std::string service; ///< `ws://` URI of a third party's XFS4IoT service; empty: our driver

    /// A program that is not ours serves this device: it is published, not started.
    [[nodiscard]] bool isThirdParty() const { return !service.empty(); }
};

/// A text in the two languages of the machine.
struct Bilingual
{
    std::string zh;
    std::string en;
};

/// The part of the machine file that the kiosk's own programs read. Paths are absolute after loading.
struct MachineConfig
{
    bool production = false;
    std::string deviceId;
    Bilingual site;
    std::string gridCode;
    std::filesystem::path file;
    std::filesystem::path runDir;
    std::filesystem::path clockFile; ///< empty: the machine's own clock
    std::filesystem::path driverDir; ///< empty: beside the programs
    std::filesystem::path catalogue; ///< folder with the service definitions
    double panelWidthMm = 0;         ///< 50…2000 mm
    double panelHeightMm = 0;        ///< 50…2000 mm
    int windowWidthPx = 0;           ///< 0: the whole screen (always in production)
    int windowHeightPx = 0;          ///< 0: the whole screen (always in production)
    std::string platformUrl;
    std::filesystem::path signatureKey;
    std::string faceMatcher;
    std::string faceLiveness;  ///< manifest of a network for prints and screens; empty: none
    std::string speechProgram; ///< says prompts aloud; empty: the machine is mute
    std::vector<std::string> speechArguments;
    int publisherPort = 0;               ///< 0: any free port (development), else XFS4IoT's rule
    std::chrono::seconds idle{120};      ///< without a touch before the question; 30…900 s
    std::chrono::seconds idleAnswer{30}; ///< to answer the question; 20…120 s
    std::vector<DeviceConfig> devices;

    [[nodiscard]] std::filesystem::path gatewaySocket() const { return runDir / "gateway.sock"; }
    /// In a folder of its own, as drivers may read it.
    [[nodiscard]] std::filesystem::path publisherPortFile() const { return runDir / "publisher" / "publisher.port"; }
    /// The token that driver hosts want to see, see drivers/client; for this user only.
    [[nodiscard]] std::filesystem::path deviceTokenFile() const { return runDir / "devices.token"; }
    /// A device's private folder: no driver sees that of another.
    [[nodiscard]] std::filesystem::path hostRunDir(const std::string& device) const
    {
        return runDir / "hosts" / device;
    }
};

/// Reads and checks a machine file. `shareDir` is where the program's own data lies when the file names no catalogue.
/// Errors: every fault with file, line and what would be right.
[[nodiscard]] base::Result<MachineConfig, std::vector<base::ConfigFault>>
loadMachineConfig(const std::filesystem::path& file, const std::filesystem::path& shareDir);

/// The clock that the machine file asks for: the machine's own, or the development clock in its shared file.
/// Errors: the file cannot be opened.
[[nodiscard]] base::Result<std::unique_ptr<base::Clock>, std::string> openClock(const MachineConfig& config);

} // namespace banshi::app::config
