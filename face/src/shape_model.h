// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/landmarker.h"

#include <cstdint>
#include <opencv2/core.hpp>
#include <span>
#include <string>
#include <vector>

namespace banshi::face
{

/// Regression trees that move a mean shape onto a face (Kazemi and Sullivan, CVPR 2014) as dlib trains them. The leaves
/// are kept as whole numbers from -127 to 127 times a factor for each tree: a sixth of dlib's file at no measurable
/// loss. Threads: reading from any thread.
class ShapeModel
{
public:
    /// Which half of a node's pair is brighter decides the way.
    struct Split
    {
        std::uint16_t first = 0;
        std::uint16_t second = 0;
        float threshold = 0;
    };
    struct Cascade
    {
        std::vector<std::uint16_t> anchors; ///< the landmark to which each looked-at pixel belongs
        std::vector<float> offsets;         ///< x and y from there, in box widths, on the mean shape
        std::vector<Split> splits;          ///< tree after tree, each 2^depth - 1
        std::vector<float> factors;         ///< one a tree
        std::vector<std::int8_t> leaves;    ///< tree after tree, each 2^depth times 2 · kLandmarks
    };

    static constexpr std::uint32_t kDeepest = 8;
    static constexpr std::uint32_t kMost = 20'000; ///< cascades, trees, pixels: far more than any model has

    /// Reads what write() or dlib's serialize() wrote. Throws std::runtime_error for anything else.
    [[nodiscard]] static ShapeModel read(std::span<const unsigned char> bytes);
    [[nodiscard]] std::string write() const;
    /// `value` when it can be one of a shape in box widths. Throws std::runtime_error for others and for no number.
    static float plausible(float value);
    /// Points of the face in `box` of `grey` (CV_8UC1), at most ten widths beside the box.
    [[nodiscard]] Landmarks find(const cv::Mat& grey, const Box& box) const;

private:
    [[nodiscard]] static ShapeModel readOurs(std::span<const unsigned char> bytes);
    [[nodiscard]] static ShapeModel readDlib(std::span<const unsigned char> bytes);
    /// Throws std::runtime_error when something points outside or is no number.
    void check() const;

    std::vector<float> m_mean; // x and y of each landmark in the box, 0 to 1
    int m_depth = 0;
    std::vector<Cascade> m_cascades;
};

/// A face cut out and scaled as ShapeModel wants it.
struct FaceCut
{
    cv::Mat grey;
    Box box;          ///< of the face in `grey`
    double scale = 1; ///< pixels of `grey` for one of the picture
    Point corner;     ///< of `grey` in the picture

    [[nodiscard]] Point toPicture(Point point) const
    {
        return {(point.x + 0.5) / scale - 0.5 + corner.x, (point.y + 0.5) / scale - 0.5 + corner.y};
    }
    [[nodiscard]] Point toCut(Point point) const
    {
        return {(point.x - corner.x + 0.5) * scale - 0.5, (point.y - corner.y + 0.5) * scale - 0.5};
    }
};

/// Cuts `face` out of `picture`; nothing when the box lies outside or is smaller than 24 pixels.
[[nodiscard]] std::optional<FaceCut> cutFace(ImageView picture, const Box& face);

} // namespace banshi::face
