// SPDX-License-Identifier: GPL-3.0-or-later
#include "host_command.h"

#include "banshi/base/system_clock.h"
#include "banshi/drivers/tool/lone_host.h"
#include "banshi/drivers/tool/visitor.h"

#include <QCoreApplication>
#include <iostream>

namespace banshi::drivers::tool
{

HostCommand::HostCommand(CLI::App& options, std::string program)
    : m_command(options.add_subcommand("host", "Runs one plug-in in its host, without the application, until Ctrl-C")),
      m_program(std::move(program))
{
    m_command->add_option("--plugin", m_plugin, "The driver's .so file")->required();
    m_command->add_option("--connection", m_connection, "Where the device is, e.g. serial:/dev/serial/by-path/...")
        ->required();
    m_command->add_option("--name", m_name, "Name of the device");
    m_command->add_option("--options", m_options, "The driver's options as a JSON object");
}

int HostCommand::run(const std::string& portFile, const std::string& tokenFile) const
{
    const base::SystemClock clock;
    LoneHost host(clock, QString::fromStdString(m_program));
    QObject::connect(&host, &LoneHost::gaveUp, QCoreApplication::instance(), [] {
        std::cerr << "banshi-device: the host has ended too often\n";
        QCoreApplication::exit(static_cast<int>(VisitEnd::Refused));
    });
    client::HostSpec spec{QString::fromStdString(m_name),
                          QString::fromStdString(m_plugin),
                          QString::fromStdString(m_connection),
                          QString::fromStdString(m_options),
                          false,
                          {},
                          {}};
    if (const auto why =
            host.start(std::move(spec), QString::fromStdString(portFile), QString::fromStdString(tokenFile));
        !why.empty())
    {
        std::cerr << "banshi-device: " << why << '\n';
        return static_cast<int>(VisitEnd::BadOrder);
    }
    std::cerr << m_name << " is served; Ctrl-C ends\n";
    return QCoreApplication::exec();
}

} // namespace banshi::drivers::tool
