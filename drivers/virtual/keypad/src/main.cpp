// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/keypad/device.h"
#include "banshi/drivers/virtual/wire/simulator_program.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi::drivers;
    CLI::App options("A keypad as an input device");
    std::string node;
    std::string controlPath;
    options.add_option("--node", node, "Path of the terminal that stands for the input device")->required();
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    CLI11_PARSE(options, argc, argv);

    virtual_wire::SimulatorProgram program(argc, argv);
    virtual_keypad::Device device(node, program.clock());
    return program.run([&] { return device.start(); },
                       [&device](const nlohmann::json& request) { return device.control(request); }, controlPath);
}
