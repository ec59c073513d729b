// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/camera/device.h"
#include "banshi/drivers/virtual/wire/simulator_program.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi::drivers;
    CLI::App options("Cameras that play folders of JPEG files as MJPEG over HTTP (/face and /document)");
    std::string portFile;
    std::string controlPath;
    options.add_option("--port-file", portFile, "File that gets the port number");
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    CLI11_PARSE(options, argc, argv);

    virtual_wire::SimulatorProgram program(argc, argv);
    virtual_camera::Device device(program.clock());
    return program.run(
        [&]() -> virtual_wire::SimulatorProgram::Started {
            const int port = device.start();
            if (port == 0)
                return banshi::base::fail(virtual_wire::WireError::CannotListen, "no free port on loopback");
            return virtual_wire::writePort(portFile, static_cast<std::uint16_t>(port));
        },
        [&device](const nlohmann::json& request) { return device.control(request); }, controlPath);
}
