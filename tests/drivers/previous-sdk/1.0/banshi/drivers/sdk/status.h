// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace banshi::drivers::sdk
{

/// `common.device` of XFS4IoT's status.
enum class DeviceState
{
    Online,
    Offline,
    PowerOff,
    NoDevice,
    HardwareError,
    UserError,
    DeviceBusy,
    FraudAttempt,
    PotentialFraud,
    Starting,
};

/// `printer.paper.upper`.
enum class PaperState
{
    Unknown,
    Full,
    Low,
    Out,
    Jammed,
};

/// `printer.toner`.
enum class TonerState
{
    Unknown,
    Full,
    Low,
    Out,
};

/// Whether a card or a sheet lies where a person can take it.
enum class MediaState
{
    Unknown,
    Present,
    NotPresent,
    Jammed,
};

/// The part of the status that every class has.
struct CommonStatus
{
    DeviceState device = DeviceState::Starting;
    /// What a technician should know, in the device's own words (`cover-open-error`, `SAM 66`); no personal data.
    std::vector<std::string> reasons;
    bool operator==(const CommonStatus&) const = default;
};

/// The part of the capabilities that every class has; empty texts mean "not known".
struct CommonCapabilities
{
    std::string vendor;
    std::string model;
    std::string serialNumber;
    std::string firmware;
};

} // namespace banshi::drivers::sdk
