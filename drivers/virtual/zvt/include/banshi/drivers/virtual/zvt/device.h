// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/wire/fault_desk.h"
#include "banshi/drivers/virtual/wire/port.h"
#include "banshi/drivers/virtual/wire/speaker.h"
#include "banshi/drivers/virtual/zvt/terminal.h"

#include <QByteArray>
#include <QObject>
#include <nlohmann/json_fwd.hpp>

namespace banshi::drivers::virtual_zvt
{

/// A ZVT terminal on a loopback port. Threads: one, with an event loop.
class Device : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the device.
    explicit Device(const base::Clock& clock, QObject* parent = nullptr);

    /// Listens on a free port of 127.0.0.1. Errors: CannotListen.
    base::Result<void, virtual_wire::WireFault> start() { return m_port.plugIn(); }
    [[nodiscard]] std::uint16_t port() const { return m_port.number(); }
    /// Does what one line of the remote control says and answers it.
    [[nodiscard]] nlohmann::json control(const nlohmann::json& request);

private:
    void welcome();
    void receive(const QByteArray& bytes);
    void say(const std::vector<Bytes>& messages);
    [[nodiscard]] nlohmann::json act(const nlohmann::json& request);
    void clear();
    [[nodiscard]] nlohmann::json state() const;

    virtual_wire::Port m_port;
    virtual_wire::Speaker m_speaker;
    virtual_wire::FaultDesk m_desk;
    Terminal m_terminal;
    Bytes m_heard;
    bool m_isGreeting = false;
};

} // namespace banshi::drivers::virtual_zvt
