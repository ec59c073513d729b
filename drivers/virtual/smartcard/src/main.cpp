// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/log.h"
#include "banshi/base/system_clock.h"
#include "banshi/drivers/virtual/smartcard/device.h"
#include "banshi/drivers/virtual/wire/control_server.h"
#include "banshi/drivers/virtual/wire/quit_on_signal.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <cstdio>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi;
    CLI::App options("A card with contacts in a virtual reader of a real pcscd");
    std::string socket;
    std::string content = "test card";
    std::string controlPath;
    options.add_option("--socket", socket, "Path of pcscd's socket that is to be made")->required();
    options.add_option("--content", content, "What stands in the card's file");
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    CLI11_PARSE(options, argc, argv);

    QCoreApplication application(argc, argv);
    base::installRedactingLog();
    const drivers::virtual_wire::QuitOnSignal quit;
    const base::SystemClock clock;
    drivers::virtual_smartcard::Device device(socket, content, clock);
    drivers::virtual_wire::ControlServer control(
        [&device](const nlohmann::json& request) { return device.control(request); });
    QObject::connect(&device, &drivers::virtual_smartcard::Device::ready, [] {
        std::puts("ready");
        std::fflush(stdout);
    });
    if (const auto started = device.start(); !started)
        return qCritical("no reader: %s", started.error().detail.c_str()), 1;
    if (!controlPath.empty())
        if (const auto listening = control.listen(QString::fromStdString(controlPath)); !listening)
            return qCritical("no remote control: %s", listening.error().detail.c_str()), 1;
    return QCoreApplication::exec();
}
