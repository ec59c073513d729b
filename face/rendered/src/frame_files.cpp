// SPDX-License-Identifier: GPL-3.0-or-later
#include "frame_files.h"

#include <opencv2/imgcodecs.hpp>

namespace banshi::face::rendered
{

namespace
{

constexpr int kJpegQuality = 90;

} // namespace

SequenceResult writeFrames(const std::filesystem::path& folder, int frames, const std::function<Image(int)>& frame)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return tl::unexpected("cannot create " + folder.string() + ": " + error.message());
    for (int i = 0; i < frames; ++i)
    {
        const Image picture = frame(i);
        const cv::Mat pixels(picture.height(), picture.width(), CV_8UC3, const_cast<std::uint8_t*>(picture.data()));
        const std::string number = std::to_string(i + 1);
        const auto path =
            folder / ("frame-" + std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number + ".jpg");
        if (!cv::imwrite(path.string(), pixels, {cv::IMWRITE_JPEG_QUALITY, kJpegQuality}))
            return tl::unexpected("cannot write " + path.string());
    }
    return frames;
}

} // namespace banshi::face::rendered
