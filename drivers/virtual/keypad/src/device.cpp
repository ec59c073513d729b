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

using nlohmann::json;
using virtual_wire::LineFault;
using virtual_wire::refusal;

constexpr int kSilenceMs = 30'000;
constexpr int kRestartMs = 1'000;
constexpr int kRepeats = 20; // of a held key, half a second

// What may happen between a keypad and its driver: the kernel hands over whole events only, but readers may be slow.
constexpr std::array kFaults{LineFault::SplitBytes, LineFault::Slow, LineFault::Silence, LineFault::Flood};

} // namespace

Device::Device(std::string node, const base::Clock& clock, QObject* parent)
    : QObject(parent), m_node(std::move(node)),
      m_speaker(clock, [this](const virtual_wire::Speaker::Bytes& bytes) { m_pty.write(bytes); }), m_plugAgain(clock)
{
    connect(&m_plugAgain, &base::Timer::fired, this, [this] { (void)start(); });
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

void Device::unplug(int forMillis)
{
    m_pty.unplug();
    m_speaker.interrupt();
    if (forMillis > 0)
        m_plugAgain.start(std::chrono::milliseconds(forMillis));
}

json Device::fault(const json& request)
{
    const auto kind = request.value("kind", "");
    const auto line = virtual_wire::lineFaultOf(kind);
    const int times = request.value("times", 1);
    if (kind == "unplug")
        unplug(request.value("ms", 0));
    else if (kind == "restart")
        unplug(request.value("ms", kRestartMs));
    else if (kind == "noise")
        m_noise = times;
    else if (kind == "held")
        m_held = times;
    else if (kind == "dropped")
        m_dropped = times;
    else if (line && std::ranges::find(kFaults, *line) != kFaults.end())
        m_speaker.arm(*line, times, std::chrono::milliseconds(request.value("ms", kSilenceMs)));
    else
        return refusal("no such fault: " + kind);
    return state();
}

json Device::control(const json& request)
{
    const auto what = request["do"].get<std::string>();
    if (what == "press")
        return press(request.at("key").get<std::uint16_t>());
    if (what == "switch")
        return turn(request.at("code").get<std::uint16_t>(), request.at("on").get<bool>());
    if (what == "fault")
        return fault(request);
    if (what == "faults")
    {
        json words = json::array({"unplug", "restart", "noise", "held", "dropped"});
        for (const LineFault known : kFaults)
            words.push_back(virtual_wire::text(known));
        return {{"faults", std::move(words)}};
    }
    if (what == "clear")
    {
        m_speaker.disarm();
        m_noise = m_held = m_dropped = 0;
    }
    else if (what == "plug")
    {
        if (auto plugged = start(); !plugged)
            return refusal(plugged.error().detail);
    }
    else if (what != "state")
        return refusal("press, switch, fault, faults, clear, plug or state is expected");
    return state();
}

json Device::state() const
{
    return {{"plugged", m_pty.isPlugged()}, {"pressed", m_pressed}, {"on", m_on}};
}

} // namespace banshi::drivers::virtual_keypad
