// SPDX-License-Identifier: GPL-3.0-or-later
#include "shape_model.h"

#include "grey.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <opencv2/imgproc.hpp>

namespace banshi::face
{

namespace
{

constexpr double kSmallest = 24;   // pixels
constexpr double kWorkWidth = 160; // pixels to which a face is scaled, in use as in training
constexpr double kMargin = 0.35;   // of the box around it, which the regression may look at
constexpr float kFarthest = 10;    // box widths to which a point is brought back
constexpr std::size_t kNumbers = 2 * kLandmarks;

using Shape = std::array<float, kNumbers>;

/// The turn and scale, without the move, that brings the mean shape closest to `now` (least squares).
struct Turn
{
    float a = 1;
    float b = 0;
};

Turn turnBetween(const std::vector<float>& mean, const Shape& now)
{
    float meanX = 0;
    float meanY = 0;
    float nowX = 0;
    float nowY = 0;
    for (std::size_t i = 0; i < kNumbers; i += 2)
    {
        meanX += mean[i] / kLandmarks;
        meanY += mean[i + 1] / kLandmarks;
        nowX += now[i] / kLandmarks;
        nowY += now[i + 1] / kLandmarks;
    }
    float along = 0;
    float across = 0;
    float square = 1e-9F;
    for (std::size_t i = 0; i < kNumbers; i += 2)
    {
        const float x = mean[i] - meanX;
        const float y = mean[i + 1] - meanY;
        along += x * (now[i] - nowX) + y * (now[i + 1] - nowY);
        across += x * (now[i + 1] - nowY) - y * (now[i] - nowX);
        square += x * x + y * y;
    }
    return {along / square, across / square};
}

/// Brightness at the pixels that a cascade looks at, moved with the shape; 0 outside the picture.
std::vector<float> pixelsOf(const ShapeModel::Cascade& cascade, const Turn& turn, const Shape& shape,
                            const cv::Mat& grey, const Box& box)
{
    std::vector<float> pixels(cascade.anchors.size());
    const auto wide = static_cast<float>(box.width - 1);
    const auto high = static_cast<float>(box.height - 1);
    for (std::size_t i = 0; i < pixels.size(); ++i)
    {
        const float dx = cascade.offsets[2 * i];
        const float dy = cascade.offsets[2 * i + 1];
        const std::size_t anchor = 2 * static_cast<std::size_t>(cascade.anchors[i]);
        const float x = turn.a * dx - turn.b * dy + shape[anchor];
        const float y = turn.b * dx + turn.a * dy + shape[anchor + 1];
        const float column = std::floor(static_cast<float>(box.x) + x * wide + 0.5F);
        const float row = std::floor(static_cast<float>(box.y) + y * high + 0.5F);
        // Compared before the cast: far outside, no int can hold it.
        if (column >= 0 && row >= 0 && column < static_cast<float>(grey.cols) && row < static_cast<float>(grey.rows))
            pixels[i] = grey.ptr<unsigned char>(static_cast<int>(row))[static_cast<int>(column)];
    }
    return pixels;
}

void addCascade(const ShapeModel::Cascade& cascade, int depth, const std::vector<float>& pixels, Shape& shape)
{
    const std::size_t splits = (std::size_t{1} << static_cast<unsigned>(depth)) - 1;
    for (std::size_t tree = 0; tree < cascade.factors.size(); ++tree)
    {
        const ShapeModel::Split* nodes = cascade.splits.data() + tree * splits;
        std::size_t node = 0;
        while (node < splits)
        {
            const ShapeModel::Split& split = nodes[node];
            node = 2 * node + (pixels[split.first] - pixels[split.second] > split.threshold ? 1 : 2);
        }
        const std::int8_t* leaf = cascade.leaves.data() + (tree * (splits + 1) + node - splits) * kNumbers;
        const float factor = cascade.factors[tree];
        for (std::size_t i = 0; i < kNumbers; ++i)
            shape[i] += factor * static_cast<float>(leaf[i]);
    }
}

} // namespace

Landmarks ShapeModel::find(const cv::Mat& grey, const Box& box) const
{
    Shape shape{};
    std::copy(m_mean.begin(), m_mean.end(), shape.begin());
    for (const Cascade& cascade : m_cascades)
        addCascade(cascade, m_depth, pixelsOf(cascade, turnBetween(m_mean, shape), shape, grey, box), shape);
    for (float& value : shape)
        value = std::clamp(value, -kFarthest, kFarthest);
    Landmarks landmarks;
    for (std::size_t i = 0; i < kLandmarks; ++i)
        landmarks.points[i] = {box.x + static_cast<double>(shape[2 * i]) * (box.width - 1),
                               box.y + static_cast<double>(shape[2 * i + 1]) * (box.height - 1)};
    return landmarks;
}

std::optional<FaceCut> cutFace(ImageView picture, const Box& face)
{
    if (!picture.valid() || !(face.width >= kSmallest) || !(face.height >= kSmallest))
        return std::nullopt;
    const cv::Rect wanted(
        static_cast<int>(face.x - face.width * kMargin), static_cast<int>(face.y - face.height * kMargin),
        static_cast<int>(face.width * (1 + 2 * kMargin)), static_cast<int>(face.height * (1 + 2 * kMargin)));
    const cv::Rect region = wanted & cv::Rect(0, 0, picture.width, picture.height);
    if (region.width < kSmallest || region.height < kSmallest)
        return std::nullopt;
    const ImageView part{picture.data + static_cast<std::size_t>(region.y) * picture.stride +
                             static_cast<std::size_t>(region.x) * 3,
                         region.width, region.height, picture.stride};
    FaceCut cut;
    cut.scale = kWorkWidth / face.width;
    cut.grey = scaledGrey(toGrey(part), cut.scale);
    cut.corner = {static_cast<double>(region.x), static_cast<double>(region.y)};
    cut.box = {(face.x - region.x) * cut.scale, (face.y - region.y) * cut.scale, face.width * cut.scale,
               face.height * cut.scale};
    return cut;
}

} // namespace banshi::face
