// SPDX-License-Identifier: GPL-3.0-or-later
#include "rasteriser.h"

#include <algorithm>
#include <cmath>

namespace banshi::face::rendered
{

namespace
{

struct Corner
{
    float x, y, distance, u, v, light, shine, hair;
};

Corner lit(const MeshPoint& point, const Coat& coat, const View& view)
{
    const cv::Vec3f seen = view.project(point.place);
    const cv::Vec3f normal = view.turn * point.normal;
    const float lambert = std::max(0.0F, normal.dot(view.light));
    const cv::Vec3f half = cv::normalize(view.light + cv::Vec3f(0, 0, 1));
    const float glance = std::max(0.0F, normal.dot(half));
    const float edge = 0.75F + 0.25F * std::clamp(normal[2] * 1.4F, 0.0F, 1.0F);
    return {seen[0],
            seen[1],
            seen[2],
            point.u * coat.scale + coat.originX,
            point.v * coat.scale + coat.originY,
            (view.ambient + view.directed * lambert) * edge,
            coat.shine * view.directed * std::pow(glance, 24.0F) * 255.0F,
            point.hair};
}

cv::Vec3f sample(const cv::Mat& picture, float u, float v)
{
    u = std::clamp(u, 0.0F, static_cast<float>(picture.cols) - 1.001F);
    v = std::clamp(v, 0.0F, static_cast<float>(picture.rows) - 1.001F);
    const int x = static_cast<int>(u);
    const int y = static_cast<int>(v);
    const float fx = u - static_cast<float>(x);
    const float fy = v - static_cast<float>(y);
    const auto* top = picture.ptr<cv::Vec3b>(y) + x;
    const auto* low = picture.ptr<cv::Vec3b>(y + 1) + x;
    cv::Vec3f colour;
    for (int i = 0; i < 3; ++i)
    {
        const float above = static_cast<float>(top[0][i]) * (1 - fx) + static_cast<float>(top[1][i]) * fx;
        const float below = static_cast<float>(low[0][i]) * (1 - fx) + static_cast<float>(low[1][i]) * fx;
        colour[i] = above * (1 - fy) + below * fy;
    }
    return colour;
}

void shade(const Coat& coat, const Corner& at, cv::Vec3b& pixel, float& depth)
{
    cv::Vec3f colour = sample(coat.picture, at.u, at.v);
    float cover = 1;
    if (coat.hair)
    {
        const float strand = (colour[1] - 128.0F) * 0.05F; // millimetres that this strand reaches further
        cover = std::clamp((at.hair + strand) * 0.45F + 0.5F, 0.0F, 1.0F);
        if (cover <= 0.02F)
            return;
    }
    for (int i = 0; i < 3; ++i)
    {
        const float value = colour[i] * at.light + at.shine;
        pixel[i] = static_cast<std::uint8_t>(
            std::clamp(static_cast<float>(pixel[i]) * (1 - cover) + value * cover, 0.0F, 255.0F));
    }
    if (cover > 0.5F)
        depth = at.distance;
}

Corner mix(const Corner& a, const Corner& b, const Corner& c, float wa, float wb, float wc)
{
    return {0,
            0,
            a.distance * wa + b.distance * wb + c.distance * wc,
            a.u * wa + b.u * wb + c.u * wc,
            a.v * wa + b.v * wb + c.v * wc,
            a.light * wa + b.light * wb + c.light * wc,
            a.shine * wa + b.shine * wb + c.shine * wc,
            a.hair * wa + b.hair * wb + c.hair * wc};
}

void drawTriangle(const Corner& a, const Corner& b, const Corner& c, const Coat& coat, cv::Mat& frame, cv::Mat& depth)
{
    const float area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    if (area <= 1e-6F) // seen from behind
        return;
    const int left = std::max(0, static_cast<int>(std::ceil(std::min({a.x, b.x, c.x}))));
    const int right = std::min(frame.cols - 1, static_cast<int>(std::floor(std::max({a.x, b.x, c.x}))));
    const int top = std::max(0, static_cast<int>(std::ceil(std::min({a.y, b.y, c.y}))));
    const int bottom = std::min(frame.rows - 1, static_cast<int>(std::floor(std::max({a.y, b.y, c.y}))));
    const float scale = 1 / area;
    for (int y = top; y <= bottom; ++y)
    {
        auto* pixels = frame.ptr<cv::Vec3b>(y);
        auto* depths = depth.ptr<float>(y);
        const auto fy = static_cast<float>(y);
        for (int x = left; x <= right; ++x)
        {
            const auto fx = static_cast<float>(x);
            const float wa = ((b.x - fx) * (c.y - fy) - (b.y - fy) * (c.x - fx)) * scale;
            const float wb = ((c.x - fx) * (a.y - fy) - (c.y - fy) * (a.x - fx)) * scale;
            const float wc = 1 - wa - wb;
            if (wa < 0 || wb < 0 || wc < 0)
                continue;
            const float distance = a.distance * wa + b.distance * wb + c.distance * wc;
            if (distance < depths[x])
                shade(coat, mix(a, b, c, wa, wb, wc), pixels[x], depths[x]);
        }
    }
}

} // namespace

cv::Vec3f View::project(const cv::Vec3f& place) const
{
    const cv::Vec3f turned = turn * place;
    const float distance = std::max(50.0F, move[2] - turned[2]);
    return {centreX + focal * (turned[0] + move[0]) / distance, centreY + focal * (turned[1] + move[1]) / distance,
            distance};
}

void drawMesh(const Mesh& mesh, const Coat& coat, const View& view, cv::Mat& frame, cv::Mat& depth)
{
    std::vector<Corner> corners;
    corners.reserve(mesh.points.size());
    for (const MeshPoint& point : mesh.points)
        corners.push_back(lit(point, coat, view));
    for (int row = 0; row + 1 < mesh.rows; ++row)
        for (int column = 0; column + 1 < mesh.columns; ++column)
        {
            const auto at = static_cast<std::size_t>(row * mesh.columns + column);
            const auto next = at + static_cast<std::size_t>(mesh.columns);
            if (coat.hair && std::max({corners[at].hair, corners[at + 1].hair, corners[next].hair}) < -8)
                continue;
            drawTriangle(corners[at], corners[at + 1], corners[next], coat, frame, depth);
            drawTriangle(corners[at + 1], corners[next + 1], corners[next], coat, frame, depth);
        }
}

} // namespace banshi::face::rendered
