// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/sdk/device.h"
#include "banshi/drivers/sdk/wipe.h"

#include <cstdint>
#include <string>
#include <vector>

namespace banshi::drivers::sdk
{

/// What a finger looks like to the sensor, in the sensor's own format; overwritten when released.
struct BiometricTemplate
{
    std::string format; ///< XFS4IoT's word, `reserved1` for a maker's own
    std::vector<std::uint8_t> data;

    BiometricTemplate() = default;
    BiometricTemplate(std::string kind, std::vector<std::uint8_t> bytes)
        : format(std::move(kind)), data(std::move(bytes))
    {
    }
    BiometricTemplate(BiometricTemplate&&) = default;
    BiometricTemplate& operator=(BiometricTemplate&&) = default;
    ~BiometricTemplate() { wipe(data); }
};

/// Status of a biometric reader.
struct BiometricReaderStatus
{
    CommonStatus common;
    bool subjectPresent = false; ///< a finger lies on the sensor
    bool captured = false;       ///< data of a person is held until it is cleared
    bool operator==(const BiometricReaderStatus&) const = default;
};

/// Capabilities of a biometric reader.
struct BiometricReaderCapabilities
{
    CommonCapabilities common;
    std::vector<std::string> formats; ///< of its templates
    bool match = true;                ///< can compare by itself
};

/// A fingerprint reader (class Biometric). What it has captured is held until clear(), or until the device is closed.
/// Threads: as Device.
class BiometricReader : public Device
{
public:
    /// Read once after each open().
    [[nodiscard]] virtual BiometricReaderCapabilities capabilities() const = 0;
    /// Waits for a finger and captures it; what was captured before is gone. Events: PresentSubject, SubjectDetected,
    /// RemoveSubject. Errors: CommandError with readFailed (lifted too early, wet, dirty); TimeOut, Canceled,
    /// DeviceNotReady.
    virtual Outcome<BiometricTemplate> read(const CallContext& call) = 0;
    /// Takes a template to compare with. Errors: UnsupportedData (format, size), DeviceNotReady.
    virtual Outcome<void> import(const BiometricTemplate& reference, const CallContext& call) = 0;
    /// Compares what was captured with what was imported: 0 (somebody else) to 100. Errors: CommandError with
    /// noCaptureData or noImportedData; UnsupportedCommand, DeviceNotReady.
    virtual Outcome<int> match(const CallContext& call) = 0;
    /// Makes the sensor forget what it has captured and imported. Errors: DeviceNotReady.
    virtual Outcome<void> clear(const CallContext& call) = 0;
};

} // namespace banshi::drivers::sdk
