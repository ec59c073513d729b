// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/a4/device.h"
#include "banshi/drivers/virtual/wire/simulator_program.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi::drivers;
    CLI::App options("A sheet printer: a real IPP printer process whose paper is simulated");
    std::string out;
    std::string portFile;
    int sheetMillis = 600;
    std::string controlPath;
    options.add_option("--out", out, "Folder for a4-NNN.pdf")->required();
    options.add_option("--port-file", portFile, "File that gets the printer's port number");
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    options.add_option("--sheet-ms", sheetMillis, "Time that one sheet takes")->check(CLI::Range(0, 60000));
    CLI11_PARSE(options, argc, argv);

    virtual_wire::SimulatorProgram program(argc, argv);
    const auto sheet = QCoreApplication::applicationDirPath() + QStringLiteral("/banshi-virtual-a4-sheet");
    virtual_a4::Device device(
        {std::filesystem::absolute(out), portFile, sheet.toStdString(), std::chrono::milliseconds(sheetMillis)},
        program.clock());
    QObject::connect(&device, &virtual_a4::Device::ready, &virtual_wire::SimulatorProgram::sayReady);
    QObject::connect(
        &device, &virtual_a4::Device::failed, QCoreApplication::instance(),
        [](const QString& why) {
            qCritical("%s", qUtf8Printable(why));
            QCoreApplication::exit(1);
        },
        Qt::QueuedConnection);
    return program.runUnready([&] { return device.start(); },
                              [&device](const nlohmann::json& request) { return device.control(request); },
                              controlPath);
}
