// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/keypad/device.h"

#include <QSaveFile>
#include <algorithm>
#include <array>
#include <cstring>
#include <linux/input.h>
#include <nlohmann/json.hpp>

namespace banshi::drivers::virtual_keypad
{

namespace
{

using namespace std::chrono_literals;
using nlohmann::json;
using virtual_wire::LineFault;
using virtual_wire::refusal;

constexpr auto kRestart = 1000ms;
constexpr int kRepeats = 20; // of a held key, half a second

// What may happen between a keypad and its driver: the kernel hands over whole events only, but readers may be slow.
const std::vector<LineFault> kFaults{LineFault::SplitBytes, LineFault::Slow, LineFault::Silence, LineFault::Flood};

} // namespace

Device::Device(std::string node, const base::Clock& clock, QObject* parent)
    : QObject(parent), m_node(std::move(node)),
      m_speaker(clock, [this](const virtual_wire::Speaker::Bytes& bytes) { m_pty.write(bytes); }),
      m_desk(clock, m_speaker,
             {.plugIn = [this] { return start(); },
              .unplug = [this] { m_pty.unplug(); },
              .restart = {},
              .restartTime = kRestart,
              .line = kFaults,
              .own = {{"noise", [this](int times) { m_noise = times; }},
                      {"held", [this](int times) { m_held = times; }},
                      {"dropped", [this](int times) { m_dropped = times; }}},
              .clear = [this] { m_noise = m_held = m_dropped = 0; },
              .state = [this] { return state(); },
              .orders = "press, switch"})
{
}

base::Result<void, virtual_wire::WireFault> Device::start()
{
    if (!writeSwitches())
        return base::fail(virtual_wire::WireError::CannotLink, "the switches cannot be written");
    return m_pty.plugIn(m_node);
}

bool Device::writeSwitches() const
{
    QSaveFile file(QString::fromStdString(m_node + ".switches"));
    QByteArray text;
    for (const std::uint16_t code : m_on)
        text += QByteArray::number(code) + '\n';
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
}

void Device::add(Bytes& bytes, std::uint16_t type, std::uint16_t code, std::int32_t value)
{
    input_event event{};
    event.type = type;
    event.code = code;
    event.value = value;
    const auto* const raw = reinterpret_cast<const std::uint8_t*>(&event);
    bytes.insert(bytes.end(), raw, raw + sizeof event);
}

json Device::press(std::uint16_t code)
{
    Bytes bytes;
    if (m_dropped > 0)
    {
        --m_dropped;
        add(bytes, EV_SYN, SYN_DROPPED, 0);
    }
    if (m_noise > 0)
    {
        --m_noise;
        add(bytes, EV_MSC, MSC_SCAN, 0x70028);
        add(bytes, EV_REL, REL_X, -3);
        add(bytes, EV_KEY, KEY_MAX, 1); // a key without a word
    }
    add(bytes, EV_KEY, code, 1);
    add(bytes, EV_SYN, SYN_REPORT, 0);
    if (m_held > 0)
    {
        --m_held;
        for (int i = 0; i < kRepeats; ++i)
            add(bytes, EV_KEY, code, 2);
    }
    add(bytes, EV_KEY, code, 0);
    add(bytes, EV_SYN, SYN_REPORT, 0);
    ++m_pressed;
    m_speaker.say(std::move(bytes));
    return state();
}

json Device::turn(std::uint16_t code, bool isOn)
{
    if (isOn)
        m_on.insert(code);
    else
        m_on.erase(code);
    if (!writeSwitches())
        return refusal("the switches cannot be written");
    Bytes bytes;
    if (m_dropped > 0)
    {
        --m_dropped;
        add(bytes, EV_SYN, SYN_DROPPED, 0); // and the event itself is among the lost ones
    }
    else
        add(bytes, EV_SW, code, isOn ? 1 : 0);
    add(bytes, EV_SYN, SYN_REPORT, 0);
    m_speaker.say(std::move(bytes));
    return state();
}

json Device::control(const json& request)
{
    const auto what = request["do"].get<std::string>();
    if (what == "press")
        return press(request.at("key").get<std::uint16_t>());
    if (what == "switch")
        return turn(request.at("code").get<std::uint16_t>(), request.at("on").get<bool>());
    return m_desk.control(request);
}

json Device::state() const
{
    return {{"plugged", m_pty.isPlugged()}, {"pressed", m_pressed}, {"on", m_on}};
}

} // namespace banshi::drivers::virtual_keypad
