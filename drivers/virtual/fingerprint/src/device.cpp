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

using namespace std::chrono_literals;
using nlohmann::json;
using virtual_wire::LineFault;

constexpr auto kRestart = 1000ms; // a module's start
constexpr qsizetype kHead = 9;
constexpr qsizetype kLengthAt = 7;
constexpr quint16 kLongest = 258; // content and sum

const std::vector<LineFault> kFaults{LineFault::SplitBytes,    LineFault::Slow,   LineFault::HalfFrame,
                                     LineFault::WrongChecksum, LineFault::Noise,  LineFault::OtherAnswer,
                                     LineFault::Flood,         LineFault::Silence};

} // namespace

Device::Device(std::string tty, const base::Clock& clock, QObject* parent)
    : QObject(parent), m_tty(std::move(tty)), m_speaker(clock, [this](const Bytes& bytes) { m_pty.write(bytes); }),
      m_desk(clock, m_speaker,
             {.plugIn = [this] { return start(); },
              .unplug =
                  [this] {
                      m_pty.unplug();
                      m_heard.clear();
                  },
              .restart = [this] { m_module.restart(); },
              .restartTime = kRestart,
              .line = kFaults,
              .own = {{"smeared", [this](int times) { m_module.smear(times); }},
                      {"lifted", [this](int times) { m_module.liftEarly(times); }}},
              .clear =
                  [this] {
                      m_module.smear(0);
                      m_module.liftEarly(0);
                  },
              .state = [this] { return state(); },
              .orders = "place, lift"})
{
    connect(&m_pty, &virtual_wire::Pty::received, this, &Device::receive);
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

json Device::control(const json& request)
{
    const auto what = request["do"].get<std::string>();
    if (what == "place")
        m_module.place(request.value("finger", "thumb"));
    else if (what == "lift")
        m_module.lift();
    else
        return m_desk.control(request);
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
