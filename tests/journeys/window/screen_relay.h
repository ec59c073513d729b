// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTcpServer>
#include <functional>

namespace banshi::journeys
{

/// Port on which a process of this computer listens for TCP, 0 when on none.
[[nodiscard]] quint16 listeningPort(qint64 pid);

/// Shows a VNC viewer the session that is on the screen. Every session is a VNC server of its own, the warm one too, so
/// they take whatever port is free, and viewers come here. When a session ends its viewers are hung up; they find the
/// next one by connecting again. Listens on 127.0.0.1 only. Threads: one with an event loop.
class ScreenRelay : public QObject
{
    Q_OBJECT

public:
    /// `portOnScreen` gives the VNC port of the session on the screen, 0 while there is none.
    explicit ScreenRelay(std::function<quint16()> portOnScreen);

    /// False when the port is taken; 0 takes any that is free.
    [[nodiscard]] bool listen(quint16 port);
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }

private:
    void welcome();

    std::function<quint16()> m_portOnScreen;
    QTcpServer m_server;
};

} // namespace banshi::journeys
