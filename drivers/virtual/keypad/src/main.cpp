// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/log.h"
#include "banshi/base/system_clock.h"
#include "banshi/drivers/virtual/keypad/device.h"
#include "banshi/drivers/virtual/wire/control_server.h"
#include "banshi/drivers/virtual/wire/quit_on_signal.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <cstdio>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi;
    CLI::App options("A keypad as an input device");
    std::string node;
    std::string controlPath;
    options.add_option("--node", node, "Path of the terminal that stands for the input device")->required();
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    CLI11_PARSE(options, argc, argv);

    QCoreApplication application(argc, argv);
    base::installRedactingLog();
    const drivers::virtual_wire::QuitOnSignal quit;
    const base::SystemClock clock;
    drivers::virtual_keypad::Device device(node, clock);
    drivers::virtual_wire::ControlServer control(
        [&device](const nlohmann::json& request) { return device.control(request); });
    if (const auto started = device.start(); !started)
        return qCritical("no device: %s", started.error().detail.c_str()), 1;
    if (!controlPath.empty())
        if (const auto listening = control.listen(QString::fromStdString(controlPath)); !listening)
            return qCritical("no remote control: %s", listening.error().detail.c_str()), 1;
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
