// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/idcard/device.h"

#include "banshi/drivers/virtual/wire/control_server.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace banshi::drivers::virtual_idcard
{

namespace
{

using nlohmann::json;
using virtual_wire::refusal;

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
    : QObject(parent), m_tty(std::move(tty)), m_plugAgain(clock)
{
    connect(&m_plugAgain, &base::Timer::fired, this, [this] { (void)start(); });
    connect(&m_pty, &virtual_wire::Pty::received, this, &Device::receive);
}

base::Result<void, virtual_wire::WireFault> Device::start()
{
    return m_pty.plugIn(m_tty);
}

void Device::receive(const QByteArray& bytes)
{
    m_parser.feed({reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())});
    while (const auto request = m_parser.take())
    {
        const Delivery delivery = m_machine.answer(*request);
        if (!delivery.split)
        {
            m_pty.write(delivery.bytes);
            continue;
        }
        for (std::size_t at = 0, size = 1; at < delivery.bytes.size(); at += size, size = size % 7 + 1)
        {
            const auto end = std::min(at + size, delivery.bytes.size());
            m_pieces.emplace_back(delivery.bytes.begin() + static_cast<std::ptrdiff_t>(at),
                                  delivery.bytes.begin() + static_cast<std::ptrdiff_t>(end));
        }
        sendPiece();
    }
}

// One piece per turn of the event loop, so that the driver sees each by itself.
void Device::sendPiece()
{
    if (m_pieces.empty())
        return;
    m_pty.write(m_pieces.front());
    m_pieces.pop_front();
    QMetaObject::invokeMethod(this, &Device::sendPiece, Qt::QueuedConnection);
}

json Device::control(const json& request)
{
    const auto what = request["do"].get<std::string>();
    if (what == "place")
        return place(request);
    if (what == "lift")
        m_machine.lift();
    else if (what == "fault")
        return fault(request);
    else if (what == "faults")
    {
        auto words = faultWords();
        words.emplace_back("unplug");
        return {{"faults", std::move(words)}};
    }
    else if (what == "clear")
        m_machine.clearFaults();
    else if (what == "plug")
    {
        if (auto plugged = start(); !plugged)
            return refusal(plugged.error().detail);
    }
    else if (what != "state")
        return refusal("place, lift, fault, faults, clear, plug or state is expected");
    return state();
}

json Device::place(const json& request)
{
    auto card = makeCard(request.value("card", json()));
    if (!card)
        return refusal("card: " + card.error().detail);
    m_machine.place(std::move(*card));
    return state();
}

json Device::fault(const json& request)
{
    const auto kind = request.value("kind", "");
    const auto times = request.value("times", 1);
    if (kind == "unplug")
    {
        m_pty.unplug();
        if (const auto millis = request.value("ms", 0); millis > 0)
            m_plugAgain.start(std::chrono::milliseconds(millis));
        return state();
    }
    const auto fault = faultOf(kind);
    if (!fault)
        return refusal("no such fault: " + kind);
    m_machine.addFault(*fault, std::max(times, 1));
    return state();
}

json Device::state() const
{
    return {{"ok", true},
            {"plugged", m_pty.isPlugged()},
            {"card", text(m_machine.cardState())},
            {"reads", m_machine.reads()}};
}

} // namespace banshi::drivers::virtual_idcard
