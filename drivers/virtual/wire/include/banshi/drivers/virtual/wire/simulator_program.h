// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/system_clock.h"
#include "banshi/drivers/pty/quit_on_signal.h"
#include "banshi/drivers/virtual/wire/control_server.h"

#include <QCoreApplication>
#include <cstdint>
#include <functional>
#include <string>

namespace banshi::drivers::virtual_wire
{

/// What the main() of every simulator does. Threads: the main thread.
class SimulatorProgram
{
public:
    using Started = base::Result<void, WireFault>;
    using Start = std::function<Started()>;

    /// Makes the application; to be made before the device.
    SimulatorProgram(int& argc, char** argv);

    [[nodiscard]] const base::Clock& clock() const { return m_clock; }
    /// Starts the device and its remote control (none when `controlPath` is empty), says "ready", and runs until a
    /// signal comes. Returns the exit code.
    int run(const Start& start, ControlServer::Handler control, const std::string& controlPath);
    /// As run(), for a device that says by itself when it is ready.
    int runUnready(const Start& start, ControlServer::Handler control, const std::string& controlPath);
    /// Says on standard output that the device is there.
    static void sayReady();

private:
    int runAll(const Start& start, ControlServer::Handler control, const std::string& controlPath, bool isReady);

    QCoreApplication m_application;
    const pty::QuitOnSignal m_quit;
    const base::SystemClock m_clock;
};

/// Writes a port number into a file that appears at once; does nothing when `path` is empty. Errors: CannotWrite.
base::Result<void, WireFault> writePort(const std::string& path, std::uint16_t port);

} // namespace banshi::drivers::virtual_wire
