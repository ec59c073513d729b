// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/drivers/virtual/wire/fault_desk.h"
#include "banshi/drivers/virtual/wire/pty.h"
#include "banshi/drivers/virtual/wire/speaker.h"

#include <QObject>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <vector>

namespace banshi::drivers::virtual_keypad
{

/// A keypad; a terminal stands for its input device and says `struct input_event` as the kernel does.
/// Threads: one, with an event loop.
class Device : public QObject
{
    Q_OBJECT

public:
    /// `node`: path of the link to the terminal; the codes of switches that are on go into `<node>.switches`. `clock`
    /// must outlive the device.
    Device(std::string node, const base::Clock& clock, QObject* parent = nullptr);

    /// Plugs in. Errors: as Pty; CannotLink when the switches cannot be written.
    base::Result<void, virtual_wire::WireFault> start();
    /// Does what one line of the remote control says and answers it.
    [[nodiscard]] nlohmann::json control(const nlohmann::json& request);

private:
    using Bytes = std::vector<std::uint8_t>;

    /// Appends one event of the kernel.
    static void add(Bytes& bytes, std::uint16_t type, std::uint16_t code, std::int32_t value);
    [[nodiscard]] nlohmann::json press(std::uint16_t code);
    [[nodiscard]] nlohmann::json turn(std::uint16_t code, bool isOn);
    bool writeSwitches() const;
    [[nodiscard]] nlohmann::json state() const;

    const std::string m_node;
    virtual_wire::Pty m_pty;
    virtual_wire::Speaker m_speaker;
    virtual_wire::FaultDesk m_desk;
    std::set<std::uint16_t> m_on;
    int m_noise = 0;   ///< events of other kinds will stand around so many keys
    int m_held = 0;    ///< so many keys will be held and repeat
    int m_dropped = 0; ///< before so many events the kernel says that it has lost some
    int m_pressed = 0;
};

} // namespace banshi::drivers::virtual_keypad
