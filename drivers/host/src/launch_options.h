// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "banshi/drivers/host/driver_watch.h"
#include "banshi/drivers/host/plugin_loader.h"
#include "banshi/drivers/host/start_limit.h"
#include "banshi/drivers/sdk/options.h"

#include <QStringList>
#include <string>
#include <sys/types.h>

namespace banshi::drivers::host
{

/// The command line of banshi-driverhost.
struct LaunchOptions
{
    std::string plugin;
    std::string publisher; ///< `ws://…` or `file:PATH`
    std::string clockFile; ///< development only
    std::string token;     ///< what clients have to show; empty: nothing, in development only
    std::string trust;     ///< folder of the city's keys; empty: signatures are not asked for
    pid_t parent = 0;      ///< process to die with; 0 for none
    int memoryMib = 0;     ///< address space that the host may use; 0 for no limit
    std::chrono::milliseconds startLimit = kStartLimit; ///< for mapping the plug-in and making its device
    std::chrono::milliseconds grace = kDriverGrace;     ///< past any call's time
    sdk::Options device;
};

/// Takes this host's token out of the environment, where it is overwritten, or reads systemd's credential. Empty when
/// there is neither. Threads: main, before others start.
[[nodiscard]] std::string takeHostToken();

/// Reads the command line; prints help and ends the process for --help. Errors: BadOptions. Threads: main.
[[nodiscard]] base::Result<LaunchOptions, HostError> parseLaunchOptions(const QStringList& arguments);

} // namespace banshi::drivers::host
