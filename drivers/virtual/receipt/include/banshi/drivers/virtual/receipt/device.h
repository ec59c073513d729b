// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/clock.h"
#include "banshi/base/timer.h"
#include "banshi/drivers/virtual/receipt/mechanism.h"
#include "banshi/drivers/virtual/wire/fault_desk.h"
#include "banshi/drivers/virtual/wire/pty.h"

#include <QObject>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>

namespace banshi::drivers::virtual_receipt
{

/// The simulated printer as a whole: serial line, mechanism at true speed, and a folder into which the slips fall as
/// `receipt-NNN.txt` and `receipt-NNN.png`.
/// Threads: lives in one thread with an event loop.
class Device : public QObject
{
    Q_OBJECT

public:
    /// Where the line stands, where slips fall, and how long one line of print takes (200 mm/s: 20 ms).
    struct Setup
    {
        std::string tty;
        std::filesystem::path out;
        std::chrono::milliseconds lineTime{20};
    };

    /// `clock` must outlive the device.
    Device(Setup setup, const base::Clock& clock);

    /// Makes the folder and plugs the line in. Errors: CannotOpenPty, CannotLink.
    base::Result<void, virtual_wire::WireFault> start();
    /// Obeys one command of the remote control, see README.md.
    [[nodiscard]] nlohmann::json control(const nlohmann::json& request);

private:
    void receive(const QByteArray& bytes);
    void work();
    void speak();
    void keep(const Paper& slip);
    [[nodiscard]] nlohmann::json state() const;
    [[nodiscard]] std::vector<std::pair<std::string, std::function<void(int)>>> ownFaults();
    base::Result<void, virtual_wire::WireFault> plugIn();

    Setup m_setup;
    Mechanism m_mechanism;
    virtual_wire::Pty m_pty;
    virtual_wire::Speaker m_speaker;
    virtual_wire::FaultDesk m_desk;
    base::Timer m_motor;
    int m_slips = 0;
    bool m_hanging = false; // the last slip has not been torn off
};

} // namespace banshi::drivers::virtual_receipt
