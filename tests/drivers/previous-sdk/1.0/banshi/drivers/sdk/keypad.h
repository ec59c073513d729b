// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/device.h"

#include <map>
#include <string>
#include <vector>

namespace banshi::drivers::sdk
{

/// Status of a keypad.
struct KeypadStatus
{
    CommonStatus common;
    bool listening = false; ///< keys are being told
    /// What is found out beside keys, by XFS4IoT's name (`enhancedAudioSensor` for the headset's jack), its word.
    std::map<std::string, std::string> sensors;
    bool operator==(const KeypadStatus&) const = default;
};

/// Capabilities of a keypad.
struct KeypadCapabilities
{
    CommonCapabilities common;
    std::vector<std::string> keys;    ///< the words that it can tell
    std::vector<std::string> sensors; ///< the names of its sensors
};

/// Raised keys and switches for those who do not see the screen (class Keyboard of XFS4IoT, without its encryption).
/// Threads: as Device.
class Keypad : public Device
{
public:
    /// Read once after each open().
    [[nodiscard]] virtual KeypadCapabilities capabilities() const = 0;
    /// Tells keys as they are pressed, one event KeyPressed each, until `most` were pressed (0: until it is cancelled)
    /// and returns them in their order. Keys that were pressed before the call are thrown away.
    /// Errors: Canceled, TimeOut, DeviceNotReady.
    virtual Outcome<std::vector<std::string>> listen(int most, const CallContext& call) = 0;
};

} // namespace banshi::drivers::sdk
