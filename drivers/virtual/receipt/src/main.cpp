// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/receipt/device.h"
#include "banshi/drivers/virtual/wire/simulator_program.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi::drivers;
    CLI::App options("A receipt printer at the other end of a serial line (ESC/POS)");
    virtual_receipt::Device::Setup setup;
    std::string out;
    int lineMillis = static_cast<int>(setup.lineTime.count());
    std::string controlPath;
    options.add_option("--tty", setup.tty, "Path of the serial line that is to be made")->required();
    options.add_option("--out", out, "Folder for receipt-NNN.txt and receipt-NNN.png")->required();
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    options.add_option("--line-ms", lineMillis, "Time that one line of print takes")->check(CLI::Range(0, 10000));
    CLI11_PARSE(options, argc, argv);
    setup.out = out;
    setup.lineTime = std::chrono::milliseconds(lineMillis);

    virtual_wire::SimulatorProgram program(argc, argv);
    virtual_receipt::Device device(setup, program.clock());
    return program.run([&] { return device.start(); },
                       [&device](const nlohmann::json& request) { return device.control(request); }, controlPath);
}
