// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/fingerprint/device.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace banshi::drivers::virtual_fingerprint
{

namespace
{

using nlohmann::json;
using virtual_wire::LineFault;
using virtual_wire::refusal;

constexpr int kSilenceMs = 30'000;
constexpr int kRestartMs = 1'000; // a module's start
constexpr qsizetype kHead = 9;
constexpr qsizetype kLengthAt = 7;
constexpr quint16 kLongest = 258; // content and sum

constexpr std::array kFaults{LineFault::SplitBytes,    LineFault::Slow,   LineFault::HalfFrame,
                             LineFault::WrongChecksum, LineFault::Noise,  LineFault::OtherAnswer,
                             LineFault::Flood,         LineFault::Silence};

} // namespace

Device::Device(std::string tty, const base::Clock& clock, QObject* parent)
    : QObject(parent), m_tty(std::move(tty)), m_speaker(clock, [this](const Bytes& bytes) { m_pty.write(bytes); }),
      m_plugAgain(clock)
{
    connect(&m_pty, &virtual_wire::Pty::received, this, &Device::receive);
    connect(&m_plugAgain, &base::Timer::fired, this, [this] { (void)start(); });
}

void Device::receive(const QByteArray& bytes)
{
    m_heard += bytes;
    for (;;)
    {
        const qsizetype start = m_heard.indexOf("\xEF\x01");
        m_heard.remove(0, start < 0 ? std::max<qsizetype>(m_heard.size() - 1, 0) : start);
        if (m_heard.size() < kHead)
            return;
        const auto length = qFromBigEndian<quint16>(m_heard.constData() + kLengthAt);
        if (length < 2 || length > kLongest)
        {
            m_heard.remove(0, 1);
            continue;
        }
        if (m_heard.size() < kHead + length)
            return;
        const QByteArray packet = m_heard.left(kHead + length);
        m_heard.remove(0, packet.size());
        for (const Bytes& answer : m_module.receive(Bytes(packet.begin(), packet.end())))
            m_speaker.say(answer);
    }
}

void Device::unplug(int forMillis)
{
    m_pty.unplug();
    m_speaker.interrupt();
    m_heard.clear();
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
    {
        m_module.restart();
        unplug(request.value("ms", kRestartMs));
    }
    else if (kind == "smeared")
        m_module.smear(times);
    else if (kind == "lifted")
        m_module.liftEarly(times);
    else if (line && std::ranges::find(kFaults, *line) != kFaults.end())
        m_speaker.arm(*line, times, std::chrono::milliseconds(request.value("ms", kSilenceMs)));
    else
        return refusal("no such fault: " + kind);
    return state();
}

void Device::clear()
{
    m_speaker.disarm();
    m_module.smear(0);
    m_module.liftEarly(0);
}

json Device::control(const json& request)
{
    const auto what = request["do"].get<std::string>();
    if (what == "fault")
        return fault(request);
    if (what == "faults")
    {
        json words = json::array({"unplug", "restart", "smeared", "lifted"});
        for (const LineFault known : kFaults)
            words.push_back(virtual_wire::text(known));
        return {{"faults", std::move(words)}};
    }
    if (what == "place")
        m_module.place(request.value("finger", "thumb"));
    else if (what == "lift")
        m_module.lift();
    else if (what == "clear")
        clear();
    else if (what == "plug")
    {
        if (auto plugged = start(); !plugged)
            return refusal(plugged.error().detail);
    }
    else if (what != "state")
        return refusal("place, lift, fault, faults, clear, plug or state is expected");
    return state();
}

json Device::state() const
{
    return {{"plugged", m_pty.isPlugged()},
            {"finger", m_module.hasFinger()},
            {"held", m_module.held()},
            {"captures", m_module.captures()}};
}

} // namespace banshi::drivers::virtual_fingerprint
