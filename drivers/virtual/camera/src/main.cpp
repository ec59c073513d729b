// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/log.h"
#include "banshi/base/system_clock.h"
#include "banshi/drivers/virtual/camera/device.h"
#include "banshi/drivers/virtual/wire/control_server.h"
#include "banshi/drivers/virtual/wire/quit_on_signal.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi;
    CLI::App options("Cameras that play folders of JPEG files as MJPEG over HTTP (/face and /document)");
    std::string portFile;
    std::string controlPath;
    options.add_option("--port-file", portFile, "File that gets the port number");
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    CLI11_PARSE(options, argc, argv);

    QCoreApplication application(argc, argv);
    base::installRedactingLog();
    const drivers::virtual_wire::QuitOnSignal quit;
    const base::SystemClock clock;
    drivers::virtual_camera::Device device(clock);
    drivers::virtual_wire::ControlServer control(
        [&device](const nlohmann::json& request) { return device.control(request); });
    const int port = device.start();
    if (port == 0)
        return qCritical("no free port on loopback"), 1;
    if (!controlPath.empty())
        if (const auto listening = control.listen(QString::fromStdString(controlPath)); !listening)
            return qCritical("no remote control: %s", listening.error().detail.c_str()), 1;
    if (!portFile.empty())
    {
        std::ofstream(portFile + ".new") << port << '\n';
        std::filesystem::rename(portFile + ".new", portFile);
    }
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
