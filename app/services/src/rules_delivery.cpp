// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <algorithm>

namespace banshi::app::services
{

namespace
{

bool has(const std::vector<std::string>& list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

void checkIdentity(const ServiceDefinition& service, FaultList& faults)
{
    const Identity& identity = service.identity;
    const DeviceNeeds& devices = service.devices;
    if (identity.level != IdentityLevel::None && !has(devices.needed, "idcard"))
        faults.add("/devices/needed", "lacks \"idcard\" although /identity/level asks for it", "\"idcard\" in it");
    if (identity.level == IdentityLevel::Face)
    {
        if (!has(devices.needed, "face-camera") && !has(devices.preferred, "face-camera"))
            faults.add("/devices", "lacks \"face-camera\" although /identity/level is face",
                       "\"face-camera\" under needed or preferred");
        if (identity.fallback.empty())
            faults.add("/identity/fallback", "is missing: a face must not be the only way", "otp or counter");
    }
    else if (!identity.fallback.empty())
        faults.add("/identity/fallback", "has no meaning without level face", "no fallback");
    if (identity.level != IdentityLevel::Face && identity.far)
        faults.add("/identity/far", "has no meaning without level face", "no far");
}

void checkDevices(const DeviceNeeds& devices, FaultList& faults)
{
    for (std::size_t i = 0; i < devices.preferred.size(); ++i)
        if (has(devices.needed, devices.preferred[i]))
            faults.add("/devices/preferred/" + std::to_string(i), "stands under needed as well", "one of the two");
}

void checkFee(const ServiceDefinition& service, FaultList& faults)
{
    const auto isSlip = [](const Output& output) { return output.type == OutputType::Slip; };
    const bool hasSlip = std::any_of(service.outputs.begin(), service.outputs.end(), isSlip);
    if (service.fee.mode == FeeMode::Quote && !service.fee.kind)
        faults.add("/fee/kind", "is missing", "treasury, agency or utility");
    if (service.fee.mode == FeeMode::None && service.fee.kind)
        faults.add("/fee/kind", "has no meaning without a fee", "no kind");
    if (service.fee.mode == FeeMode::Quote && !hasSlip)
        faults.add("/outputs", "has no slip although money is taken", "an output of type slip");
    if (service.archetype == Archetype::Bill && service.fee.mode != FeeMode::Quote)
        faults.add("/fee/mode", "is none although this is a bill", "quote");
}

void checkMode(const ServiceDefinition& service, FaultList& faults)
{
    if (service.offline != OfflineMode::Queue)
    {
        if (service.ttlHours > 0)
            faults.add("/mode/ttl_h", "has no meaning unless records are queued", "offline Q, or no ttl_h");
        return;
    }
    if (service.ttlHours == 0)
        faults.add("/mode/ttl_h", "is missing", "hours that a record may wait, 1 to 72");
    if (service.fee.mode != FeeMode::None)
        faults.add("/mode/offline", "is Q although money is taken: what costs money is never queued", "O");
    if (service.archetype != Archetype::Application && service.archetype != Archetype::Report &&
        service.archetype != Archetype::Case)
        faults.add("/mode/offline", "is Q, which only applications, reports and cases may be", "O");
    if (service.privacy.retentionHours < service.ttlHours)
        faults.add("/privacy/retention_h", "is shorter than /mode/ttl_h", "the true number of hours");
}

void checkOutput(const ServiceDefinition& service, std::size_t index, FaultList& faults)
{
    const Output& output = service.outputs[index];
    const DeviceNeeds& devices = service.devices;
    const std::string pointer = "/outputs/" + std::to_string(index);
    if (output.type == OutputType::Certificate && output.paper != Paper::A4)
        faults.add(pointer + "/paper", "cannot carry a certificate", "a4");
    if (output.type == OutputType::Certificate && service.offline == OfflineMode::Queue &&
        output.when == OutputTime::Now)
        faults.add(pointer, "promises a certificate although the record may be queued", "when: issued");
    if (output.when == OutputTime::Issued && output.paper == Paper::A4 && !has(devices.pickup, "a4"))
        faults.add("/devices/pickup", "lacks \"a4\", with which " + pointer + " is printed", "\"a4\" in it");
    if (output.when == OutputTime::Now && output.paper == Paper::A4 && !has(devices.needed, "a4"))
        faults.add("/devices/needed", "lacks \"a4\", with which " + pointer + " is printed", "\"a4\" in it");
    if (output.when == OutputTime::Now && output.paper == Paper::Receipt && !has(devices.needed, "receipt") &&
        !has(devices.preferred, "receipt"))
        faults.add("/devices", "lacks \"receipt\", with which " + pointer + " is printed",
                   "\"receipt\" under needed or preferred");
    if (output.type == OutputType::Pass && output.pickupDays == 0)
        faults.add(pointer + "/pickup_days", "is missing", "days for which the code is good");
}

} // namespace

void checkDelivery(const ServiceDefinition& service, FaultList& faults)
{
    checkIdentity(service, faults);
    checkDevices(service.devices, faults);
    checkFee(service, faults);
    checkMode(service, faults);
    for (std::size_t i = 0; i < service.outputs.size(); ++i)
        checkOutput(service, i, faults);
}

} // namespace banshi::app::services
