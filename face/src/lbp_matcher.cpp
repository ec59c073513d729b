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

// Thresholds and sizes found by measurement on rendered people in chip condition, see face/README.md.
constexpr double kAccept = 0.67;
constexpr double kReject = 0.655;
constexpr double kEyes = 48; // pixels between the eyes of the aligned face
constexpr int kAlignedWidth = 132;
constexpr int kAlignedHeight = 146;
constexpr double kAlignedEyeY = 46;
constexpr double kSoft = 1.6;   // blur that leaves of a live face about what a chip photograph holds
constexpr double kReduced = 32; // pixels between the eyes of the part that is described
constexpr int kWidth = 72;
constexpr int kHeight = 80;
constexpr double kEyeY = 24;
constexpr unsigned kCell = 8;
constexpr std::size_t kBins = 59; // uniform patterns
constexpr float kRare = 0.02F;    // keeps rare patterns from weighing too much

/// A slightly different cut-out: shift in eye distances, and scale.
struct Shift
{
    double x, y, scale;
};

constexpr std::array<Shift, 7> kShifts{
    {{0, 0, 1}, {0.05, 0, 1}, {-0.05, 0, 1}, {0, 0.05, 1}, {0, -0.05, 1}, {0, 0, 1.06}, {0, 0, 0.94}}};

cv::Mat cut(const cv::Mat& soft, const Shift& shift)
{
    const double scale = kEyes / kReduced * shift.scale;
    const double centreX = kAlignedWidth / 2.0 + shift.x * kEyes;
    const double centreY = kAlignedEyeY + shift.y * kEyes;
    const cv::Matx23d map(scale, 0, centreX - scale * kWidth / 2.0, 0, scale, centreY - scale * kEyeY);
    cv::Mat part;
    cv::warpAffine(soft, part, map, {kWidth, kHeight}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    return part;
}

/// Takes out of every cell what all cells share: noise and compression, which tell pictures apart, not people.
void removeCommon(std::vector<float>& histograms)
{
    const std::size_t cells = histograms.size() / kBins;
    for (std::size_t bin = 0; bin < kBins; ++bin)
    {
        float mean = 0;
        for (std::size_t cell = 0; cell < cells; ++cell)
            mean += histograms[cell * kBins + bin] / static_cast<float>(cells);
        const float weight = 1 / std::sqrt(mean + kRare);
        for (std::size_t cell = 0; cell < cells; ++cell)
            histograms[cell * kBins + bin] = (histograms[cell * kBins + bin] - mean) * weight;
    }
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
    to.width = kAlignedWidth;
    to.height = kAlignedHeight;
    to.leftEyeX = kAlignedWidth / 2.0 - kEyes / 2;
    to.rightEyeX = kAlignedWidth / 2.0 + kEyes / 2;
    to.eyeY = kAlignedEyeY;
    to.mouthY = 0;
    return to;
}

Result<Embedding> LbpDemonstrationMatcher::embed(ImageView aligned)
{
    const AlignTemplate to = alignment();
    if (!aligned.valid() || aligned.width != to.width || aligned.height != to.height)
        return base::fail(Code::ModelUnusable, "the face is not aligned for the descriptor");
    cv::Mat soft;
    cv::GaussianBlur(toGrey(aligned), soft, {}, kSoft);
    std::vector<float> sum;
    for (const Shift& shift : kShifts)
    {
        const std::vector<float> histograms = uniformLbp(cut(soft, shift), kCell);
        sum.resize(histograms.size());
        for (std::size_t i = 0; i < histograms.size(); ++i)
            sum[i] += std::sqrt(histograms[i]);
    }
    for (float& value : sum)
        value /= static_cast<float>(kShifts.size() * kCell);
    removeCommon(sum);
    return Embedding(std::move(sum));
}

} // namespace banshi::face
