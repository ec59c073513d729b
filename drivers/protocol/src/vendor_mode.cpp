// SPDX-License-Identifier: Apache-2.0
#include "banshi/drivers/protocol/vendor_mode.h"

#include "json_reader.h"

namespace banshi::drivers::protocol
{

namespace
{

using nlohmann::json;

constexpr std::size_t kLongestName = 80; // as of the owner of a claim

constexpr EnumTexts kStates{std::to_array<std::pair<VendorModeState, std::string_view>>({
    {VendorModeState::Inactive, "inactive"},
    {VendorModeState::EnterPending, "enterPending"},
    {VendorModeState::Active, "active"},
    {VendorModeState::ExitPending, "exitPending"},
})};

} // namespace

std::string text(VendorModeState state)
{
    return std::string(kStates.text(state));
}

json vendorModeStatusToJson(VendorModeState state)
{
    return {{"common", {{"device", "online"}}}, {"vendorMode", {{"device", "online"}, {"service", text(state)}}}};
}

Parsed<VendorModeState> vendorModeStateFromJson(const json& status)
{
    JsonReader reader(status);
    const json& part = reader.object("vendorMode");
    if (reader.failed())
        return badPayload("vendorMode");
    JsonReader members(part);
    const VendorModeState state = members.choice("service", kStates);
    return members.finish(state);
}

json registrationToJson(const std::string& appName)
{
    return {{"appName", appName}};
}

Parsed<std::string> appNameFromJson(const json& payload)
{
    JsonReader reader(payload);
    std::string name = reader.text("appName");
    if (name.empty() || name.size() > kLongestName)
        reader.fault("appName");
    return reader.finish(std::move(name));
}

json connectedApplicationsToJson(const std::vector<std::string>& applications)
{
    return {{"connectedApplications", applications}};
}

} // namespace banshi::drivers::protocol
