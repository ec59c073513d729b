// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/indicator/device.h"
#include "banshi/drivers/virtual/wire/simulator_program.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi::drivers;
    CLI::App options("Lights and sensors as files in a folder that looks like /sys");
    virtual_indicator::Device::Setup setup;
    std::string root;
    std::vector<std::string> sensors;
    std::string controlPath;
    options.add_option("--root", root, "The folder that is to look like /sys")->required();
    options.add_option("--light", setup.lights, "A light's file below the root; may be given again");
    options.add_option("--sensor", sensors, "A sensor's file and its content, FILE=CONTENT; may be given again");
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    CLI11_PARSE(options, argc, argv);
    setup.root = root;
    for (const std::string& sensor : sensors)
    {
        const auto equals = sensor.rfind('=');
        if (equals == std::string::npos)
            return qCritical("a sensor is FILE=CONTENT"), 1;
        setup.sensors[sensor.substr(0, equals)] = sensor.substr(equals + 1);
    }

    virtual_wire::SimulatorProgram program(argc, argv);
    virtual_indicator::Device device(std::move(setup), program.clock());
    return program.run([&] { return device.start(); },
                       [&device](const nlohmann::json& request) { return device.control(request); }, controlPath);
}
