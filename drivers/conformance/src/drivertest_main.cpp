// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-drivertest: tries a driver's plug-in and says what is wrong with it; signs and verifies what has passed.
#include "banshi/base/log.h"
#include "banshi/base/system_clock.h"
#include "banshi/drivers/conformance/proving_ground.h"
#include "sign_commands.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <fstream>
#include <iostream>
#include <unistd.h>

namespace
{

using namespace banshi;
using namespace banshi::drivers::conformance;

constexpr int kFailed = 1;
constexpr int kBadUse = 2;
constexpr int kIncomplete = 3;
constexpr int kOperationsByHand = 20; // that a person does, or that take real paper

int refuse(const std::string& why, int exitCode = kBadUse)
{
    std::cerr << "banshi-drivertest: " << why << '\n';
    return exitCode;
}

bool write(const Report& report, const std::string& path)
{
    std::ofstream file(path);
    file << toJson(report).dump(2) << '\n';
    return static_cast<bool>(file.flush());
}

int tryPlugin(const GroundOrder& order, const std::string& reportFile)
{
    const base::SystemClock clock;
    const auto report = prove(order, clock, std::cout, std::cin);
    if (!report)
        return refuse(report.error().detail);
    if (!reportFile.empty() && !write(*report, reportFile))
        return refuse("the report cannot be written");
    if (report->hasFailed())
        return kFailed;
    return report->hasAllPassed() || !report->isWhole ? 0 : kIncomplete;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    base::installRedactingLog();
    const std::string programs = QCoreApplication::applicationDirPath().toStdString();
    GroundOrder order;
    order.programs = programs;
    order.rigs = programs + "/../share/banshi/rigs";
    order.isSomebodyThere = isatty(STDIN_FILENO) != 0;
    std::string reportFile;

    CLI::App options(
        "The proving ground for device drivers. Exit code 0: nothing failed, 1: failed, 2: cannot be tried, "
        "3: not everything could be run.");
    options.add_option("--plugin", order.plugin, "The driver's .so file");
    options.add_option("--class", order.deviceClass, "The class that it has to be of");
    options.add_option("--simulator", order.simulator,
                       "Name of a rig (idcard, receipt, a4, camera, scanner, …) or path of a rig file");
    options.add_option("--device", order.connection,
                       "Connection of a real device, e.g. serial:/dev/serial/by-path/...");
    options.add_option("--recording", order.recording,
                       "Recording of a serial device: tries what can be tried with one, which is no full trial");
    options.add_option(
        "--mark", order.marks,
        "Text that stands on the test card, key or code before the real device, and may stand in no log");
    options.add_option("--options", order.options, "The driver's options as a JSON object");
    options.add_option("--report", reportFile, "File that gets the report as JSON");
    options.add_option("--cycles", order.size.cycles, "Status and cancel, over and over")
        ->check(CLI::Range(3, 10000000));
    const auto* operations =
        options.add_option("--operations", order.size.operations, "Whole operations; 20 before a real device")
            ->check(CLI::Range(3, 1000000));
    options.add_option("--seed", order.size.seed, "Of everything that is chosen at random");
    options.add_option("--only", order.only, "Only checks whose name begins like this");
    const SignCommands signing(options);
    CLI11_PARSE(options, argc, argv);
    if (signing.isAsked())
    {
        const auto done = signing.run();
        return done ? 0 : refuse(done.error().detail, done.error().code == GroundCode::BadPlugin ? kFailed : kBadUse);
    }
    if (order.plugin.empty())
        return refuse("--plugin is missing");
    if (!order.connection.empty() && operations->count() == 0)
        order.size.operations = kOperationsByHand;
    return tryPlugin(order, reportFile);
}
