// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/drivers/plugins/idcard_sam/photo_decoder.h"

#include <algorithm>
#include <string_view>
#include <webp/decode.h>

namespace banshi::drivers::plugins::idcard_sam
{

namespace
{

constexpr std::string_view kMark = "BSWP";
constexpr std::size_t kHead = 6; // mark and length
constexpr int kMaxEdge = 512;

} // namespace

sdk::CardPhoto WebpDecoder::decode(std::span<const std::uint8_t> record, const sdk::CallContext&)
{
    sdk::CardPhoto photo;
    photo.state = sdk::PhotoState::NotDecodable;
    if (record.size() < kHead || !std::equal(kMark.begin(), kMark.end(), record.begin()))
        return photo;
    const std::size_t length = static_cast<std::size_t>(record[4] | record[5] << 8);
    if (length > record.size() - kHead)
        return photo;
    const auto image = record.subspan(kHead, length);
    int width = 0;
    int height = 0;
    if (WebPGetInfo(image.data(), image.size(), &width, &height) == 0 || width < 1 || height < 1 || width > kMaxEdge ||
        height > kMaxEdge)
        return photo;
    photo.bgr.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    if (WebPDecodeBGRInto(image.data(), image.size(), photo.bgr.data(), photo.bgr.size(), width * 3) == nullptr)
    {
        sdk::wipe(photo.bgr);
        return photo;
    }
    photo.width = width;
    photo.height = height;
    photo.state = sdk::PhotoState::Decoded;
    return photo;
}

} // namespace banshi::drivers::plugins::idcard_sam
