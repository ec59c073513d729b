// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/hidpos/device.h"
#include "banshi/drivers/virtual/wire/simulator_program.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi::drivers;
    CLI::App options("A code scanner in USB HID POS mode");
    std::string hid;
    bool isTriggered = false;
    std::string controlPath;
    options.add_option("--hid", hid, "Path of the terminal that stands for the device's node")->required();
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    options.add_flag("--triggered", isTriggered, "Looks only when its trigger report says so");
    CLI11_PARSE(options, argc, argv);

    virtual_wire::SimulatorProgram program(argc, argv);
    virtual_hidpos::Device device(hid, isTriggered, program.clock());
    return program.run([&] { return device.start(); },
                       [&device](const nlohmann::json& request) { return device.control(request); }, controlPath);
}
