// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/wire/speaker.h"

#include <algorithm>
#include <array>

namespace banshi::drivers::virtual_wire
{

namespace
{

using namespace std::chrono_literals;

constexpr auto kSlowPause = 20ms;
constexpr auto kTick = 1ms; // of a paced line
constexpr int kFloodCount = 200;
constexpr unsigned kLongestNoise = 40;
constexpr std::size_t kLongestPiece = 7;

constexpr std::array<std::pair<LineFault, const char*>, 8> kWords{{
    {LineFault::SplitBytes, "splitBytes"},
    {LineFault::WrongChecksum, "wrongChecksum"},
    {LineFault::Noise, "noise"},
    {LineFault::Silence, "silence"},
    {LineFault::HalfFrame, "halfFrame"},
    {LineFault::Slow, "slow"},
    {LineFault::Flood, "flood"},
    {LineFault::OtherAnswer, "otherAnswer"},
}};

} // namespace

std::optional<LineFault> lineFaultOf(const std::string& word)
{
    for (const auto& [fault, known] : kWords)
        if (word == known)
            return fault;
    return std::nullopt;
}

std::string text(LineFault fault)
{
    for (const auto& [known, word] : kWords)
        if (known == fault)
            return word;
    return {};
}

Speaker::Speaker(const base::Clock& clock, Sink sink, QObject* parent)
    : QObject(parent), m_clock(clock), m_sink(std::move(sink)), m_pause(clock)
{
    connect(&m_pause, &base::Timer::fired, this, &Speaker::next);
}

void Speaker::arm(LineFault fault, int times, std::chrono::milliseconds silence)
{
    if (fault == LineFault::Silence)
        m_silentUntil = m_clock.now() + silence;
    else
        m_faults[fault] = std::max(times, 1);
}

void Speaker::disarm()
{
    m_faults.clear();
    m_silentUntil = m_clock.now();
}

void Speaker::interrupt()
{
    m_pieces.clear();
    m_pause.stop();
}

bool Speaker::strike(LineFault fault)
{
    const auto found = m_faults.find(fault);
    if (found == m_faults.end())
        return false;
    if (--found->second <= 0)
        m_faults.erase(found);
    return true;
}

void Speaker::say(Bytes answer)
{
    if (answer.empty() || m_clock.now() < m_silentUntil)
        return;
    const Bytes whole = answer;
    if (strike(LineFault::WrongChecksum))
        answer.back() = static_cast<std::uint8_t>(~answer.back());
    if (strike(LineFault::HalfFrame))
        answer.resize(answer.size() / 2);
    if (strike(LineFault::Noise))
    {
        Bytes noise(1 + m_random() % kLongestNoise);
        std::ranges::generate(noise, [this] { return static_cast<std::uint8_t>(m_random()); });
        answer.insert(answer.begin(), noise.begin(), noise.end());
    }
    if (strike(LineFault::OtherAnswer))
        answer.insert(answer.begin(), m_before.begin(), m_before.end());
    m_before = whole;
    const int times = strike(LineFault::Flood) ? kFloodCount : 1;
    for (int i = 0; i < times; ++i)
        queue(answer);
    if (m_pause.isActive())
        return;
    m_began = m_clock.now();
    m_count = 0;
    next();
}

// One piece per turn of the event loop, so that the driver sees each by itself.
void Speaker::queue(const Bytes& answer)
{
    const bool isSlow = strike(LineFault::Slow);
    if (!isSlow && !strike(LineFault::SplitBytes))
    {
        m_pieces.push_back({answer, 0ns});
        return;
    }
    for (std::size_t at = 0, size = 1; at < answer.size(); at += size, size = isSlow ? 1 : size % kLongestPiece + 1)
    {
        const auto begin = answer.begin() + static_cast<std::ptrdiff_t>(at);
        const auto end = begin + static_cast<std::ptrdiff_t>(std::min(size, answer.size() - at));
        m_pieces.push_back({Bytes(begin, end), isSlow ? base::Nanoseconds(kSlowPause) : base::Nanoseconds(1ms)});
    }
}

// As many bytes as have come by now: a pause that lasts too long delays none of those behind it.
void Speaker::nextPaced()
{
    constexpr long long kBitsInByte = 10;
    const auto time = std::chrono::nanoseconds(m_clock.now() - m_began).count();
    const auto due = static_cast<std::size_t>(time * m_baud / (kBitsInByte * std::nano::den));
    while (!m_pieces.empty() && m_count < due)
    {
        Bytes& rest = m_pieces.front().bytes;
        const auto part = static_cast<std::ptrdiff_t>(std::min(due - m_count, rest.size()));
        m_sink(Bytes(rest.begin(), rest.begin() + part));
        m_count += static_cast<std::size_t>(part);
        rest.erase(rest.begin(), rest.begin() + part);
        if (rest.empty())
            m_pieces.pop_front();
    }
    if (!m_pieces.empty())
        m_pause.start(kTick);
}

void Speaker::next()
{
    if (m_baud > 0)
        return nextPaced();
    while (!m_pieces.empty())
    {
        const Bytes bytes = std::move(m_pieces.front().bytes);
        m_pieces.pop_front();
        m_sink(bytes);
        if (m_pieces.empty() || m_pieces.front().after == 0ns)
            continue;
        m_pause.start(m_pieces.front().after);
        return;
    }
}

} // namespace banshi::drivers::virtual_wire
