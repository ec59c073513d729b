// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/scanner/device.h"
#include "banshi/drivers/virtual/wire/simulator_program.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi::drivers;
    CLI::App options("A code scanner at the other end of a serial line");
    virtual_scanner::Device::Setup setup;
    std::string controlPath;
    options.add_option("--tty", setup.tty, "Path of the serial line that is to be made")->required();
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    options.add_flag("--triggered", setup.isTriggered, "Looks only between SYN T CR and SYN U CR");
    options.add_flag("--aim", setup.sendsAim, "Sends AIM identifiers");
    CLI11_PARSE(options, argc, argv);

    virtual_wire::SimulatorProgram program(argc, argv);
    virtual_scanner::Device device(setup, program.clock());
    return program.run([&] { return device.start(); },
                       [&device](const nlohmann::json& request) { return device.control(request); }, controlPath);
}
