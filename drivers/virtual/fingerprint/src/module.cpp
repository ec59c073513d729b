// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/virtual/fingerprint/module.h"

#include <algorithm>

namespace banshi::drivers::virtual_fingerprint
{

namespace
{

constexpr std::size_t kTemplate = 512;
constexpr std::size_t kPacket = 128; // bytes of data; the module's usual setting, code 2
constexpr std::size_t kHead = 9;
constexpr std::size_t kKindAt = 6;
constexpr int kDifferent = 20; // bytes of a template that differ from one capture to the next
constexpr int kScore = 180;    // of the same finger
constexpr double kSame = 0.8;  // so many bytes of two templates of one finger are equal at least

Bytes packetOf(std::uint8_t kind, const Bytes& content)
{
    const std::size_t length = content.size() + 2;
    Bytes bytes{0xEF,
                0x01,
                0xFF,
                0xFF,
                0xFF,
                0xFF,
                kind,
                static_cast<std::uint8_t>(length >> 8),
                static_cast<std::uint8_t>(length)};
    bytes.insert(bytes.end(), content.begin(), content.end());
    unsigned sum = 0;
    for (std::size_t i = kKindAt; i < bytes.size(); ++i)
        sum += bytes[i];
    bytes.push_back(static_cast<std::uint8_t>(sum >> 8));
    bytes.push_back(static_cast<std::uint8_t>(sum));
    return bytes;
}

bool isEmpty(const Bytes& buffer)
{
    return std::ranges::all_of(buffer, [](std::uint8_t byte) { return byte == 0; });
}

} // namespace

std::vector<Bytes> Module::answer(std::uint8_t code, const Bytes& values) const
{
    Bytes content{code};
    content.insert(content.end(), values.begin(), values.end());
    return {packetOf(0x07, content)};
}

std::vector<Bytes> Module::receive(const Bytes& packet)
{
    const std::uint8_t kind = packet[kKindAt];
    const Bytes content(packet.begin() + kHead, packet.end() - 2);
    if (kind != 0x01)
    {
        if (!m_downloading)
            return {};
        m_download.insert(m_download.end(), content.begin(), content.end());
        if (kind == 0x08)
        {
            m_buffers[*m_downloading] = std::move(m_download);
            m_download.clear();
            m_downloading.reset();
        }
        return {};
    }
    m_downloading.reset();
    m_download.clear();
    const std::uint8_t buffer = content.size() > 1 ? content[1] : 0;
    switch (content.empty() ? 0 : content[0])
    {
    case 0x01:
        return takeImage();
    case 0x02:
        return makeTemplate(buffer);
    case 0x03:
        return match();
    case 0x08:
        return upload(buffer);
    case 0x09:
        if (buffer < 1 || buffer > 2)
            return answer(0x01);
        m_downloading = buffer - 1;
        return answer(0x00);
    case 0x0F:
        return answer(0x00, {0, 0, 0, 9, 0, 200, 0, 3, 0xFF, 0xFF, 0xFF, 0xFF, 0, 2, 0, 6});
    case 0x13:
        return answer(content == Bytes{0x13, 0, 0, 0, 0} ? 0x00 : 0x13);
    default:
        return answer(0x01);
    }
}

std::vector<Bytes> Module::takeImage()
{
    m_image.clear();
    if (m_finger.empty())
        return answer(0x02);
    m_image = m_finger;
    return answer(0x00);
}

std::vector<Bytes> Module::makeTemplate(std::uint8_t buffer)
{
    if (buffer < 1 || buffer > 2 || m_image.empty())
        return answer(0x15);
    if (m_lifted > 0)
    {
        --m_lifted;
        m_image.clear();
        return answer(0x15);
    }
    if (m_smeared > 0)
    {
        --m_smeared;
        return answer(0x06);
    }
    std::seed_seq seed(m_image.begin(), m_image.end());
    std::mt19937 lines(seed);
    Bytes data(kTemplate);
    std::ranges::generate(data, [&lines] { return static_cast<std::uint8_t>(lines() | 1U); });
    for (int i = 0; i < kDifferent; ++i)
        data[m_random() % kTemplate] ^= 0x55;
    m_buffers[buffer - 1U] = std::move(data);
    ++m_captures;
    return answer(0x00);
}

std::vector<Bytes> Module::upload(std::uint8_t buffer) const
{
    if (buffer < 1 || buffer > 2 || m_buffers[buffer - 1U].empty())
        return answer(0x0D);
    std::vector<Bytes> packets = answer(0x00);
    const Bytes& data = m_buffers[buffer - 1U];
    for (std::size_t at = 0; at < data.size(); at += kPacket)
    {
        const std::size_t count = std::min(kPacket, data.size() - at);
        const auto from = data.begin() + static_cast<std::ptrdiff_t>(at);
        packets.push_back(
            packetOf(at + count == data.size() ? 0x08 : 0x02, {from, from + static_cast<std::ptrdiff_t>(count)}));
    }
    return packets;
}

std::vector<Bytes> Module::match() const
{
    const Bytes& one = m_buffers[0];
    const Bytes& two = m_buffers[1];
    if (isEmpty(one) || isEmpty(two) || one.size() != two.size())
        return answer(0x08, {0, 0});
    std::size_t equal = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
        equal += one[i] == two[i] ? 1 : 0;
    const bool isSame = static_cast<double>(equal) > kSame * static_cast<double>(one.size());
    return isSame ? answer(0x00, {0, kScore}) : answer(0x08, {0, 0});
}

void Module::restart()
{
    m_image.clear();
    m_buffers = {};
    m_downloading.reset();
    m_download.clear();
}

int Module::held() const
{
    return static_cast<int>(std::ranges::count_if(m_buffers, [](const Bytes& buffer) { return !isEmpty(buffer); }));
}

} // namespace banshi::drivers::virtual_fingerprint
