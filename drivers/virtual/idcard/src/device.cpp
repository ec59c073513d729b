// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/idcard/device.h"

#include <nlohmann/json.hpp>

namespace banshi::drivers::virtual_idcard
{

namespace
{

using namespace std::chrono_literals;
using nlohmann::json;
using virtual_wire::LineFault;

constexpr auto kRestart = 1000ms; // a module's start

// Beside the machine's own, which know what was asked.
const std::vector<LineFault> kFaults{LineFault::Slow, LineFault::HalfFrame, LineFault::OtherAnswer, LineFault::Flood};

const char* text(ReaderMachine::CardState state)
{
    switch (state)
    {
    case ReaderMachine::CardState::Absent:
        return "absent";
    case ReaderMachine::CardState::Lying:
        return "lying";
    case ReaderMachine::CardState::Selected:
        return "selected";
    case ReaderMachine::CardState::Spoiled:
        return "spoiled";
    }
    return "";
}

} // namespace

Device::Device(std::string tty, const base::Clock& clock, QObject* parent)
    : QObject(parent), m_tty(std::move(tty)), m_speaker(clock, [this](const Bytes& bytes) { m_pty.write(bytes); }),
      m_desk(clock, m_speaker,
             {.plugIn = [this] { return start(); },
              .unplug =
                  [this] {
                      m_pty.unplug();
                      m_parser = {};
                  },
              .restart = [this] { m_machine.restart(); },
              .restartTime = kRestart,
              .line = kFaults,
              .own = ownFaults(),
              .clear = [this] { m_machine.clearFaults(); },
              .state = [this] { return state(); },
              .orders = "place, lift, model"})
{
    connect(&m_pty, &virtual_wire::Pty::received, this, &Device::receive);
}

std::vector<std::pair<std::string, std::function<void(int)>>> Device::ownFaults()
{
    std::vector<std::pair<std::string, std::function<void(int)>>> own;
    for (const std::string& word : faultWords())
        own.emplace_back(word, [this, fault = *faultOf(word)](int times) { m_machine.addFault(fault, times); });
    return own;
}

base::Result<void, virtual_wire::WireFault> Device::start()
{
    return m_pty.plugIn(m_tty);
}

void Device::receive(const QByteArray& bytes)
{
    if (m_pty.baud() != m_machine.baud())
    {
        m_parser = {}; // at the wrong rate a module hears no frame
        return;
    }
    m_parser.feed({reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())});
    while (const auto request = m_parser.take())
    {
        Delivery delivery = m_machine.answer(*request);
        if (delivery.split)
            m_speaker.arm(LineFault::SplitBytes, 1, {});
        m_speaker.say(std::move(delivery.bytes));
    }
}

json Device::control(const json& request)
{
    const auto what = request["do"].get<std::string>();
    if (what == "place")
        return place(request);
    if (what == "model")
        return become(request);
    if (what != "lift")
        return m_desk.control(request);
    m_machine.lift();
    return state();
}

json Device::place(const json& request)
{
    auto card = makeCard(request.value("card", json()));
    if (!card)
        return virtual_wire::refusal("card: " + card.error().detail);
    m_machine.place(std::move(*card));
    return state();
}

json Device::become(const json& request)
{
    const auto flag = [&request](const char* key) {
        const auto found = request.find(key);
        return found == request.end() || !found->is_boolean() || found->get<bool>();
    };
    const auto baud = request.find("baud");
    const int rate = baud != request.end() && baud->is_number_integer() ? baud->get<int>() : m_machine.baud();
    if (!ReaderMachine::isRate(rate))
        return virtual_wire::refusal("baud: 9600, 19200, 38400, 57600 or 115200");
    m_machine.become({flag("fingerprint"), flag("baudChange"), rate});
    m_speaker.pace(request.contains("paced") && flag("paced") ? rate : 0);
    return state();
}

json Device::state() const
{
    return {{"plugged", m_pty.isPlugged()},
            {"card", text(m_machine.cardState())},
            {"reads", m_machine.reads()},
            {"baud", m_machine.baud()}};
}

} // namespace banshi::drivers::virtual_idcard
