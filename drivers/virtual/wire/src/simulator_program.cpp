// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/wire/simulator_program.h"

#include "banshi/base/log.h"

#include <QSaveFile>
#include <cstdio>

namespace banshi::drivers::virtual_wire
{

SimulatorProgram::SimulatorProgram(int& argc, char** argv) : m_application(argc, argv)
{
    base::installRedactingLog();
}

int SimulatorProgram::run(const Start& start, ControlServer::Handler control, const std::string& controlPath)
{
    return runAll(start, std::move(control), controlPath, true);
}

int SimulatorProgram::runUnready(const Start& start, ControlServer::Handler control, const std::string& controlPath)
{
    return runAll(start, std::move(control), controlPath, false);
}

int SimulatorProgram::runAll(const Start& start, ControlServer::Handler control, const std::string& controlPath,
                             bool isReady)
{
    ControlServer remote(std::move(control));
    if (const auto started = start(); !started)
        return qCritical("the device cannot start: %s", started.error().detail.c_str()), 1;
    if (!controlPath.empty())
        if (const auto listening = remote.listen(QString::fromStdString(controlPath)); !listening)
            return qCritical("no remote control: %s", listening.error().detail.c_str()), 1;
    if (isReady)
        sayReady();
    return QCoreApplication::exec();
}

void SimulatorProgram::sayReady()
{
    std::puts("ready");
    std::fflush(stdout);
}

base::Result<void, WireFault> writePort(const std::string& path, std::uint16_t port)
{
    QSaveFile file(QString::fromStdString(path));
    const bool isWritten =
        path.empty() || (file.open(QIODevice::WriteOnly) && file.write(QByteArray::number(port)) > 0 && file.commit());
    if (!isWritten)
        return base::fail(WireError::CannotWrite, "the port file cannot be written");
    return {};
}

} // namespace banshi::drivers::virtual_wire
