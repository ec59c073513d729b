// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/conformance/rig.h"

#include <fstream>

namespace banshi::drivers::conformance
{

namespace
{

using nlohmann::json;

base::Result<Rig, GroundError> read(const json& file)
{
    Rig rig;
    file.at("description").get_to(rig.description);
    file.at("class").get_to(rig.deviceClass);
    file.at("program").get_to(rig.program);
    file.at("control").get_to(rig.control);
    file.at("connection").get_to(rig.connection);
    rig.portFile = file.value("portFile", "");
    rig.relay = file.value("relay", false);
    rig.options = file.value("options", json::object());
    file.at("acts").get_to(rig.acts);
    rig.marks = file.value("marks", std::vector<std::string>());
    const json probes = file.value("probes", json::object());
    for (const auto& [name, probe] : probes.items())
        rig.probes[name] = {probe.at("ask"), probe.at("at").get<std::string>()};
    if (rig.program.empty())
        return base::fail(GroundCode::BadRig, "program is empty");
    if (!rig.acts.contains("reset"))
        return base::fail(GroundCode::BadRig, "acts.reset is missing");
    if (rig.relay && rig.portFile.empty())
        return base::fail(GroundCode::BadRig, "a relay needs portFile");
    return rig;
}

} // namespace

base::Result<Rig, GroundError> loadRig(const std::string& file)
{
    std::ifstream stream(file);
    if (!stream)
        return base::fail(GroundCode::BadRig, "no such rig: " + file);
    const json content = json::parse(stream, nullptr, false);
    if (!content.is_object())
        return base::fail(GroundCode::BadRig, file + " is no JSON object");
    try
    {
        return read(content);
    }
    catch (const json::exception& error)
    {
        return base::fail(GroundCode::BadRig, file + ": " + error.what());
    }
}

} // namespace banshi::drivers::conformance
