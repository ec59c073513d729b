// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/eval/still_reader.h"

#include "banshi/face/aligner.h"

#include <chrono>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace banshi::face::eval
{

namespace
{

constexpr double kLeastScore = -0.3; // enlarged pictures have softer edges than the detector likes
constexpr int kEnough = 250;         // pixels of height from which a picture is not enlarged
constexpr int kMostFactor = 4;
constexpr int kChipWidth = 102;
constexpr int kChipHeight = 126;
constexpr double kChipEyes = 27; // pixels between the eyes
constexpr double kChipEyeY = 56; // where a card's portrait has them
constexpr int kChipQuality = 50;

Image imageOf(const cv::Mat& pixels)
{
    return Image::copyOf({pixels.data, pixels.cols, pixels.rows, pixels.step[0]});
}

cv::Mat matOf(const Image& image)
{
    return {image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.data()), image.stride()};
}

Image enlarged(const Image& picture)
{
    if (picture.height() >= kEnough)
        return Image::copyOf(picture.view());
    const int factor = std::clamp((kEnough + picture.height()) / picture.height(), 2, kMostFactor);
    cv::Mat large;
    cv::resize(matOf(picture), large, {}, factor, factor, cv::INTER_CUBIC);
    return imageOf(large);
}

template <class Work>
auto timed(std::vector<double>& into, const Work& work)
{
    const auto begin = std::chrono::steady_clock::now();
    auto result = work();
    into.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    return result;
}

} // namespace

std::optional<Image> readPicture(const std::filesystem::path& file)
{
    const cv::Mat pixels = cv::imread(file.string(), cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
    return pixels.empty() ? std::nullopt : std::optional(imageOf(pixels));
}

std::optional<Landmarks> StillReader::find(const Image& large)
{
    const auto faces = timed(m_times.find, [&] { return m_detector->find(large.view(), kLeastScore); });
    if (faces.empty())
        return std::nullopt;
    return timed(m_times.points, [&] { return m_landmarker->find(large.view(), faces.front().box); });
}

std::optional<Embedding> StillReader::read(const Image& picture)
{
    if (picture.empty())
        return std::nullopt;
    const Image large = enlarged(picture);
    const auto points = find(large);
    if (!points)
        return std::nullopt;
    return timed(m_times.describe, [&]() -> std::optional<Embedding> {
        const auto aligned = Aligner().align(large.view(), *points, m_matcher.alignment());
        if (!aligned)
            return std::nullopt;
        auto embedding = m_matcher.embed(aligned->view());
        return embedding ? std::optional(std::move(*embedding)) : std::nullopt;
    });
}

std::optional<Image> StillReader::toChip(const Image& picture)
{
    const Image large = enlarged(picture);
    const auto points = find(large);
    AlignTemplate chip;
    chip.width = kChipWidth;
    chip.height = kChipHeight;
    chip.leftEyeX = (kChipWidth - kChipEyes) / 2;
    chip.rightEyeX = (kChipWidth + kChipEyes) / 2;
    chip.eyeY = kChipEyeY;
    chip.mouthY = 0;
    const auto placed = points ? Aligner().align(large.view(), *points, chip) : std::nullopt;
    if (!placed)
        return std::nullopt;
    std::vector<std::uint8_t> file;
    cv::imencode(".jpg", matOf(*placed), file, {cv::IMWRITE_JPEG_QUALITY, kChipQuality});
    return imageOf(cv::imdecode(file, cv::IMREAD_COLOR));
}

} // namespace banshi::face::eval
