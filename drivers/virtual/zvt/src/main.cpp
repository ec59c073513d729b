// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/log.h"
#include "banshi/base/system_clock.h"
#include "banshi/drivers/virtual/wire/quit_on_signal.h"
#include "banshi/drivers/virtual/zvt/device.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QSaveFile>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace
{

bool writePort(const std::string& path, quint16 port)
{
    QSaveFile file(QString::fromStdString(path));
    return path.empty() ||
           (file.open(QIODevice::WriteOnly) && file.write(QByteArray::number(port)) > 0 && file.commit());
}

} // namespace

int main(int argc, char** argv)
{
    using namespace banshi;
    CLI::App options("A payment terminal at the other end of a TCP connection (ZVT)");
    std::string portFile;
    std::string controlPath;
    options.add_option("--port-file", portFile, "File that gets the port number");
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    CLI11_PARSE(options, argc, argv);

    QCoreApplication application(argc, argv);
    base::installRedactingLog();
    const drivers::virtual_wire::QuitOnSignal quit;
    const base::SystemClock clock;
    drivers::virtual_zvt::Device device(clock);
    drivers::virtual_wire::ControlServer control(
        [&device](const nlohmann::json& request) { return device.control(request); });
    if (const auto started = device.start(); !started)
        return qCritical("no port: %s", started.error().detail.c_str()), 1;
    if (!writePort(portFile, device.port()))
        return qCritical("the port file cannot be written"), 1;
    if (!controlPath.empty())
        if (const auto listening = control.listen(QString::fromStdString(controlPath)); !listening)
            return qCritical("no remote control: %s", listening.error().detail.c_str()), 1;
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
