// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/log.h"
#include "banshi/base/system_clock.h"
#include "banshi/drivers/virtual/a4/device.h"
#include "banshi/drivers/virtual/wire/quit_on_signal.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <cstdio>
#include <nlohmann/json.hpp>

int main(int argc, char** argv)
{
    using namespace banshi;
    CLI::App options("A sheet printer: a real IPP printer process whose paper is simulated");
    std::string out;
    std::string portFile;
    std::string controlPath;
    int sheetMillis = 600;
    options.add_option("--out", out, "Folder for a4-NNN.pdf")->required();
    options.add_option("--port-file", portFile, "File that gets the printer's port number");
    options.add_option("--control", controlPath, "Unix socket of the remote control");
    options.add_option("--sheet-ms", sheetMillis, "Time that one sheet takes")->check(CLI::Range(0, 60000));
    CLI11_PARSE(options, argc, argv);

    QCoreApplication application(argc, argv);
    base::installRedactingLog();
    const drivers::virtual_wire::QuitOnSignal quit;
    const base::SystemClock clock;
    const auto sheet = QCoreApplication::applicationDirPath() + QStringLiteral("/banshi-virtual-a4-sheet");
    drivers::virtual_a4::Device device(
        {std::filesystem::absolute(out), portFile, sheet.toStdString(), std::chrono::milliseconds(sheetMillis)}, clock);
    drivers::virtual_wire::ControlServer control(
        [&device](const nlohmann::json& request) { return device.control(request); });
    QObject::connect(&device, &drivers::virtual_a4::Device::ready, [] {
        std::puts("ready");
        std::fflush(stdout);
    });
    QObject::connect(
        &device, &drivers::virtual_a4::Device::failed, &application,
        [](const QString& why) {
            qCritical("%s", qUtf8Printable(why));
            QCoreApplication::exit(1);
        },
        Qt::QueuedConnection);
    if (const auto started = device.start(); !started)
        return qCritical("no socket: %s", started.error().detail.c_str()), 1;
    if (!controlPath.empty())
        if (const auto listening = control.listen(QString::fromStdString(controlPath)); !listening)
            return qCritical("no remote control: %s", listening.error().detail.c_str()), 1;
    return QCoreApplication::exec();
}
