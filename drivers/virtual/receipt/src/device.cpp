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

using namespace std::chrono_literals;
using virtual_wire::LineFault;
using virtual_wire::refusal;

const std::map<std::string, PaperRoll>& rolls()
{
    static const std::map<std::string, PaperRoll> names{
        {"full", PaperRoll::Full}, {"low", PaperRoll::Low}, {"out", PaperRoll::Out}};
    return names;
}

const std::map<std::string, Mishap>& mishaps()
{
    static const std::map<std::string, Mishap> names{
        {"none", Mishap::None},         {"jamBefore", Mishap::JamBefore}, {"jam", Mishap::Jam},
        {"jamAfter", Mishap::JamAfter}, {"coverOpen", Mishap::CoverOpen}, {"cutter", Mishap::Cutter},
        {"paperLow", Mishap::PaperLow}, {"paperOut", Mishap::PaperOut},   {"silence", Mishap::Silence},
        {"noise", Mishap::Noise}};
    return names;
}

constexpr auto kRestart = 1500ms; // power off, on, self-test

// Beside the mechanism's own, which know of slips.
const std::vector<LineFault> kFaults{LineFault::SplitBytes, LineFault::Slow, LineFault::HalfFrame,
                                     LineFault::OtherAnswer, LineFault::Flood};

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

Device::Device(Setup setup, const base::Clock& clock)
    : m_setup(std::move(setup)), m_speaker(clock, [this](const Bytes& bytes) { m_pty.write(bytes); }),
      m_desk(clock, m_speaker,
             {.plugIn = [this] { return plugIn(); },
              .unplug = [this] { m_pty.unplug(); },
              .restart = [this] { m_mechanism.restart(); },
              .restartTime = kRestart,
              .line = kFaults,
              .own = ownFaults(),
              .clear = [this] { m_mechanism.arm(Mishap::None, 0); },
              .state = [this] { return state(); },
              .orders = "paper, cover, repair, takeOut, tear"}),
      m_motor(clock)
{
    connect(&m_pty, &virtual_wire::Pty::received, this, &Device::receive);
    connect(&m_motor, &base::Timer::fired, this, &Device::work);
}

std::vector<std::pair<std::string, std::function<void(int)>>> Device::ownFaults()
{
    std::vector<std::pair<std::string, std::function<void(int)>>> own;
    for (const auto& [word, mishap] : mishaps())
        if (mishap != Mishap::None)
            own.emplace_back(word, [this, mishap = mishap](int times) { m_mechanism.arm(mishap, times); });
    return own;
}

base::Result<void, virtual_wire::WireFault> Device::plugIn()
{
    return m_pty.isPlugged() ? base::Result<void, virtual_wire::WireFault>() : m_pty.plugIn(m_setup.tty);
}

base::Result<void, virtual_wire::WireFault> Device::start()
{
    std::error_code ignored;
    std::filesystem::create_directories(m_setup.out, ignored);
    while (std::filesystem::exists(m_setup.out / (slipName(m_slips + 1) + ".txt")))
        ++m_slips;
    return plugIn();
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
    m_speaker.say(m_mechanism.takeAnswers());
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
    else if (what == "takeOut")
        m_mechanism.takeOut();
    else
        return m_desk.control(request);
    if (!m_motor.isActive())
        work();
    return state();
}

} // namespace banshi::drivers::virtual_receipt
