// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/scanner_serial/code_assembler.h"

#include <algorithm>

namespace banshi::drivers::plugins::scanner_serial
{

namespace
{

constexpr std::uint8_t kCr = 0x0D;
constexpr std::uint8_t kLf = 0x0A;
constexpr std::uint8_t kGs = 0x1D; // stands for FNC1 inside GS1 codes

} // namespace

void CodeAssembler::feed(std::span<const std::uint8_t> bytes)
{
    const std::size_t room = kLongestCode - m_bytes.size();
    m_isTooLong = m_isTooLong || bytes.size() > room;
    if (m_bytes.capacity() < kLongestCode)
        m_bytes.reserve(kLongestCode); // so that no copy of a code stays behind when it grows
    m_bytes.insert(m_bytes.end(), bytes.begin(),
                   bytes.begin() + static_cast<std::ptrdiff_t>(std::min(room, bytes.size())));
}

CodeAssembler::State CodeAssembler::state() const
{
    if (m_bytes.empty())
        return State::Empty;
    const bool isClosed = !m_isTooLong && (m_bytes.back() == kCr || m_bytes.back() == kLf);
    return isClosed ? State::Closed : State::Open;
}

std::optional<std::vector<std::uint8_t>> CodeAssembler::take()
{
    const bool isClosed = state() == State::Closed;
    std::size_t length = m_bytes.size();
    while (length > 0 && (m_bytes[length - 1] == kCr || m_bytes[length - 1] == kLf) && m_bytes.size() - length < 2)
        --length;
    std::vector<std::uint8_t> code(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(length));
    reset();
    const bool isClean = std::ranges::none_of(code, [](std::uint8_t byte) { return byte < 0x20 && byte != kGs; });
    if (isClosed && isClean && !code.empty())
        return code;
    sdk::wipe(code);
    return std::nullopt;
}

void CodeAssembler::reset()
{
    sdk::wipe(m_bytes);
    m_isTooLong = false;
}

} // namespace banshi::drivers::plugins::scanner_serial
