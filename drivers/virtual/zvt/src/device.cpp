// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/zvt/device.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

namespace banshi::drivers::virtual_zvt
{

namespace
{

using namespace std::chrono_literals;
using nlohmann::json;
using virtual_wire::LineFault;
using virtual_wire::refusal;

constexpr auto kRestart = 2000ms;
constexpr std::size_t kHead = 3;
constexpr std::size_t kLongHead = 5;

// What may happen on this wire: TCP has checksums of its own.
const std::vector<LineFault> kFaults{LineFault::SplitBytes, LineFault::Noise, LineFault::Silence,
                                     LineFault::HalfFrame,  LineFault::Slow,  LineFault::Flood,
                                     LineFault::OtherAnswer};

std::optional<Deed> deedOf(const std::string& word)
{
    if (word == "pay")
        return Deed::Pay;
    if (word == "refuse")
        return Deed::Refuse;
    if (word == "cancel")
        return Deed::Cancel;
    return std::nullopt;
}

} // namespace

Device::Device(const base::Clock& clock, QObject* parent)
    : QObject(parent), m_speaker(clock, [this](const Bytes& bytes) { m_port.write(bytes); }),
      m_desk(clock, m_speaker,
             {.plugIn = [this] { return start(); },
              .unplug = [this] { m_port.unplug(); },
              .restart = [this] { m_terminal.restart(); },
              .restartTime = kRestart,
              .line = kFaults,
              .own = {{"lostRequest", [this](int times) { m_terminal.loseRequests(times); }},
                      {"broken", [this](int) { m_terminal.setBroken(true); }},
                      {"ignoredAbort", [this](int) { m_terminal.setDeaf(true); }},
                      {"noReceipt", [this](int) { m_terminal.setForgetful(true); }},
                      {"greeting", [this](int) { m_isGreeting = true; }}},
              .clear = [this] { clear(); },
              .state = [this] { return state(); },
              .orders = "person"})
{
    connect(&m_port, &virtual_wire::Port::connected, this, &Device::welcome);
    connect(&m_port, &virtual_wire::Port::received, this, &Device::receive);
}

void Device::welcome()
{
    m_heard.clear();
    m_speaker.interrupt();
    m_terminal.connected();
    constexpr std::string_view kGreeting = "TERMINAL 1.0\r\n\x06";
    if (m_isGreeting)
        m_speaker.say({kGreeting.begin(), kGreeting.end()});
}

void Device::receive(const QByteArray& bytes)
{
    m_heard.insert(m_heard.end(), bytes.begin(), bytes.end());
    while (m_heard.size() >= kHead)
    {
        const bool isLong = m_heard[2] == 0xFF;
        if (isLong && m_heard.size() < kLongHead)
            return;
        const std::size_t length =
            isLong ? kLongHead + m_heard[3] + (static_cast<std::size_t>(m_heard[4]) << 8U) : kHead + m_heard[2];
        if (m_heard.size() < length)
            return;
        const auto end = m_heard.begin() + static_cast<std::ptrdiff_t>(length);
        const Bytes message(m_heard.begin(), end);
        m_heard.erase(m_heard.begin(), end);
        say(m_terminal.receive(message));
    }
}

void Device::say(const std::vector<Bytes>& messages)
{
    for (const Bytes& message : messages)
        m_speaker.say(message);
}

json Device::act(const json& request)
{
    const auto deed = deedOf(request.value("deed", ""));
    if (!deed)
        return refusal("deed is one of pay, refuse, cancel");
    if (request.value("always", false))
        m_terminal.setHabit(deed);
    say(m_terminal.act(*deed));
    return state();
}

void Device::clear()
{
    m_terminal.setHabit(std::nullopt);
    m_terminal.setBroken(false);
    m_terminal.setDeaf(false);
    m_terminal.setForgetful(false);
    m_terminal.loseRequests(0);
    m_isGreeting = false;
}

json Device::control(const json& request)
{
    const auto what = request["do"].get<std::string>();
    if (what == "person")
        return act(request);
    return m_desk.control(request);
}

json Device::state() const
{
    return {{"port", m_port.number()},           {"plugged", m_port.isPlugged()},
            {"connected", m_port.isConnected()}, {"paying", m_terminal.isPaying()},
            {"payments", m_terminal.payments()}, {"takingsFen", m_terminal.takings()}};
}

} // namespace banshi::drivers::virtual_zvt
