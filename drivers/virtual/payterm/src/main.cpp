// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/payterm/device.h"
#include "banshi/drivers/virtual/wire/simulator_program.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi::drivers;
    CLI::App options("A payment terminal at the other end of a TCP connection (nexo Sale to POI)");
    std::string portFile;
    std::string controlPath;
    options.add_option("--port-file", portFile, "File that gets the port number");
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    CLI11_PARSE(options, argc, argv);

    virtual_wire::SimulatorProgram program(argc, argv);
    virtual_payterm::Device device(program.clock());
    return program.run(
        [&] {
            const auto started = device.start();
            return started ? virtual_wire::writePort(portFile, device.port()) : started;
        },
        [&device](const nlohmann::json& request) { return device.control(request); }, controlPath);
}
