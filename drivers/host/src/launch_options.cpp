// SPDX-License-Identifier: Apache-2.0
#include "launch_options.h"

#include <QCommandLineParser>

namespace banshi::drivers::host
{

namespace
{

const char* const kRequired[] = {"plugin", "name", "connection", "publisher"};

void describe(QCommandLineParser& parser)
{
    const auto add = [&parser](const char* name, const char* help, const char* value, const char* fallback = "") {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(help), QString::fromLatin1(value),
                          QString::fromLatin1(fallback)});
    };
    parser.setApplicationDescription(QStringLiteral("Serves one device through one driver plug-in."));
    parser.addHelpOption();
    add("plugin", "driver plug-in", "FILE.so");
    add("name", "service name", "NAME");
    add("connection", "where the device is, e.g. serial:PATH", "CONNECTION");
    add("options", "the driver's options as a JSON object", "JSON", "{}");
    add("publisher", "the machine's publisher: ws://... or file:PATH of its port file", "ADDRESS");
    add("mode", "production or development", "MODE", "production");
    add("run-dir", "private folder for sockets and temporary files", "DIR");
    add("clock", "file of the test clock, development only", "FILE");
    add("parent", "end with this process", "PID", "0");
    add("trust", "folder of the city's keys: load only what is signed (always, outside of development)", "DIR");
    add("memory-mib", "address space that the driver may use, 0 for no limit", "MIB", "4096");
    add("start-limit-ms", "until the plug-in must have made its device (20000)", "MS");
    add("grace-ms", "past the time of a call, until the driver counts as hung (5000)", "MS");
}

// A number of at least `least`; what there is stays when none is given. False when it is no such number.
bool readNumber(const QCommandLineParser& parser, const char* name, int least, int& number)
{
    const QString option = QString::fromLatin1(name);
    bool isNumber = true;
    if (parser.isSet(option) || !parser.value(option).isEmpty())
        number = parser.value(option).toInt(&isNumber);
    return isNumber && number >= least;
}

// Says which number is none; nothing when all are right.
std::optional<std::string> readNumbers(const QCommandLineParser& parser, LaunchOptions& options)
{
    int startLimit = static_cast<int>(options.startLimit.count());
    int grace = static_cast<int>(options.grace.count());
    if (!readNumber(parser, "parent", 0, options.parent))
        return "--parent is no process id";
    if (!readNumber(parser, "memory-mib", 0, options.memoryMib))
        return "--memory-mib is no number";
    if (!readNumber(parser, "start-limit-ms", 1, startLimit))
        return "--start-limit-ms is no number of milliseconds";
    if (!readNumber(parser, "grace-ms", 1, grace))
        return "--grace-ms is no number of milliseconds";
    options.startLimit = std::chrono::milliseconds(startLimit);
    options.grace = std::chrono::milliseconds(grace);
    return std::nullopt;
}

} // namespace

base::Result<LaunchOptions, HostError> parseLaunchOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    describe(parser);
    parser.process(arguments);
    const auto value = [&parser](const char* name) { return parser.value(QString::fromLatin1(name)).toStdString(); };
    const auto bad = [](const std::string& what) {
        return base::fail(HostCode::BadOptions, what, base::Retry::NeedsAttendant);
    };

    for (const char* name : kRequired)
        if (value(name).empty())
            return bad(std::string("--") + name + " is missing");
    LaunchOptions options;
    options.plugin = value("plugin");
    options.publisher = value("publisher");
    options.clockFile = value("clock");
    options.trust = value("trust");
    if (const auto wrong = readNumbers(parser, options))
        return bad(*wrong);
    if (value("mode") != "production" && value("mode") != "development")
        return bad("--mode is neither production nor development");
    options.device.name = value("name");
    options.device.connection = value("connection");
    options.device.production = value("mode") == "production";
    options.device.runDir = value("run-dir");
    if (options.device.production && !options.clockFile.empty())
        return bad("--clock is refused in production");
    auto values = parseOptions(value("options"));
    if (!values)
        return tl::unexpected(values.error());
    options.device.values = std::move(*values);
    return options;
}

} // namespace banshi::drivers::host
