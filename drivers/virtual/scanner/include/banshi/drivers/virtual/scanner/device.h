// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/wire/fault_desk.h"
#include "banshi/drivers/virtual/wire/pty.h"
#include "banshi/drivers/virtual/wire/speaker.h"

#include <QObject>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace banshi::drivers::virtual_scanner
{

/// A code scanner on a pseudo-terminal. Threads: one, with an event loop.
class Device : public QObject
{
    Q_OBJECT

public:
    /// How the scanner is set up, like the bar codes in a real one's manual do it.
    struct Setup
    {
        std::string tty;          ///< path of the link to the terminal
        bool isTriggered = false; ///< looks only between SYN T CR and SYN U CR
        bool sendsAim = false;    ///< each code begins with its AIM identifier
    };

    Device(Setup setup, const base::Clock& clock, QObject* parent = nullptr);

    /// Plugs in. Errors: as Pty.
    base::Result<void, virtual_wire::WireFault> start();
    /// Does what one line of the remote control says and answers it.
    [[nodiscard]] nlohmann::json control(const nlohmann::json& request);

private:
    void receive(const QByteArray& bytes);
    [[nodiscard]] nlohmann::json scan(const nlohmann::json& request);
    [[nodiscard]] nlohmann::json state() const;

    const Setup m_setup;
    virtual_wire::Pty m_pty;
    virtual_wire::Speaker m_speaker;
    virtual_wire::FaultDesk m_desk;
    QByteArray m_heard;
    bool m_isOn = false;
    int m_said = 0;   ///< codes that went over the line
    int m_unseen = 0; ///< codes that were held out while it was off
};

} // namespace banshi::drivers::virtual_scanner
