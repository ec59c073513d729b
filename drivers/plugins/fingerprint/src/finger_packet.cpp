// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/fingerprint/finger_packet.h"

#include <array>
#include <numeric>

namespace banshi::drivers::plugins::fingerprint
{

namespace
{

constexpr std::array<std::uint8_t, 2> kStart{0xEF, 0x01};
constexpr std::size_t kHead = 9; // start, address, kind, length
constexpr std::size_t kSum = 2;
constexpr std::size_t kKindAt = 6;
constexpr std::size_t kLengthAt = 7;

std::uint16_t bigEndian(std::span<const std::uint8_t> bytes)
{
    return static_cast<std::uint16_t>(bytes[0] << 8U | bytes[1]);
}

void append(std::vector<std::uint8_t>& bytes, std::uint32_t value, unsigned count)
{
    for (unsigned i = count; i-- > 0;)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

// Over kind, length and content.
std::uint16_t sumOf(std::span<const std::uint8_t> bytes)
{
    return static_cast<std::uint16_t>(std::accumulate(bytes.begin(), bytes.end(), 0U));
}

bool isKind(std::uint8_t byte)
{
    return byte == static_cast<std::uint8_t>(PacketKind::Command) ||
           byte == static_cast<std::uint8_t>(PacketKind::Data) ||
           byte == static_cast<std::uint8_t>(PacketKind::Answer) ||
           byte == static_cast<std::uint8_t>(PacketKind::EndOfData);
}

} // namespace

std::vector<std::uint8_t> bytesOf(PacketKind kind, std::span<const std::uint8_t> content, std::uint32_t address)
{
    std::vector<std::uint8_t> bytes(kStart.begin(), kStart.end());
    append(bytes, address, 4);
    bytes.push_back(static_cast<std::uint8_t>(kind));
    append(bytes, static_cast<std::uint32_t>(content.size() + kSum), 2);
    bytes.insert(bytes.end(), content.begin(), content.end());
    append(bytes, sumOf(std::span(bytes).subspan(kKindAt)), 2);
    return bytes;
}

void PacketReader::feed(std::span<const std::uint8_t> bytes)
{
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
}

void PacketReader::drop(std::size_t count)
{
    std::vector<std::uint8_t> rest(m_bytes.begin() + static_cast<std::ptrdiff_t>(count), m_bytes.end());
    sdk::wipe(m_bytes);
    m_bytes = std::move(rest);
}

std::optional<Packet> PacketReader::take()
{
    std::size_t at = 0;
    for (; m_bytes.size() >= at + kHead; ++at)
    {
        const std::span head = std::span(m_bytes).subspan(at);
        const std::uint32_t address =
            static_cast<std::uint32_t>(bigEndian(head.subspan(2))) << 16U | bigEndian(head.subspan(4));
        const std::size_t length = bigEndian(head.subspan(kLengthAt));
        if (head[0] != kStart[0] || head[1] != kStart[1] || address != m_address || !isKind(head[kKindAt]) ||
            length < kSum || length > kLongestContent + kSum)
            continue;
        if (head.size() < kHead + length)
            break;
        const std::size_t content = length - kSum;
        if (sumOf(head.subspan(kKindAt, kHead - kKindAt + content)) != bigEndian(head.subspan(kHead + content)))
            continue;
        const auto from = m_bytes.begin() + static_cast<std::ptrdiff_t>(at + kHead);
        Packet packet(static_cast<PacketKind>(head[kKindAt]), {from, from + static_cast<std::ptrdiff_t>(content)});
        m_passedOver += at;
        drop(at + kHead + length);
        return packet;
    }
    m_passedOver += at;
    if (at > 0)
        drop(at);
    return std::nullopt;
}

void PacketReader::reset()
{
    sdk::wipe(m_bytes);
    m_passedOver = 0;
}

} // namespace banshi::drivers::plugins::fingerprint
