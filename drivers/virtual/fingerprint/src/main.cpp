// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/fingerprint/device.h"
#include "banshi/drivers/virtual/wire/simulator_program.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi::drivers;
    CLI::App options("A fingerprint module at the other end of a serial line");
    std::string tty;
    std::string controlPath;
    options.add_option("--tty", tty, "Path of the serial line that is to be made")->required();
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    CLI11_PARSE(options, argc, argv);

    virtual_wire::SimulatorProgram program(argc, argv);
    virtual_fingerprint::Device device(tty, program.clock());
    return program.run([&] { return device.start(); },
                       [&device](const nlohmann::json& request) { return device.control(request); }, controlPath);
}
