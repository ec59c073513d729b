// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/smartcard/device.h"
#include "banshi/drivers/virtual/wire/simulator_program.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi::drivers;
    CLI::App options("A card with contacts in a virtual reader of a real pcscd");
    std::string socket;
    std::string content = "test card";
    std::string controlPath;
    options.add_option("--socket", socket, "Path of pcscd's socket that is to be made")->required();
    options.add_option("--content", content, "What stands in the card's file");
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    CLI11_PARSE(options, argc, argv);

    virtual_wire::SimulatorProgram program(argc, argv);
    virtual_smartcard::Device device(socket, content, program.clock());
    QObject::connect(&device, &virtual_smartcard::Device::ready, &virtual_wire::SimulatorProgram::sayReady);
    return program.runUnready([&] { return device.start(); },
                              [&device](const nlohmann::json& request) { return device.control(request); },
                              controlPath);
}
