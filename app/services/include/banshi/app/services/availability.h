// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/catalogue.h"
#include "banshi/app/services/error_codes.h"
#include "banshi/base/clock.h"

#include <map>

namespace banshi::app::services
{

/// What a device can do at the moment; the six values of Chinese kiosk software.
enum class DeviceCondition
{
    Unknown,
    Ok,
    Warning,
    Fault,
    Busy,
    Disabled
};

/// A device's condition as the last status said.
struct DeviceReport
{
    DeviceCondition condition = DeviceCondition::Unknown;
    std::optional<base::UtcTime> until; ///< when it is expected back
};

/// A technician's switch on one service.
struct SwitchedOff
{
    Text reason;
    std::optional<base::UtcTime> until;
};

/// Everything that decides which services work. Devices by their names in the machine file.
struct MachineState
{
    std::map<std::string, DeviceReport> devices;
    bool networkUp = false;
    std::optional<base::UtcTime> networkUntil; ///< when it is expected back
    bool queueAccepting = false;
    std::map<std::string, SwitchedOff> switchedOff; ///< by service id
    std::string appVersion;                         ///< e.g. `0.1.0`
    base::WallTime now;
};

/// Something that is different today although the service is offered.
struct OfferNote
{
    OfferCode code = OfferCode::None;
    std::string device; ///< for DeviceMissing
    bool operator==(const OfferNote&) const = default;
};

/// Whether a service can be begun now.
struct Offer
{
    bool offered = false;
    OfferCode reason = OfferCode::None; ///< why not; None when offered
    std::string device;                 ///< for DeviceUnavailable
    Text words;                         ///< the technician's reason for SwitchedOff
    std::optional<base::UtcTime> until; ///< when it is expected to work again, if known
    std::vector<OfferNote> notes;
};

/// One reason with the services that it stops, for the truth strip.
struct Pause
{
    OfferCode reason = OfferCode::None;
    std::string device;
    std::optional<base::UtcTime> until; ///< the latest of its services; nothing when one is unknown
    std::vector<std::string> services;
};

/// What works now.
struct Truth
{
    std::size_t offered = 0;
    std::size_t paused = 0;
    std::vector<Pause> pauses;        ///< most services first
    std::vector<std::string> missing; ///< devices that do not work and without which a service is offered all the same
};

/// Decides about one service. Every needed device has to be ok or warning; online services need the network, all
/// a gateway that can write on its disk; hours and effective days count only by a trusted clock. Threads: any.
[[nodiscard]] Offer offerOf(const ServiceDefinition& service, const MachineState& state);
/// The same for fetching a result of an earlier visit: the devices under `pickup`, network and disk.
[[nodiscard]] Offer pickupOfferOf(const ServiceDefinition& service, const MachineState& state);
/// Decides about all services of a catalogue. Threads: any.
[[nodiscard]] Truth truthAbout(const Catalogue& catalogue, const MachineState& state);

} // namespace banshi::app::services
