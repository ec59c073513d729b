// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/fingerprint/module.h"
#include "banshi/drivers/virtual/wire/fault_desk.h"
#include "banshi/drivers/virtual/wire/pty.h"
#include "banshi/drivers/virtual/wire/speaker.h"

#include <QObject>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace banshi::drivers::virtual_fingerprint
{

/// A fingerprint module on a pseudo-terminal. Threads: one, with an event loop.
class Device : public QObject
{
    Q_OBJECT

public:
    /// `tty`: path of the link to the terminal. `clock` must outlive the device.
    Device(std::string tty, const base::Clock& clock, QObject* parent = nullptr);

    /// Plugs in. Errors: as Pty.
    base::Result<void, virtual_wire::WireFault> start() { return m_pty.plugIn(m_tty); }
    /// Does what one line of the remote control says and answers it.
    [[nodiscard]] nlohmann::json control(const nlohmann::json& request);

private:
    void receive(const QByteArray& bytes);
    [[nodiscard]] nlohmann::json state() const;

    const std::string m_tty;
    virtual_wire::Pty m_pty;
    virtual_wire::Speaker m_speaker;
    virtual_wire::FaultDesk m_desk;
    Module m_module;
    QByteArray m_heard;
};

} // namespace banshi::drivers::virtual_fingerprint
