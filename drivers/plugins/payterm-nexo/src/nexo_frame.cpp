// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/payterm_nexo/nexo_frame.h"

namespace banshi::drivers::plugins::payterm_nexo
{

namespace
{

constexpr std::size_t kHead = 4;

} // namespace

std::vector<std::uint8_t> frameOf(std::string_view text)
{
    std::vector<std::uint8_t> frame;
    frame.reserve(kHead + text.size());
    for (const int shift : {24, 16, 8, 0})
        frame.push_back(static_cast<std::uint8_t>(text.size() >> shift));
    frame.insert(frame.end(), text.begin(), text.end());
    return frame;
}

void FrameReader::feed(std::span<const std::uint8_t> bytes)
{
    if (!m_isBroken)
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
}

std::optional<std::string> FrameReader::take()
{
    if (m_bytes.size() < kHead)
        return std::nullopt;
    std::size_t length = 0;
    for (std::size_t i = 0; i < kHead; ++i)
        length = length << 8 | m_bytes[i];
    if (length == 0 || length > kLongestMessage)
    {
        m_isBroken = true;
        m_bytes.clear();
        return std::nullopt;
    }
    if (m_bytes.size() < kHead + length)
        return std::nullopt;
    const auto begin = m_bytes.begin() + kHead;
    const auto end = begin + static_cast<std::ptrdiff_t>(length);
    std::string text(begin, end);
    m_bytes.erase(m_bytes.begin(), end);
    return text;
}

} // namespace banshi::drivers::plugins::payterm_nexo
