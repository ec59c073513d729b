// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_zvt/zvt_apdu.h"

#include <algorithm>
#include <array>

namespace banshi::drivers::plugins::payterm_zvt
{

namespace
{

constexpr std::size_t kHead = 3;
constexpr std::size_t kLongHead = 5;
constexpr std::uint8_t kLongMark = 0xFF;
constexpr std::size_t kLongestGreeting = 4096; // bytes; a terminal that goes on for longer speaks something else
// What a terminal says begins with one of these.
constexpr std::array<std::uint8_t, 6> kClasses{0x04, 0x05, 0x06, 0x0F, code::kAcknowledgeClass, code::kRefusalClass};

} // namespace

std::vector<std::uint8_t> bytesOf(const Apdu& apdu)
{
    std::vector<std::uint8_t> bytes{apdu.cls, apdu.instruction};
    const std::size_t length = apdu.data.size();
    if (length < kLongMark)
        bytes.push_back(static_cast<std::uint8_t>(length));
    else
        bytes.insert(bytes.end(),
                     {kLongMark, static_cast<std::uint8_t>(length & 0xFFU), static_cast<std::uint8_t>(length >> 8U)});
    bytes.insert(bytes.end(), apdu.data.begin(), apdu.data.end());
    return bytes;
}

void ApduReader::feed(std::span<const std::uint8_t> bytes)
{
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    if (m_isFresh)
        passOverGreeting();
}

void ApduReader::passOverGreeting()
{
    for (std::size_t at = 0; at + kHead <= m_bytes.size(); ++at)
    {
        const bool isPositive = m_bytes[at] == code::kAcknowledgeClass && m_bytes[at + 1] == 0;
        if ((isPositive || m_bytes[at] == code::kRefusalClass) && m_bytes[at + 2] == 0)
        {
            m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(at));
            m_isFresh = false;
            return;
        }
    }
    m_isBroken = m_bytes.size() > kLongestGreeting;
}

std::optional<Apdu> ApduReader::take()
{
    if (m_isFresh || m_isBroken || m_bytes.size() < kHead)
        return std::nullopt;
    const bool isAnswer = m_bytes[0] == code::kAcknowledgeClass || m_bytes[0] == code::kRefusalClass;
    if (std::ranges::find(kClasses, m_bytes[0]) == kClasses.end() || (isAnswer && m_bytes[2] != 0))
    {
        m_isBroken = true;
        return std::nullopt;
    }
    std::size_t head = kHead;
    std::size_t length = m_bytes[2];
    if (m_bytes[2] == kLongMark)
    {
        if (m_bytes.size() < kLongHead)
            return std::nullopt;
        head = kLongHead;
        length = static_cast<std::size_t>(m_bytes[3]) | static_cast<std::size_t>(m_bytes[4]) << 8U;
    }
    if (m_bytes.size() < head + length)
        return std::nullopt;
    const auto from = m_bytes.begin() + static_cast<std::ptrdiff_t>(head);
    const auto to = from + static_cast<std::ptrdiff_t>(length);
    Apdu apdu{m_bytes[0], m_bytes[1], {from, to}};
    m_bytes.erase(m_bytes.begin(), to);
    return apdu;
}

} // namespace banshi::drivers::plugins::payterm_zvt
