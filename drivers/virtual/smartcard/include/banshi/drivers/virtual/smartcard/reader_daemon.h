// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/wire/control_server.h"

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <cstdint>
#include <string>

namespace banshi::drivers::virtual_smartcard
{

/// A real pcscd of its own with one virtual reader (vpcd): its socket stands where it is told, its reader waits for a
/// card on a loopback port. Needs no root, and meets no other pcscd of the machine.
/// Threads: lives in one thread with an event loop.
class ReaderDaemon : public QObject
{
    Q_OBJECT

public:
    explicit ReaderDaemon(std::string socket, QObject* parent = nullptr);
    ~ReaderDaemon() override;

    /// Starts it. Errors: CannotListen (no socket, no port, no pcscd or vpcd on this machine).
    base::Result<void, virtual_wire::WireFault> start();
    /// Ends it: the reader is gone, and so is the socket.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    /// Where the virtual reader waits for its card.
    [[nodiscard]] std::uint16_t cardPort() const { return m_cardPort; }

private:
    bool writeConfiguration();
    [[nodiscard]] bool listen();

    const std::string m_socket;
    QTemporaryDir m_folder;
    QProcess m_process;
    int m_listener = -1;
    std::uint16_t m_cardPort = 0;
};

} // namespace banshi::drivers::virtual_smartcard
