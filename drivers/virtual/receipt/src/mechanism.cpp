// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/receipt/mechanism.h"

#include <algorithm>
#include <array>
#include <utility>

namespace banshi::drivers::virtual_receipt
{

namespace
{

constexpr std::size_t kBufferSize = 64 * 1024;
constexpr int kLinesBeforeMishap = 3;
// DLE DC4 fn 8: clear receive and print buffers.
constexpr std::array<std::uint8_t, 10> kClearBuffers{0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08};

} // namespace

void Mechanism::receive(std::span<const std::uint8_t> bytes)
{
    for (const std::uint8_t byte : bytes)
    {
        if (m_buffer.size() < kBufferSize) // a full buffer drops what comes, as a head without flow control does
            m_buffer.push_back(byte);
        realTime(byte);
    }
}

void Mechanism::realTime(std::uint8_t byte)
{
    m_recent.push_back(byte);
    if (m_recent.size() > kClearBuffers.size())
        m_recent.pop_front();
    const auto endsWith = [this](auto... wanted) {
        const std::array<std::uint8_t, sizeof...(wanted)> tail{static_cast<std::uint8_t>(wanted)...};
        return m_recent.size() >= tail.size() && std::equal(tail.rbegin(), tail.rend(), m_recent.rbegin());
    };
    for (int which = 1; which <= 4; ++which)
        if (endsWith(0x10, 0x04, which))
            answer(std::array{status(which)});
    const bool clear = std::ranges::equal(m_recent, kClearBuffers);
    if (clear || endsWith(0x10, 0x05, 0x02))
    {
        m_buffer.clear();
        m_recent.clear();
        m_head.reset();
        m_linesOfSlip = 0;
        m_slipEnded = false;
    }
    if (clear)
        answer(std::array<std::uint8_t, 3>{0x37, 0x25, 0x00});
}

void Mechanism::answer(std::span<const std::uint8_t> bytes)
{
    if (happens(Mishap::Silence) && (m_linesOfSlip > 0 || m_slipEnded))
        return;
    if (happens(Mishap::Noise))
    {
        m_noise = m_noise * 1664525U + 1013904223U; // a fixed sequence, so that tests repeat
        m_answers.push_back(static_cast<std::uint8_t>(m_noise >> 24));
    }
    m_answers.insert(m_answers.end(), bytes.begin(), bytes.end());
}

Bytes Mechanism::takeAnswers()
{
    return std::exchange(m_answers, {});
}

std::optional<Paper> Mechanism::takeSlip()
{
    return std::exchange(m_slip, std::nullopt);
}

std::uint8_t Mechanism::status(int which) const
{
    const bool out = m_roll == PaperRoll::Out;
    std::uint8_t bits = 0x12;
    const auto set = [&bits](bool on, int mask) { bits = static_cast<std::uint8_t>(bits | (on ? mask : 0)); };
    switch (which)
    {
    case 1:
        set(blocked(), 0x08);
        break;
    case 2:
        set(m_coverOpen, 0x04);
        set(out, 0x20);
        set(m_jammed || m_cutterFailed, 0x40);
        break;
    case 3:
        set(m_jammed, 0x04);
        set(m_cutterFailed, 0x08);
        break;
    default:
        set(m_roll != PaperRoll::Full, 0x0c);
        set(out, 0x60);
        break;
    }
    return bits;
}

Step Mechanism::step()
{
    const auto parsed = parseCommand(m_buffer, m_head.kanji());
    const bool alreadyDone = parsed && m_buffer[0] == 0x10; // real-time commands acted when they came
    if (blocked() && !m_buffer.empty() && !alreadyDone)
        return Step::Blocked;
    if (!parsed)
        return Step::Idle;
    const Step result = perform(*parsed);
    if (result != Step::Blocked)
        m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(parsed->size));
    return result;
}

Step Mechanism::perform(const Parsed& parsed)
{
    if (std::holds_alternative<AskStatus>(parsed.command))
    {
        answer(std::array{static_cast<std::uint8_t>(m_roll == PaperRoll::Low ? 0x03 : 0x00)});
        return endOfSlip();
    }
    if (const auto* echo = std::get_if<EchoId>(&parsed.command))
    {
        Bytes reply{0x37, 0x22};
        reply.insert(reply.end(), echo->id.begin(), echo->id.end());
        reply.push_back(0x00);
        answer(reply);
        return endOfSlip();
    }
    if (m_linesOfSlip == 0 && happens(Mishap::JamBefore) && std::holds_alternative<Text>(parsed.command))
    {
        m_jammed = true;
        --m_times;
        return Step::Blocked;
    }
    const bool isCut = std::holds_alternative<Cut>(parsed.command);
    if (isCut && happens(Mishap::Cutter))
    {
        m_cutterFailed = true;
        --m_times;
        return Step::Blocked;
    }
    const bool moved = m_head.execute(parsed.command);
    if (isCut)
        return cutOff();
    if (!moved)
        return Step::Done;
    if (++m_linesOfSlip == kLinesBeforeMishap)
        spoilSlip();
    return Step::Moved;
}

// What can happen between two lines.
void Mechanism::spoilSlip()
{
    if (happens(Mishap::Jam))
        m_jammed = true;
    else if (happens(Mishap::CoverOpen))
        m_coverOpen = true;
    else if (happens(Mishap::PaperLow))
        m_roll = PaperRoll::Low;
    else if (happens(Mishap::PaperOut))
        m_roll = PaperRoll::Out;
    else
        return;
    --m_times;
}

Step Mechanism::cutOff()
{
    m_linesOfSlip = 0;
    m_slipEnded = true;
    if (m_head.paper().blank())
    {
        (void)m_head.takePaper();
        return Step::Moved;
    }
    m_slip = m_head.takePaper();
    if (happens(Mishap::JamAfter))
    {
        m_jammed = true;
        --m_times;
    }
    return Step::CutOff;
}

Step Mechanism::endOfSlip()
{
    if (m_slipEnded && (happens(Mishap::Silence) || happens(Mishap::Noise)))
        --m_times;
    m_slipEnded = false;
    return Step::Done;
}

void Mechanism::takeOut()
{
    (void)m_head.takePaper();
    m_linesOfSlip = 0;
}

void Mechanism::arm(Mishap mishap, int times)
{
    m_mishap = mishap;
    m_times = mishap == Mishap::None ? 0 : std::max(1, times);
}

void Mechanism::restart()
{
    m_buffer.clear();
    m_answers.clear();
    m_recent.clear();
    m_head.reset();
    m_slipEnded = false;
}

void Mechanism::repair()
{
    m_jammed = false;
    m_cutterFailed = false;
    m_coverOpen = false;
    arm(Mishap::None, 0);
}

} // namespace banshi::drivers::virtual_receipt
