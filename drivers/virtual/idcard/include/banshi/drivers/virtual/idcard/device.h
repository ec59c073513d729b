// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/timer.h"
#include "banshi/drivers/virtual/idcard/reader_machine.h"
#include "banshi/drivers/virtual/wire/pty.h"

#include <QObject>
#include <deque>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace banshi::drivers::virtual_idcard
{

/// A reader on a pseudo-terminal. Threads: one, with an event loop.
class Device : public QObject
{
    Q_OBJECT

public:
    /// `tty` is the path of the link to the terminal.
    Device(std::string tty, const base::Clock& clock, QObject* parent = nullptr);

    /// Plugs in. Errors: as Pty.
    base::Result<void, virtual_wire::WireFault> start();
    /// Does what one line of the remote control says and answers it.
    nlohmann::json control(const nlohmann::json& request);

private:
    void receive(const QByteArray& bytes);
    void sendPiece();
    nlohmann::json place(const nlohmann::json& request);
    nlohmann::json fault(const nlohmann::json& request);
    nlohmann::json state() const;

    const std::string m_tty;
    virtual_wire::Pty m_pty;
    base::Timer m_plugAgain;
    RequestParser m_parser;
    ReaderMachine m_machine;
    std::deque<std::vector<std::uint8_t>> m_pieces;
};

} // namespace banshi::drivers::virtual_idcard
