// SPDX-License-Identifier: GPL-3.0-or-later
// What a fingerprint module says: any bytes in any pieces give the same packets, and a whole one is found behind
// anything.
#include "banshi/drivers/plugins/fingerprint/finger_packet.h"

#include <algorithm>
#include <cstdlib>

using namespace banshi::drivers::plugins::fingerprint;
using Bytes = std::vector<std::uint8_t>;

namespace
{

std::vector<Bytes> packetsOf(std::span<const std::uint8_t> bytes, std::size_t piece)
{
    std::vector<Bytes> contents;
    PacketReader reader;
    for (std::size_t at = 0; at < bytes.size(); at += piece)
    {
        reader.feed(bytes.subspan(at, std::min(piece, bytes.size() - at)));
        while (const auto packet = reader.take())
            contents.push_back(packet->content);
    }
    return contents;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span input(data, size);
    const Bytes content(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(std::min(size, kLongestContent)));
    const Bytes packet = bytesOf(PacketKind::Data, content);
    Bytes stream = packet;
    stream.insert(stream.end(), data, data + size);
    const auto whole = packetsOf(stream, stream.size());
    if (whole.empty() || whole.front() != content)
        std::abort();
    if (packetsOf(stream, 1) != whole || packetsOf(stream, 7) != whole)
        std::abort();
    return 0;
}
