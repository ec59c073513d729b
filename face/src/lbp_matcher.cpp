// SPDX-License-Identifier: GPL-3.0-or-later
#include "lbp_matcher.h"

#include "dlib_parts.h"
#include "grey.h"

#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace banshi::face
{

namespace
{

// Values found by measurement on rendered people in chip condition, see face/README.md.
constexpr double kAccept = 0.80;
constexpr double kReject = 0.70;
constexpr int kWidth = 72;
constexpr int kHeight = 84;
constexpr int kMargin = 8; // pixels around the part that is described, so that it can be moved
constexpr double kEyes = 24; // distance in pixels: little more than a chip photograph holds
constexpr unsigned kCell = 8;
constexpr double kSoft = 0.7;

struct Shift
{
    double x, y, scale;
};

constexpr std::array<Shift, 7> kShifts{{{0, 0, 1}, {1.2, 0, 1}, {-1.2, 0, 1}, {0, 1.2, 1}, {0, -1.2, 1}, {0, 0, 1.06}, {0, 0, 0.94}}};

cv::Mat cut(const cv::Mat& grey, const Shift& shift)
{
    const double centreX = kMargin + kWidth / 2.0 + shift.x;
    const double centreY = kMargin + kHeight / 2.0 + shift.y;
    const cv::Matx23d map(shift.scale, 0, centreX - shift.scale * kWidth / 2.0, 0, shift.scale,
                          centreY - shift.scale * kHeight / 2.0);
    cv::Mat part;
    cv::warpAffine(grey, part, map, {kWidth, kHeight}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    cv::GaussianBlur(part, part, {}, kSoft);
    return part;
}

} // namespace

const MatcherInfo& LbpDemonstrationMatcher::info() const
{
    static const MatcherInfo info{std::string(kLbpDemonstration), kAccept, kReject, true};
    return info;
}

AlignTemplate LbpDemonstrationMatcher::alignment() const
{
    AlignTemplate to;
    to.width = kWidth + 2 * kMargin;
    to.height = kHeight + 2 * kMargin;
    to.leftEyeX = to.width / 2.0 - kEyes / 2;
    to.rightEyeX = to.width / 2.0 + kEyes / 2;
    to.eyeY = kMargin + 1.4 * kEyes;
    to.mouthY = 0;
    return to;
}

Result<Embedding> LbpDemonstrationMatcher::embed(ImageView aligned)
{
    const AlignTemplate to = alignment();
    if (!aligned.valid() || aligned.width != to.width || aligned.height != to.height)
        return base::fail(Code::ModelUnusable, "the face is not aligned for the descriptor");
    const cv::Mat grey = toGrey(aligned);
    std::vector<Embedding> parts;
    for (const Shift& shift : kShifts)
    {
        std::vector<float> histograms = uniformLbp(cut(grey, shift), kCell);
        for (float& count : histograms)
            count = std::sqrt(count);
        parts.emplace_back(std::move(histograms));
    }
    return Embedding::fused(parts);
}

} // namespace banshi::face
