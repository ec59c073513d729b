// SPDX-License-Identifier: GPL-3.0-or-later
// What the printer is told to do, by its remote control and before each sheet.
#include "banshi/drivers/virtual/a4/device.h"

#include "supplies.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

namespace banshi::drivers::virtual_a4
{

namespace
{

using virtual_wire::refusal;
using Reasons = std::vector<std::string>;

constexpr int kSilenceMs = 30'000;
constexpr int kRestartMs = 2000;
constexpr std::array kOfDocuments{"jamBefore", "jamPartial", "jamAfter", "abort", "slow"};
constexpr std::array kOfPrinter{"silence", "unplug", "restart"};

// Faults that are orders as well: what a person finds at the printer.
const std::map<std::string, nlohmann::json>& ordersOf()
{
    static const std::map<std::string, nlohmann::json> all{{"paperLow", {{"do", "paper"}, {"state", "low"}}},
                                                           {"paperOut", {{"do", "paper"}, {"state", "out"}}},
                                                           {"tonerLow", {{"do", "toner"}, {"state", "low"}}},
                                                           {"tonerOut", {{"do", "toner"}, {"state", "out"}}},
                                                           {"coverOpen", {{"do", "cover"}, {"open", true}}}};
    return all;
}

std::vector<std::string> words()
{
    std::vector<std::string> all(kOfDocuments.begin(), kOfDocuments.end());
    all.insert(all.end(), kOfPrinter.begin(), kOfPrinter.end());
    for (const auto& [word, order] : ordersOf())
        all.push_back(word);
    return all;
}

const nlohmann::json& orderBehind(const nlohmann::json& request)
{
    const auto found = request["do"] == "fault" ? ordersOf().find(request.value("kind", "")) : ordersOf().end();
    return found == ordersOf().end() ? request : found->second;
}

} // namespace

// Asked by the sheet program: page 0 before the document, page n before its n-th sheet; told `ended` after it.
nlohmann::json Device::nextSheet(const nlohmann::json& request)
{
    m_active = request["do"] != "ended";
    if (!m_active)
        return nlohmann::json::object();
    if (request.value("page", 0) == 0)
    {
        m_current.clear();
        for (auto& [kind, times] : m_faults)
            if (times > 0 && m_current.empty())
            {
                m_current = kind;
                --times;
            }
    }
    return {{"fault", m_current},
            {"paper", m_paper != "out"},
            {"say", std::exchange(m_unsaid, {})},
            {"sheetMs", m_setup.sheetTime.count() * (m_current == "slow" ? 10 : 1)}};
}

void Device::say(const std::string& line)
{
    if (!PrinterRemote(m_port).say(line))
        m_unsaid.push_back(line); // a document is being printed: its sheet program says it
}

nlohmann::json Device::state() const
{
    int printed = 0;
    std::filesystem::path latest;
    for (const auto& entry : std::filesystem::directory_iterator(m_setup.out))
        if (entry.path().extension() == ".pdf")
        {
            ++printed;
            latest = std::max(latest, entry.path());
        }
    const PrinterRemote remote(m_port);
    const bool answers = m_hasPower && !m_goOn.isActive();
    nlohmann::json answer{{"uri", "ipp://localhost:" + std::to_string(m_port) + "/ipp/print"},
                          {"port", m_port},
                          {"plugged", m_hasPower},
                          {"paper", m_paper},
                          {"toner", m_toner},
                          {"active", m_active},
                          {"queued", answers ? remote.queuedJobs().value_or(0) : 0},
                          {"faults", m_faults},
                          {"reasons", answers ? remote.reasons().value_or(Reasons()) : Reasons()},
                          {"printed", printed}};
    if (printed > 0)
        answer["latest"] = latest.string();
    return answer;
}

bool Device::strike(const std::string& kind, const nlohmann::json& request)
{
    if (kind == "none")
        m_faults.clear();
    else if (kind == "silence")
        standStill(request.value("ms", kSilenceMs));
    else if (kind == "unplug" || kind == "restart")
        cutPower(request.value("ms", kind == "restart" ? kRestartMs : 0));
    else if (std::ranges::find(kOfDocuments, kind) != kOfDocuments.end())
        m_faults[kind] = std::max(1, request.value("times", 1));
    else
        return false;
    return true;
}

std::optional<nlohmann::json> Device::apply(const nlohmann::json& request)
{
    const std::string what = request["do"].get<std::string>();
    const std::string wanted = request.value("state", "");
    const PrinterRemote remote(m_port);
    if (what == "paper" || what == "toner")
    {
        const bool paper = what == "paper";
        const auto level = levelOf(wanted, paper ? kTray : kToner);
        if (!level)
            return refusal("state is one of full, low, out");
        // A printer without power, or just starting, hears of it when it is there.
        const bool isUp = m_hasPower && !m_patience.isActive();
        if (isUp && !(paper ? remote.load(*level) : remote.setToner(*level)))
            return refusal("the printer does not answer");
        (paper ? m_paper : m_toner) = wanted;
        return std::nullopt;
    }
    if (what == "cover")
        say(request.value("open", false) ? "STATE: +cover-open" : "STATE: -cover-open");
    else if (what == "repair")
    {
        m_faults.clear();
        say("STATE: -media-jam,cover-open");
    }
    else if (what == "fault")
    {
        const std::string kind = request.value("kind", "");
        if (!strike(kind, request))
            return refusal("no such fault: " + kind);
    }
    else if (what == "plug")
    {
        if (const auto given = givePower(); !given)
            return refusal(given.error().detail);
    }
    else if (what != "state")
        return refusal("do is one of state, paper, toner, cover, fault, faults, plug, repair");
    return std::nullopt;
}

nlohmann::json Device::control(const nlohmann::json& asked)
{
    if (!m_ready)
        return refusal("the printer is still starting");
    const nlohmann::json& request = orderBehind(asked);
    const auto what = request["do"].get<std::string>();
    if (what == "faults")
        return {{"faults", words()}};
    if (m_goOn.isActive() && (what == "paper" || what == "toner" || what == "cover" || what == "repair"))
        return refusal("the printer stands still");
    if (const auto refused = apply(request))
        return *refused;
    return state();
}

} // namespace banshi::drivers::virtual_a4
