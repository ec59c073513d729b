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
    bool isNumber = false;
    options.parent = parser.value(QStringLiteral("parent")).toInt(&isNumber);
    if (!isNumber || options.parent < 0)
        return bad("--parent is no process id");
    options.trust = value("trust");
    options.memoryMib = parser.value(QStringLiteral("memory-mib")).toInt(&isNumber);
    if (!isNumber || options.memoryMib < 0)
        return bad("--memory-mib is no number");
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
