// SPDX-License-Identifier: GPL-3.0-or-later
// What comes over the line of an identity-card reader: any bytes, in any pieces, must give the same replies.
#include "banshi/drivers/plugins/idcard_sam/sam_protocol.h"

#include <algorithm>
#include <cstdlib>

using namespace banshi::drivers::plugins::idcard_sam;

namespace
{

// 0xFF becomes a preamble with a short length, so that mutations reach what lies behind it.
std::vector<std::uint8_t> streamOf(std::span<const std::uint8_t> input)
{
    std::vector<std::uint8_t> stream;
    for (const std::uint8_t byte : input)
    {
        if (byte != 0xFF)
        {
            stream.push_back(byte);
            continue;
        }
        stream.insert(stream.end(), kPreamble.begin(), kPreamble.end());
        stream.insert(stream.end(), {0x00, static_cast<std::uint8_t>(stream.size() % 12)});
    }
    return stream;
}

std::vector<std::vector<std::uint8_t>> repliesOf(std::span<const std::uint8_t> stream, std::size_t piece)
{
    std::vector<std::vector<std::uint8_t>> replies;
    ReplyParser parser;
    for (std::size_t at = 0; at < stream.size(); at += piece)
    {
        parser.feed(stream.subspan(at, std::min(piece, stream.size() - at)));
        while (const auto reply = parser.take())
        {
            if (reply->data.size() > kMaxReplyLength || (!reply->checksumOk && !reply->data.empty()))
                std::abort();
            replies.push_back(reply->data);
            replies.back().insert(replies.back().end(), {reply->checksumOk, reply->sw1, reply->sw2, reply->sw3});
        }
    }
    return replies;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto stream = streamOf({data, size});
    const auto whole = repliesOf(stream, stream.size() + 1);
    if (repliesOf(stream, 1) != whole || repliesOf(stream, 7) != whole)
        std::abort();
    return 0;
}
