// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/wire/fault_desk.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace banshi::drivers::virtual_wire
{

namespace
{

constexpr int kSilenceMs = 30'000;

} // namespace

FaultDesk::FaultDesk(const base::Clock& clock, Speaker& speaker, Setup setup, QObject* parent)
    : QObject(parent), m_speaker(speaker), m_setup(std::move(setup)), m_plugAgain(clock)
{
    connect(&m_plugAgain, &base::Timer::fired, this, [this] { (void)m_setup.plugIn(); });
}

void FaultDesk::unplug(int forMillis)
{
    if (m_setup.unplug)
        m_setup.unplug();
    m_speaker.interrupt();
    if (forMillis > 0)
        m_plugAgain.start(std::chrono::milliseconds(forMillis));
}

bool FaultDesk::strike(const std::string& kind, const nlohmann::json& request)
{
    const int times = request.value("times", 1);
    if (kind == "unplug")
        unplug(request.value("ms", 0));
    else if (kind == "restart")
    {
        if (m_setup.restart)
            m_setup.restart();
        unplug(request.value("ms", static_cast<int>(m_setup.restartTime.count())));
    }
    else if (const auto own = std::ranges::find(m_setup.own, kind, [](const auto& fault) { return fault.first; });
             own != m_setup.own.end())
        own->second(times);
    else if (const auto line = lineFaultOf(kind); line && std::ranges::find(m_setup.line, *line) != m_setup.line.end())
        m_speaker.arm(*line, times, std::chrono::milliseconds(request.value("ms", kSilenceMs)));
    else
        return false;
    return true;
}

nlohmann::json FaultDesk::words() const
{
    nlohmann::json words = nlohmann::json::array({"unplug", "restart"});
    for (const auto& own : m_setup.own)
        words.push_back(own.first);
    for (const LineFault known : m_setup.line)
        words.push_back(text(known));
    return words;
}

nlohmann::json FaultDesk::control(const nlohmann::json& request)
{
    const auto what = request.at("do").get<std::string>();
    if (what == "faults")
        return {{"faults", words()}};
    if (what == "fault")
    {
        const auto kind = request.value("kind", "");
        if (!strike(kind, request))
            return refusal("no such fault: " + kind);
    }
    else if (what == "clear")
    {
        m_speaker.disarm();
        if (m_setup.clear)
            m_setup.clear();
    }
    else if (what == "plug")
    {
        if (const auto plugged = m_setup.plugIn(); !plugged)
            return refusal(plugged.error().detail);
    }
    else if (what != "state")
        return refusal(m_setup.orders + ", fault, faults, clear, plug or state is expected");
    return m_setup.state();
}

} // namespace banshi::drivers::virtual_wire
