// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/idcard/request_parser.h"

#include <algorithm>
#include <array>

namespace banshi::drivers::virtual_idcard
{

namespace
{

constexpr std::array<std::uint8_t, 5> kPreamble{0xAA, 0xAA, 0xAA, 0x96, 0x69};
constexpr std::size_t kBody = kPreamble.size() + 2;
constexpr std::size_t kShortest = 3; // CMD PARA CHK
constexpr std::size_t kLongest = 64;

} // namespace

void RequestParser::feed(std::span<const std::uint8_t> bytes)
{
    m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
}

std::optional<Request> RequestParser::take()
{
    const auto start = std::search(m_buffer.begin(), m_buffer.end(), kPreamble.begin(), kPreamble.end());
    const bool found = start != m_buffer.end();
    m_buffer.erase(m_buffer.begin(), found ? start
                                           : m_buffer.end() - static_cast<std::ptrdiff_t>(std::min<std::size_t>(
                                                                  m_buffer.size(), kPreamble.size() - 1)));
    if (!found || m_buffer.size() < kBody)
        return std::nullopt;
    const std::size_t length = static_cast<std::size_t>(m_buffer[5]) << 8 | m_buffer[6];
    Request request;
    if (length < kShortest || length > kLongest)
    {
        m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(kBody));
        return request;
    }
    if (m_buffer.size() < kBody + length)
        return std::nullopt;
    const auto end = m_buffer.begin() + static_cast<std::ptrdiff_t>(kBody + length);
    request.frame.assign(m_buffer.begin(), end);
    request.lengthOk = true;
    std::uint8_t sum = 0;
    for (std::size_t i = kPreamble.size(); i + 1 < request.frame.size(); ++i)
        sum = static_cast<std::uint8_t>(sum ^ request.frame[i]);
    request.checksumOk = sum == request.frame.back();
    request.command = request.frame[kBody];
    request.parameter = request.frame[kBody + 1];
    m_buffer.erase(m_buffer.begin(), end);
    return request;
}

} // namespace banshi::drivers::virtual_idcard
