// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTcpServer>
#include <cstdint>
#include <string>

class QTcpSocket;

namespace banshi::drivers::conformance
{

/// What a relay does with the bytes.
enum class RelayMode
{
    Pass,
    Cut,    ///< connections end, new ones end at once: the network cable is out
    Hold,   ///< connected, but nothing arrives
    Garble, ///< the device's answers arrive as noise of the same length
};

/// Stands between a driver and a network device, so that any network device can be unplugged, silenced and garbled.
/// Threads: one, with an event loop.
class Relay : public QObject
{
    Q_OBJECT

public:
    /// Relays to `port` of localhost.
    explicit Relay(std::uint16_t port, QObject* parent = nullptr);
    ~Relay() override;

    /// Listens on 127.0.0.1; returns the port, 0 when there is none.
    [[nodiscard]] std::uint16_t listen();
    void setMode(RelayMode mode);
    /// `pass`, `cut`, `hold`, `garble`; false for any other word.
    bool setMode(const std::string& word);

Q_SIGNALS:
    /// The mode has changed: connections look what is to be done.
    void modeChanged();

private:
    void serve(QTcpSocket* driver);
    void move(QTcpSocket* from, QTcpSocket* to, bool isAnswer);

    const std::uint16_t m_port;
    QTcpServer m_server;
    RelayMode m_mode = RelayMode::Pass;
    std::uint32_t m_noise = 1;
};

} // namespace banshi::drivers::conformance
