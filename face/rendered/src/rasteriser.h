// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head_shape.h"

#include <opencv2/core.hpp>

namespace banshi::face::rendered
{

/// A pin-hole camera looking at a turned and moved head, and the light on it.
struct View
{
    cv::Matx33f turn = cv::Matx33f::eye();
    cv::Vec3f move; ///< millimetres; z is the distance to the head's axis
    float focal = 870;
    float centreX = 320;
    float centreY = 240;
    cv::Vec3f light; ///< unit vector towards the lamp
    float directed = 0.7F;
    float ambient = 0.4F;

    /// Pixel of a point of the head; the third number is its distance.
    [[nodiscard]] cv::Vec3f project(const cv::Vec3f& place) const;
};

/// What covers a mesh.
struct Coat
{
    cv::Mat picture;   ///< CV_8UC3, painted over the frontal plane
    float scale = 1;   ///< pixels per millimetre
    float originX = 0; ///< pixel of u = 0
    float originY = 0; ///< pixel of v = 0
    float shine = 0;   ///< strength of the highlight
    bool hair = false; ///< blend by MeshPoint::hair, ragged by the picture
};

/// Draws `mesh` into `frame` (CV_8UC3) with a depth buffer (CV_32F, distances, large where empty).
void drawMesh(const Mesh& mesh, const Coat& coat, const View& view, cv::Mat& frame, cv::Mat& depth);

} // namespace banshi::face::rendered
