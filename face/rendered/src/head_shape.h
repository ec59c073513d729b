// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/face/rendered/identity.h"

#include <opencv2/core/matx.hpp>
#include <vector>

namespace banshi::face::rendered
{

/// Half the height of the lip line in millimetres; an opening mouth stretches this band.
inline constexpr double kMouthGap = 0.7;

/// One point of the head's mesh in millimetres: x right, y down from the eye line, z towards the camera.
struct MeshPoint
{
    cv::Vec3f place;
    cv::Vec3f normal;
    float u = 0;    ///< frontal x in the unmoved face, where the skin is painted
    float v = 0;    ///< frontal y in the unmoved face
    float hair = 0; ///< millimetres inside the hair (negative: bare)
};

/// A grid of points, `columns` to a row.
struct Mesh
{
    int columns = 0;
    int rows = 0;
    std::vector<MeshPoint> points;
};

/// The head as a surface: rows of rounded cross-sections with features as bumps on them.
class HeadShape
{
public:
    explicit HeadShape(const Identity& person);

    /// The skin with the mouth opened by `mouth` (0 to 1).
    [[nodiscard]] Mesh skin(double mouth) const;
    /// The hair, a shell around the skull; only points with hair ≥ 0 are covered.
    [[nodiscard]] Mesh hair() const;
    /// One ear; `side` -1 left in the picture or 1 right.
    [[nodiscard]] Mesh ear(double side) const;
    /// A point of the front of the face above (x, y), with the mouth opened by `mouth`.
    [[nodiscard]] cv::Vec3f front(double x, double y, double mouth = 0) const;
    /// Half the width of the head at the height `y`.
    [[nodiscard]] double halfWidth(double y) const;

private:
    struct Bump
    {
        double x, y, spreadX, spreadY, height;
    };

    void addBumps();
    [[nodiscard]] double depth(double y) const;
    [[nodiscard]] double relief(double x, double y) const;
    [[nodiscard]] double jawDrop(double x, double y, double mouth) const;
    [[nodiscard]] double hairEdge(double angle, double x) const;
    [[nodiscard]] std::vector<double> rowHeights() const;

    Identity m_person;
    std::vector<Bump> m_bumps;
};

} // namespace banshi::face::rendered
