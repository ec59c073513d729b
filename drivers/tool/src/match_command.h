// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace banshi::drivers::tool
{

/// `banshi-device match`: which plug-in fits which present device. Threads: main.
class MatchCommand
{
public:
    /// Adds the subcommand to `options`, which must outlive this; `plugins` is the folder to look into unless another
    /// is named.
    MatchCommand(CLI::App& options, std::string plugins);

    [[nodiscard]] bool isAsked() const { return m_command->parsed(); }
    /// Prints what fits, a line or a proposed table for each present device, and on stderr the files that are no
    /// plug-ins. False when there is no plug-in at all.
    [[nodiscard]] bool run() const;

private:
    CLI::App* m_command;
    std::string m_plugins;
    std::string m_sys = "/sys";
    std::string m_dev = "/dev";
    bool m_isJson = false;
    bool m_isForFile = false;
};

} // namespace banshi::drivers::tool
