// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/log.h"
#include "banshi/base/system_clock.h"
#include "banshi/drivers/virtual/indicator/device.h"
#include "banshi/drivers/virtual/wire/quit_on_signal.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <cstdio>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi;
    CLI::App options("Lights and sensors as files in a folder that looks like /sys");
    drivers::virtual_indicator::Device::Setup setup;
    std::string root;
    std::vector<std::string> sensors;
    std::string controlPath;
    options.add_option("--root", root, "The folder that is to look like /sys")->required();
    options.add_option("--light", setup.lights, "A light's file below the root; may be given again");
    options.add_option("--sensor", sensors, "A sensor's file and its content, FILE=CONTENT; may be given again");
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    CLI11_PARSE(options, argc, argv);
    setup.root = root;
    for (const std::string& sensor : sensors)
    {
        const auto equals = sensor.rfind('=');
        if (equals == std::string::npos)
            return qCritical("a sensor is FILE=CONTENT"), 1;
        setup.sensors[sensor.substr(0, equals)] = sensor.substr(equals + 1);
    }

    QCoreApplication application(argc, argv);
    base::installRedactingLog();
    const drivers::virtual_wire::QuitOnSignal quit;
    const base::SystemClock clock;
    drivers::virtual_indicator::Device device(std::move(setup), clock);
    drivers::virtual_wire::ControlServer control(
        [&device](const nlohmann::json& request) { return device.control(request); });
    if (const auto started = device.start(); !started)
        return qCritical("cannot be made: %s", started.error().detail.c_str()), 1;
    if (!controlPath.empty())
        if (const auto listening = control.listen(QString::fromStdString(controlPath)); !listening)
            return qCritical("no remote control: %s", listening.error().detail.c_str()), 1;
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
