// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/idcard/reader_machine.h"
#include "banshi/drivers/virtual/wire/fault_desk.h"
#include "banshi/drivers/virtual/wire/pty.h"

#include <QObject>
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
    using Bytes = std::vector<std::uint8_t>;

    void receive(const QByteArray& bytes);
    nlohmann::json place(const nlohmann::json& request);
    nlohmann::json become(const nlohmann::json& request);
    [[nodiscard]] std::vector<std::pair<std::string, std::function<void(int)>>> ownFaults();
    nlohmann::json state() const;

    const std::string m_tty;
    virtual_wire::Pty m_pty;
    virtual_wire::Speaker m_speaker;
    RequestParser m_parser;
    ReaderMachine m_machine;
    virtual_wire::FaultDesk m_desk;
};

} // namespace banshi::drivers::virtual_idcard
