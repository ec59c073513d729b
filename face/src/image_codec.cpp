// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/image_codec.h"

#include "grey.h"

#include <algorithm>
#include <array>
#include <opencv2/imgcodecs.hpp>
#include <string_view>
#include <webp/decode.h>

namespace banshi::face
{

namespace
{

using Bytes = std::span<const std::uint8_t>;

bool startsWith(Bytes file, std::string_view magic, std::size_t at = 0)
{
    return file.size() >= at + magic.size() &&
           std::equal(magic.begin(), magic.end(), file.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

int big16(Bytes file, std::size_t at)
{
    return file[at] * 256 + file[at + 1];
}

bool isJpeg(Bytes file)
{
    return startsWith(file, "\xFF\xD8\xFF");
}

bool isPng(Bytes file)
{
    return startsWith(file, "\x89PNG\r\n\x1A\n");
}

/// Walks the segments of a JPEG to its frame header (SOF0 to SOF15 without DHT, JPG and DAC).
ImageSize jpegSize(Bytes file)
{
    std::size_t at = 2;
    while (at + 9 < file.size())
    {
        if (file[at] != 0xFF)
            return {};
        const std::uint8_t marker = file[at + 1];
        if (marker == 0xFF)
        {
            ++at;
            continue;
        }
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
            return {big16(file, at + 7), big16(file, at + 5)};
        if (marker == 0xDA || marker == 0xD9)
            return {};
        at += 2 + static_cast<std::size_t>(big16(file, at + 2));
    }
    return {};
}

ImageSize pngSize(Bytes file)
{
    constexpr std::size_t kHeader = 16;
    if (file.size() < kHeader + 8 || !startsWith(file, "IHDR", 12) || big16(file, kHeader) != 0 ||
        big16(file, kHeader + 4) != 0)
        return {};
    return {big16(file, kHeader + 2), big16(file, kHeader + 6)};
}

/// libjpeg fills what is missing with grey; a picture whose end marker is missing is refused instead.
bool endsProperly(Bytes file)
{
    if (!isJpeg(file))
        return true;
    static constexpr std::array<std::uint8_t, 2> kEnd{0xFF, 0xD9};
    constexpr std::size_t kPadding = 64; // cameras append a few bytes
    const Bytes tail = file.last(std::min(file.size(), kPadding));
    return std::search(tail.begin(), tail.end(), kEnd.begin(), kEnd.end()) != tail.end();
}

} // namespace

Result<ImageSize> imageSize(std::span<const std::uint8_t> file)
{
    ImageSize size;
    if (isJpeg(file))
        size = jpegSize(file);
    else if (isPng(file))
        size = pngSize(file);
    else if (startsWith(file, "RIFF") && startsWith(file, "WEBP", 8))
    {
        if (WebPGetInfo(file.data(), file.size(), &size.width, &size.height) == 0)
            size = {};
    }
    if (size.width < 1 || size.height < 1)
        return base::fail(Code::ImageUnreadable, "not a JPEG, PNG or WebP picture with a size");
    return size;
}

Result<Image> decodeImage(std::span<const std::uint8_t> file)
{
    if (file.size() > kLargestImageFile)
        return base::fail(Code::ImageTooLarge, "the file is larger than 16 MiB");
    const auto size = imageSize(file);
    if (!size)
        return tl::unexpected(size.error());
    if (size->width > kLargestImageSide || size->height > kLargestImageSide)
        return base::fail(Code::ImageTooLarge, "the picture is larger than 6000 pixels a side");
    if (!endsProperly(file))
        return base::fail(Code::ImageUnreadable, "the picture ends early");
    try
    {
        const cv::Mat bytes(1, static_cast<int>(file.size()), CV_8UC1, const_cast<std::uint8_t*>(file.data()));
        const cv::Mat picture = cv::imdecode(bytes, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
        if (picture.cols != size->width || picture.rows != size->height)
            return base::fail(Code::ImageUnreadable, "the picture cannot be decoded");
        return Image::copyOf({picture.data, picture.cols, picture.rows, picture.step[0]});
    }
    catch (const cv::Exception& error)
    {
        return base::fail(Code::ImageUnreadable, "the picture cannot be decoded: " + error.err);
    }
}

} // namespace banshi::face
