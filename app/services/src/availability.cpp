// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/availability.h"

#include "banshi/app/services/year_month.h"
#include "program_version.h"

#include <algorithm>

namespace banshi::app::services
{

namespace
{

constexpr int kMinutesOfDay = 24 * 60;
constexpr int kMinutesOfWeek = 7 * kMinutesOfDay;

bool works(const std::string& device, const MachineState& state)
{
    const auto found = state.devices.find(device);
    return found != state.devices.end() &&
           (found->second.condition == DeviceCondition::Ok || found->second.condition == DeviceCondition::Warning);
}

Offer refusal(OfferCode reason, std::optional<base::UtcTime> until = std::nullopt)
{
    Offer offer;
    offer.reason = reason;
    offer.until = until;
    return offer;
}

/// The first device of the list that does not work.
std::optional<Offer> deviceRefusal(const std::vector<std::string>& needed, const MachineState& state)
{
    for (const std::string& device : needed)
    {
        if (works(device, state))
            continue;
        const auto found = state.devices.find(device);
        Offer offer =
            refusal(OfferCode::DeviceUnavailable, found == state.devices.end() ? std::nullopt : found->second.until);
        offer.device = device;
        return offer;
    }
    return std::nullopt;
}

/// Minutes from `now` (minute of the week) until a window is open: 0 when one is, at most a week.
int minutesUntilOpen(const std::vector<OpenWindow>& hours, int now)
{
    int least = hours.empty() ? 0 : kMinutesOfWeek;
    for (const OpenWindow& window : hours)
        for (const int day : window.days)
        {
            const int from = (day - 1) * kMinutesOfDay + window.fromMinute;
            const int sinceFrom = (now - from + kMinutesOfWeek) % kMinutesOfWeek;
            const bool isOpen = sinceFrom < window.toMinute - window.fromMinute;
            least = std::min(least, isOpen ? 0 : kMinutesOfWeek - sinceFrom);
        }
    return least;
}

std::optional<Offer> timeRefusal(const ServiceDefinition& service, const MachineState& state)
{
    if (!state.now.trusted)
        return std::nullopt;
    const auto today = chinaDay(state.now.utc);
    if (today < service.effectiveFrom)
        return refusal(OfferCode::NotInForce, std::chrono::sys_days(service.effectiveFrom) - kChinaOffset);
    if (service.effectiveTo && today > *service.effectiveTo)
        return refusal(OfferCode::NotInForce);
    const int wait = minutesUntilOpen(service.hours, chinaMinuteOfWeek(state.now.utc));
    if (wait == 0)
        return std::nullopt;
    const auto minute = std::chrono::floor<std::chrono::minutes>(state.now.utc);
    return refusal(OfferCode::Closed, minute + std::chrono::minutes(wait));
}

/// What stops a service whatever the machine's parts do.
std::optional<Offer> ruleRefusal(const ServiceDefinition& service, const MachineState& state)
{
    if (const auto off = state.switchedOff.find(service.id); off != state.switchedOff.end())
    {
        Offer offer = refusal(OfferCode::SwitchedOff, off->second.until);
        offer.words = off->second.reason;
        return offer;
    }
    if (service.status != Status::Active)
        return refusal(OfferCode::Suspended);
    const auto least = parseVersion(service.minApp);
    const auto own = parseVersion(state.appVersion);
    if (!own || !least || *own < *least)
        return refusal(OfferCode::NewerProgram);
    return timeRefusal(service, state);
}

std::optional<Offer> lineRefusal(const ServiceDefinition& service, const MachineState& state)
{
    if (service.offline == OfflineMode::Online && !state.networkUp)
        return refusal(OfferCode::NeedsNetwork, state.networkUntil);
    if (!state.queueAccepting) // every service writes down what it will do before it does it
        return refusal(OfferCode::QueueFull);
    return std::nullopt;
}

void addNotes(Offer& offer, const ServiceDefinition& service, const MachineState& state)
{
    for (const std::string& device : service.devices.preferred)
        if (!works(device, state))
            offer.notes.push_back({OfferCode::DeviceMissing, device});
    if (!state.networkUp && service.offline == OfflineMode::Queue)
        offer.notes.push_back({OfferCode::WillQueue, ""});
    if (!state.networkUp && service.offline == OfflineMode::Cache)
        offer.notes.push_back({OfferCode::FromCache, ""});
    if (!state.now.trusted && !service.hours.empty())
        offer.notes.push_back({OfferCode::ClockUntrusted, ""});
}

void addPause(std::vector<Pause>& pauses, const std::string& service, const Offer& offer)
{
    const auto found = std::find_if(pauses.begin(), pauses.end(), [&](const Pause& pause) {
        return pause.reason == offer.reason && pause.device == offer.device;
    });
    if (found == pauses.end())
    {
        pauses.push_back({offer.reason, offer.device, offer.until, {service}});
        return;
    }
    found->services.push_back(service);
    found->until = found->until && offer.until ? std::optional(std::max(*found->until, *offer.until)) : std::nullopt;
}

void addMissing(std::vector<std::string>& missing, const Offer& offer)
{
    for (const OfferNote& note : offer.notes)
        if (note.code == OfferCode::DeviceMissing && std::ranges::find(missing, note.device) == missing.end())
            missing.push_back(note.device);
}

} // namespace

Offer offerOf(const ServiceDefinition& service, const MachineState& state)
{
    if (auto stopped = ruleRefusal(service, state))
        return *stopped;
    if (auto stopped = lineRefusal(service, state))
        return *stopped;
    if (auto stopped = deviceRefusal(service.devices.needed, state))
        return *stopped;
    Offer offer;
    offer.offered = true;
    addNotes(offer, service, state);
    return offer;
}

Offer pickupOfferOf(const ServiceDefinition& service, const MachineState& state)
{
    if (!state.networkUp)
        return refusal(OfferCode::NeedsNetwork, state.networkUntil);
    if (!state.queueAccepting)
        return refusal(OfferCode::QueueFull);
    if (auto stopped = deviceRefusal(service.devices.pickup, state))
        return *stopped;
    Offer offer;
    offer.offered = true;
    return offer;
}

Truth truthAbout(const Catalogue& catalogue, const MachineState& state)
{
    Truth truth;
    for (const ServicePtr& service : catalogue.services())
    {
        const Offer offer = offerOf(*service, state);
        if (offer.offered)
        {
            ++truth.offered;
            addMissing(truth.missing, offer);
        }
        else
        {
            ++truth.paused;
            addPause(truth.pauses, service->id, offer);
        }
    }
    std::stable_sort(truth.pauses.begin(), truth.pauses.end(),
                     [](const Pause& a, const Pause& b) { return a.services.size() > b.services.size(); });
    return truth;
}

} // namespace banshi::app::services
