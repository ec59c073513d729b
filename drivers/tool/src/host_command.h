// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace banshi::drivers::tool
{

/// `banshi-device host`: one plug-in in its host, without the application. Threads: main.
class HostCommand
{
public:
    /// Adds the subcommand to `options`, which must outlive this; `program` is banshi-driverhost.
    HostCommand(CLI::App& options, std::string program);

    [[nodiscard]] bool isAsked() const { return m_command->parsed(); }
    /// Runs the event loop until Ctrl-C, or until the host has ended too often; returns the program's exit code. The
    /// files get the publisher's port and the token of this start.
    [[nodiscard]] int run(const std::string& portFile, const std::string& tokenFile) const;

private:
    CLI::App* m_command;
    const std::string m_program;
    std::string m_plugin;
    std::string m_connection;
    std::string m_name = "device";
    std::string m_options = "{}";
};

} // namespace banshi::drivers::tool
