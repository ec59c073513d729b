// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-device: asks, commands, watches, records and replays a device without the application; see README.md.
#include "banshi/base/log.h"
#include "banshi/base/system_clock.h"
#include "banshi/drivers/pty/quit_on_signal.h"
#include "banshi/drivers/tool/line_tap.h"
#include "banshi/drivers/tool/recording_player.h"
#include "banshi/drivers/tool/visitor.h"
#include "host_command.h"
#include "match_command.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QDir>
#include <fstream>
#include <iostream>
#include <sstream>

namespace
{

using namespace banshi;
using namespace banshi::drivers;
using tool::VisitEnd;

struct Order
{
    std::string publisher;
    std::string token;
    std::string name;
    std::string command;
    std::string payload = "{}";
    std::string device;
    std::string line;
    std::string file;
    int baud = 115200;
    int timeoutSeconds = 60;
    int patienceSeconds = 10;
    bool isJson = false;
};

int refuse(const std::string& why, VisitEnd end = VisitEnd::BadOrder)
{
    std::cerr << "banshi-device: " << why << '\n';
    return static_cast<int>(end);
}

// `list` for people: one device a line.
void print(const nlohmann::json& answer, bool isJson)
{
    if (isJson || !answer.is_array())
    {
        std::cout << answer.dump(2) << std::endl;
        return;
    }
    for (const auto& device : answer)
        std::cout << device["name"].get<std::string>() << '\t' << device["class"].get<std::string>() << '\t'
                  << device["condition"].get<std::string>() << '\t' << device["uri"].get<std::string>() << std::endl;
}

int visit(const Order& order, const CLI::App& options)
{
    if (order.publisher.empty())
        return refuse("--publisher is missing: the file in which the machine's publisher writes its port");
    const base::SystemClock clock;
    tool::Visitor visitor(clock, QString::fromStdString(order.publisher), QString::fromStdString(order.token),
                          std::chrono::seconds(order.patienceSeconds),
                          [&](const nlohmann::json& answer) { print(answer, order.isJson); });
    QObject::connect(
        &visitor, &tool::Visitor::ended, QCoreApplication::instance(),
        [](VisitEnd end) {
            if (end == VisitEnd::NoAnswer)
                std::cerr
                    << "banshi-device: nobody answers; does the machine run, and is there a device of this name?\n";
            QCoreApplication::exit(static_cast<int>(end));
        },
        Qt::QueuedConnection);
    const QString name = QString::fromStdString(order.name);
    if (options.got_subcommand("list"))
        visitor.list();
    else if (options.got_subcommand("status"))
        visitor.status(name);
    else if (options.got_subcommand("watch"))
        visitor.watch(name);
    else
        visitor.send(name, order.command, order.payload, std::chrono::seconds(order.timeoutSeconds));
    return QCoreApplication::exec();
}

int record(const Order& order)
{
    std::ofstream file(order.file, std::ios::binary);
    tool::LineTap tap(file);
    if (!file)
        return refuse(order.file + " cannot be written");
    if (const std::string why = tap.start(order.device, order.baud, order.line); !why.empty())
        return refuse(why);
    QObject::connect(&tap, &tool::LineTap::lost, QCoreApplication::instance(), [] {
        std::cerr << "banshi-device: the device's line is lost\n";
        QCoreApplication::exit(static_cast<int>(VisitEnd::Refused));
    });
    std::cerr << "the driver's connection is serial:" << order.line << "; Ctrl-C ends the recording\n";
    return QCoreApplication::exec();
}

int replay(const Order& order)
{
    std::ifstream file(order.file, std::ios::binary);
    std::ostringstream text;
    if (!file || !(text << file.rdbuf()))
        return refuse(order.file + " cannot be read");
    auto transfers = sdk::parseRecording(text.str());
    if (!transfers)
        return refuse(order.file + ": " + transfers.failure().detail + ": not `> hex` or `< hex`");
    tool::RecordingPlayer player(std::move(*transfers));
    QObject::connect(&player, &tool::RecordingPlayer::finished, QCoreApplication::instance(),
                     [] { std::cerr << "all has been played\n"; });
    QObject::connect(&player, &tool::RecordingPlayer::strayed, QCoreApplication::instance(), [](int line) {
        std::cerr << "banshi-device: the driver sends something else than line " << line << " of the recording\n";
        QCoreApplication::exit(static_cast<int>(VisitEnd::Refused));
    });
    if (const std::string why = player.start(order.line); !why.empty())
        return refuse(why);
    std::cerr << "the driver's connection is serial:" << order.line << "; Ctrl-C ends\n";
    return QCoreApplication::exec();
}

// Where plug-ins lie: on a machine, else in a build folder.
std::string pluginFolder()
{
    const QString top = QCoreApplication::applicationDirPath() + QStringLiteral("/../lib/");
    const QString installed = top + QStringLiteral("banshi/drivers");
    return (QDir(installed).exists() ? installed : top + QStringLiteral("drivers")).toStdString();
}

void describe(CLI::App& options, Order& order)
{
    options.add_option("--publisher", order.publisher, "The publisher's port file");
    options.add_option("--token", order.token, "The file with the token of this start; its owner only may read it");
    options.add_option("--patience", order.patienceSeconds, "Seconds until the machine has to have answered")
        ->check(CLI::Range(1, 600));
    auto* list = options.add_subcommand("list", "Every device with class, condition and address");
    list->add_flag("--json", order.isJson, "As JSON");
    auto* status = options.add_subcommand("status", "Status and capabilities of one device");
    auto* watch = options.add_subcommand("watch", "Every change and event of one device, until Ctrl-C");
    auto* send = options.add_subcommand("send", "One command by its XFS4IoT name");
    for (auto* command : {status, watch, send})
        command->add_option("name", order.name, "Name of the device")->required();
    send->add_option("command", order.command, "e.g. Common.Status")->required();
    send->add_option("payload", order.payload, "JSON object");
    send->add_option("--timeout", order.timeoutSeconds, "Seconds of the command")->check(CLI::Range(1, 3600));
    auto* record = options.add_subcommand("record", "Writes down what a driver and a serial device say to each other");
    record->add_option("--device", order.device, "The device's line")->required();
    record->add_option("--baud", order.baud, "Its speed")->check(CLI::Range(300, 4000000));
    record->add_option("--out", order.file, "The recording")->required();
    auto* replay = options.add_subcommand("replay", "Plays the device's side of a recording to a driver");
    replay->add_option("recording", order.file, "The recording")->required();
    for (auto* command : {record, replay})
        command->add_option("--line", order.line, "Link that the driver opens as serial:LINK")->required();
    options.require_subcommand(1);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const pty::QuitOnSignal quit;
    base::installRedactingLog();
    Order order;
    CLI::App options(
        "A device by itself: ask, command, watch, record, replay, match, host. Exit code 0: done, 1: the device said "
        "no, 2: wrong use, 3: nobody answered.");
    describe(options, order);
    const tool::MatchCommand match(options, pluginFolder());
    const tool::HostCommand host(options, QCoreApplication::applicationDirPath().toStdString() + "/banshi-driverhost");
    CLI11_PARSE(options, argc, argv);
    if (host.isAsked() && (order.publisher.empty() || order.token.empty()))
        return refuse("--publisher and --token name the two files that the others are given");
    if (host.isAsked())
        return host.run(order.publisher, order.token);
    if (match.isAsked())
        return static_cast<int>(match.run() ? VisitEnd::Done : VisitEnd::BadOrder);
    if (options.got_subcommand("record"))
        return record(order);
    return options.got_subcommand("replay") ? replay(order) : visit(order, options);
}
