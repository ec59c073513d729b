// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/receipt/device.h"

#include <array>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

namespace banshi::drivers::virtual_receipt
{

namespace
{

using virtual_wire::refusal;

const std::map<std::string, PaperRoll>& rolls()
{
    static const std::map<std::string, PaperRoll> names{
        {"full", PaperRoll::Full}, {"low", PaperRoll::Low}, {"out", PaperRoll::Out}};
    return names;
}

const std::map<std::string, Mishap>& mishaps()
{
    static const std::map<std::string, Mishap> names{{"none", Mishap::None},       {"jam", Mishap::Jam},
                                                     {"cutter", Mishap::Cutter},   {"paperOut", Mishap::PaperOut},
                                                     {"silence", Mishap::Silence}, {"noise", Mishap::Noise}};
    return names;
}

template <class Value>
std::string nameOf(const std::map<std::string, Value>& names, Value value)
{
    for (const auto& [name, known] : names)
        if (known == value)
            return name;
    return {};
}

std::string slipName(int number)
{
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "receipt-%03d", number);
    return name.data();
}

} // namespace

Device::Device(Setup setup, const base::Clock& clock) : m_setup(std::move(setup)), m_motor(clock), m_replug(clock)
{
    connect(&m_pty, &virtual_wire::Pty::received, this, &Device::receive);
    connect(&m_motor, &base::Timer::fired, this, &Device::work);
    connect(&m_replug, &base::Timer::fired, this, [this] { (void)m_pty.plugIn(m_setup.tty); });
}

base::Result<void, virtual_wire::WireFault> Device::start()
{
    std::error_code ignored;
    std::filesystem::create_directories(m_setup.out, ignored);
    while (std::filesystem::exists(m_setup.out / (slipName(m_slips + 1) + ".txt")))
        ++m_slips;
    return m_pty.plugIn(m_setup.tty);
}

void Device::receive(const QByteArray& bytes)
{
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.constData());
    m_mechanism.receive({data, static_cast<std::size_t>(bytes.size())});
    speak();
    if (!m_motor.isActive())
        work();
}

void Device::work()
{
    for (;;)
    {
        const Step step = m_mechanism.step();
        speak();
        if (const auto slip = m_mechanism.takeSlip())
            keep(*slip);
        if (step == Step::Idle || step == Step::Blocked)
            return;
        if (step == Step::Moved || step == Step::CutOff)
        {
            m_motor.start(m_setup.lineTime);
            return;
        }
    }
}

void Device::speak()
{
    const Bytes answers = m_mechanism.takeAnswers();
    if (!answers.empty())
        m_pty.write(answers);
}

void Device::keep(const Paper& slip)
{
    const auto stem = m_setup.out / slipName(++m_slips);
    m_hanging = true;
    std::ofstream(stem.string() + ".txt", std::ios::binary) << slip.text();
    if (!slip.writePng(stem.string() + ".png"))
        qWarning("a slip could not be drawn");
}

nlohmann::json Device::state() const
{
    nlohmann::json answer{{"paper", nameOf(rolls(), m_mechanism.roll())},
                          {"cover", m_mechanism.coverOpen() ? "open" : "closed"},
                          {"jammed", m_mechanism.jammed()},
                          {"cutterFailed", m_mechanism.cutterFailed()},
                          {"armed", nameOf(mishaps(), m_mechanism.armed())},
                          {"buffered", m_mechanism.buffered()},
                          {"plugged", m_pty.isPlugged()},
                          {"slips", m_slips},
                          {"hanging", m_hanging}};
    if (m_slips > 0)
    {
        const auto stem = m_setup.out / slipName(m_slips);
        answer["latest"] = {{"text", stem.string() + ".txt"}, {"picture", stem.string() + ".png"}};
    }
    return answer;
}

nlohmann::json Device::fault(const nlohmann::json& request)
{
    const std::string kind = request.value("kind", "");
    if (kind == "unplug")
    {
        m_pty.unplug();
        m_replug.start(std::chrono::milliseconds(request.value("ms", 2000)));
        return nlohmann::json::object();
    }
    const auto found = mishaps().find(kind);
    if (found == mishaps().end())
        return refusal("kind is one of none, jam, cutter, paperOut, silence, noise, unplug");
    m_mechanism.arm(found->second, request.value("times", 1));
    return nlohmann::json::object();
}

nlohmann::json Device::control(const nlohmann::json& request)
{
    const std::string what = request["do"].get<std::string>();
    if (what == "paper")
    {
        const auto found = rolls().find(request.value("state", ""));
        if (found == rolls().end())
            return refusal("state is one of full, low, out");
        m_mechanism.setRoll(found->second);
    }
    else if (what == "cover")
        m_mechanism.setCover(request.value("open", false));
    else if (what == "repair")
        m_mechanism.repair();
    else if (what == "tear")
        m_hanging = false;
    else if (what == "faults")
    {
        nlohmann::json words = nlohmann::json::array({"unplug"});
        for (const auto& [name, mishap] : mishaps())
            if (mishap != Mishap::None)
                words.push_back(name);
        return {{"faults", std::move(words)}};
    }
    else if (what == "fault")
    {
        if (auto answer = fault(request); !answer.empty())
            return answer;
    }
    else if (what != "state")
        return refusal("do is one of state, paper, cover, fault, faults, repair, tear");
    if (!m_motor.isActive())
        work();
    return state();
}

} // namespace banshi::drivers::virtual_receipt
