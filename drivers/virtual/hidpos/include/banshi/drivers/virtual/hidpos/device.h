// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/wire/fault_desk.h"
#include "banshi/drivers/virtual/wire/pty.h"
#include "banshi/drivers/virtual/wire/speaker.h"

#include <QObject>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace banshi::drivers::virtual_hidpos
{

/// A scanner in HID POS mode; a terminal stands for its hidraw node (a byte with the length before each report).
/// Threads: one, with an event loop.
class Device : public QObject
{
    Q_OBJECT

public:
    /// `hid`: path of the link to the terminal; the report descriptor goes into `<hid>.descriptor`. With `isTriggered`
    /// it looks only when its trigger report says so. `clock` must outlive the device.
    Device(std::string hid, bool isTriggered, const base::Clock& clock, QObject* parent = nullptr);

    /// Plugs in. Errors: as Pty; CannotLink when the descriptor cannot be written.
    base::Result<void, virtual_wire::WireFault> start();
    /// Does what one line of the remote control says and answers it.
    [[nodiscard]] nlohmann::json control(const nlohmann::json& request);

private:
    void receive(const QByteArray& bytes);
    void say(std::vector<std::uint8_t> report);
    [[nodiscard]] nlohmann::json scan(const nlohmann::json& request);
    void sayCode(const std::string& text, const std::string& aim);
    [[nodiscard]] nlohmann::json state() const;

    const std::string m_hid;
    const bool m_isTriggered;
    virtual_wire::Pty m_pty;
    virtual_wire::Speaker m_speaker;
    virtual_wire::FaultDesk m_desk;
    QByteArray m_heard;
    bool m_isOn = false;
    int m_cut = 0;    ///< so many codes will end before their last report
    int m_noise = 0;  ///< a report of nonsense will stand before so many codes
    int m_said = 0;   ///< codes that were reported
    int m_unseen = 0; ///< codes that were held out while it was off
};

} // namespace banshi::drivers::virtual_hidpos
