// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/chip_photo.h"

#include "banshi/face/rendered/head_renderer.h"
#include "random.h"

#include <opencv2/imgproc.hpp>
#include <optional>
#include <webp/encode.h>

namespace banshi::face::rendered
{

namespace
{

constexpr int kOversize = 3;
constexpr double kStudioDistance = 1500; // millimetres

std::optional<std::vector<std::uint8_t>> encode(const Image& photo, float quality)
{
    WebPConfig config;
    WebPPicture picture;
    if (WebPConfigPreset(&config, WEBP_PRESET_PICTURE, quality) == 0 || WebPPictureInit(&picture) == 0)
        return std::nullopt;
    config.method = 6;
    config.sns_strength = 80;
    picture.width = photo.width();
    picture.height = photo.height();
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = &writer;
    const bool done = WebPPictureImportBGR(&picture, photo.data(), static_cast<int>(photo.stride())) != 0 &&
                      WebPEncode(&config, &picture) != 0;
    std::optional<std::vector<std::uint8_t>> bytes;
    if (done)
        bytes.emplace(writer.mem, writer.mem + writer.size);
    WebPPictureFree(&picture);
    WebPMemoryWriterClear(&writer);
    return bytes;
}

} // namespace

Image renderChipPhoto(const Identity& person, std::uint64_t sitting)
{
    Random random(person.seed ^ 0xC41FULL ^ (sitting << 40U));
    Scene studio;
    studio.plain = true;
    studio.lightAzimuth = random.uniform(-8, 8);
    studio.lightElevation = 25;
    studio.light = 0.62;
    studio.ambient = 0.5;
    studio.noise = 1.5;
    studio.seed = person.seed + (sitting << 32U);
    const double width = kChipWidth * kOversize * 207.0 / 358.0;
    studio.focal = width / (2 * person.halfWidth) * kStudioDistance;
    Pose pose;
    pose.distance = kStudioDistance;
    pose.y = -18;
    pose.yaw = random.uniform(-2, 2);
    pose.pitch = random.uniform(-2, 2);
    pose.roll = random.uniform(-1, 1);
    const Image large = HeadRenderer(person).render(pose, studio, kChipWidth * kOversize, kChipHeight * kOversize);
    const cv::Mat from(large.height(), large.width(), CV_8UC3, const_cast<std::uint8_t*>(large.data()));
    Image photo(kChipWidth, kChipHeight);
    cv::Mat to(kChipHeight, kChipWidth, CV_8UC3, photo.data());
    cv::resize(from, to, to.size(), 0, 0, cv::INTER_AREA);
    return photo;
}

std::vector<std::uint8_t> chipPhotoWebp(const Identity& person, std::uint64_t sitting)
{
    const Image photo = renderChipPhoto(person, sitting);
    std::vector<std::uint8_t> best;
    int low = 0;
    int high = 100;
    while (low <= high)
    {
        const int quality = (low + high) / 2;
        auto bytes = encode(photo, static_cast<float>(quality));
        if (bytes && bytes->size() <= kChipBytes)
        {
            best = std::move(*bytes);
            low = quality + 1;
        }
        else
            high = quality - 1;
    }
    return best;
}

} // namespace banshi::face::rendered
