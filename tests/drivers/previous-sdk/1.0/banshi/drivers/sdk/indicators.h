// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/device.h"

#include <map>
#include <string>
#include <vector>

namespace banshi::drivers::sdk
{

/// How a light shines (XFS4IoT, Lights): slow once in two seconds, medium once, quick four times a second.
enum class FlashRate
{
    Off,
    Slow,
    Medium,
    Quick,
    Continuous,
};

/// Status of the lights and sensors around a kiosk.
struct IndicatorsStatus
{
    CommonStatus common;
    std::map<std::string, FlashRate> lights;    ///< by XFS4IoT's name (`cardReader`, `receiptPrinter`, `statusBad`)
    std::map<std::string, std::string> sensors; ///< by XFS4IoT's name (`cabinetDoor`), its word (`open`)
    bool operator==(const IndicatorsStatus&) const = default;
};

/// Capabilities of lights and sensors: the names that this machine has.
struct IndicatorsCapabilities
{
    CommonCapabilities common;
    std::vector<std::string> lights;
    std::vector<std::string> sensors;
};

/// Guide lights and sensors (one device with the classes Lights and Auxiliaries): doors, trays, the paper in the exit,
/// light and persons in front of the machine, the power. A sensor that changes is told by a changed status.
/// Threads: as Device.
class Indicators : public Device
{
public:
    /// Read once after each open().
    [[nodiscard]] virtual IndicatorsCapabilities capabilities() const = 0;
    /// Sets the named lights, the others stay as they are. Lights go out when the device is closed.
    /// Errors: UnsupportedData (no such light here), DeviceNotReady, HardwareError.
    virtual Outcome<void> setLights(const std::map<std::string, FlashRate>& lights, const CallContext& call) = 0;
};

} // namespace banshi::drivers::sdk
