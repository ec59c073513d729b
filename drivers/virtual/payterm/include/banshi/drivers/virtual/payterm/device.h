// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/payterm/terminal.h"
#include "banshi/drivers/virtual/wire/fault_desk.h"
#include "banshi/drivers/virtual/wire/speaker.h"

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace banshi::drivers::virtual_payterm
{

/// A payment terminal on a loopback port. One sale system at a time: a new connection replaces the old one.
/// Threads: one, with an event loop.
class Device : public QObject
{
    Q_OBJECT

public:
    explicit Device(const base::Clock& clock, QObject* parent = nullptr);

    /// Listens on a free port of 127.0.0.1. Errors: CannotListen.
    base::Result<void, virtual_wire::WireFault> start();
    [[nodiscard]] quint16 port() const { return m_port; }
    /// Does what one line of the remote control says and answers it.
    [[nodiscard]] nlohmann::json control(const nlohmann::json& request);

private:
    void accept();
    void receive();
    void say(const std::vector<nlohmann::json>& messages);
    void unplug();
    [[nodiscard]] nlohmann::json act(const nlohmann::json& request);
    [[nodiscard]] nlohmann::json state() const;

    QTcpServer m_server;
    QPointer<QTcpSocket> m_client;
    virtual_wire::Speaker m_speaker;
    virtual_wire::FaultDesk m_desk;
    Terminal m_terminal;
    QByteArray m_heard;
    quint16 m_port = 0; ///< stays the same when it is unplugged
};

} // namespace banshi::drivers::virtual_payterm
