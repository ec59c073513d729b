// SPDX-License-Identifier: GPL-3.0-or-later
#include "backdrop.h"

#include "brush.h"

#include <opencv2/imgproc.hpp>

namespace banshi::face::rendered
{

namespace
{

std::vector<cv::Point2d> mirrored(std::vector<cv::Point2d> right)
{
    for (auto i = static_cast<std::ptrdiff_t>(right.size()) - 1; i >= 0; --i)
        right.emplace_back(-right[static_cast<std::size_t>(i)].x, right[static_cast<std::size_t>(i)].y);
    return right;
}

void paintLongHair(Brush& brush, const Identity& p, double light)
{
    const double wide = p.halfWidth + p.hairVolume;
    const double down = p.chin + 55;
    const std::vector<cv::Point2d> outline = mirrored({{0, -p.top - p.hairVolume},
                                                       {wide * 0.6, -p.top * 0.9},
                                                       {wide, -p.top * 0.35},
                                                       {wide * 1.06, 20},
                                                       {wide * 1.12, down - 30},
                                                       {wide * 0.98, down},
                                                       {wide * 0.4, down + 6}});
    brush.shape(outline, scaled(p.hair, 0.95 * light), 2);
    Random random(p.seed ^ 0x10ULL);
    for (int strand = 0; strand < 40; ++strand)
    {
        const double x = random.uniform(-wide, wide);
        const double end = x * 1.08;
        brush.line({{x, -20}, {end, down - random.uniform(2, 14)}}, 0.9,
                   scaled(p.hair, light * random.uniform(0.7, 1.9)), 1, 0.6);
    }
}

void paintClothes(Brush& brush, const Identity& p, double light)
{
    const double top = p.chin + 42;
    const Colour cloth = scaled(p.cloth, light);
    brush.shape(mirrored({{0, top + 26}, {40, top - 4}, {62, top}, {150, top + 34}, {205, top + 70}, {225, 900}}),
                cloth, 1.5);
    for (const double side : {-1.0, 1.0})
    {
        brush.shape({{side * 38, top - 10}, {side * 58, top - 2}, {side * 44, top + 34}, {side * 8, top + 34}},
                    scaled(cloth, 1.25), 1);
        brush.line({{side * 38, top - 8}, {side * 8, top + 34}}, 1.2, scaled(cloth, 0.5), 1, 0.7);
        brush.line({{side * 120, top + 60}, {side * 128, 900}}, 5, scaled(cloth, 0.75), 6, 0.6);
    }
    brush.line({{0, top + 34}, {0, 900}}, 1.0, scaled(cloth, 0.55), 1, 0.8);
}

} // namespace

void paintBody(cv::Mat& frame, const Identity& p, const View& view)
{
    const double scale = view.focal / (view.move[2] + 25);
    Brush brush(frame, scale, view.centreX + view.move[0] * scale, view.centreY + view.move[1] * scale);
    const double light = view.ambient + 0.62 * view.directed;
    if (p.hairStyle == HairStyle::Long)
        paintLongHair(brush, p, light);
    const double neck = p.female ? 45 : 54;
    const Colour skin = scaled(p.skin, 0.80 * light);
    const double bottom = p.chin + 76;
    brush.shape(
        mirrored(
            {{0, p.chin * 0.4}, {neck, p.chin * 0.4}, {neck * 0.97, p.chin + 25}, {neck * 1.3, bottom}, {0, bottom}}),
        skin, 1.5);
    for (const double side : {-1.0, 1.0})
    {
        const bool shade = side * view.light[0] < 0;
        brush.shape({{side * neck * 0.72, p.chin * 0.4},
                     {side * neck, p.chin * 0.4},
                     {side * neck, bottom},
                     {side * neck * 0.8, bottom}},
                    scaled(skin, 0.55), 18, shade ? 0.8 : 0.4);
    }
    brush.spot({0, p.chin + 4}, neck * 0.95, 17, scaled(skin, 0.5), 16, 0.75);
    paintClothes(brush, p, light);
}

cv::Mat paintRoom(std::uint64_t seed, int width, int height)
{
    Random random(seed * 77 + 5);
    cv::Mat room(height, width, CV_8UC3);
    const double tone = random.uniform(120, 180);
    const Colour wall{tone + random.uniform(-6, 14), tone, tone + random.uniform(-10, 8)};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int i = 0; i < 3; ++i)
                room.at<cv::Vec3b>(y, x)[i] = cv::saturate_cast<std::uint8_t>(
                    wall[static_cast<std::size_t>(i)] * (1.08 - 0.22 * y / height + 0.1 * x / width));
    Brush brush(room, width / 640.0, 0, 0);
    const double floor = height * 640.0 / width;
    for (int panel = 0; panel < 6; ++panel)
    {
        const double x = random.uniform(-40, 640);
        const double wide = random.uniform(30, 130);
        const double top = random.uniform(-60, 160);
        const Colour colour = scaled(wall, random.chance(0.25) ? 1.3 : random.uniform(0.55, 0.95));
        brush.shape({{x, top}, {x + wide, top}, {x + wide, floor}, {x, floor}}, colour, 3, 0.8);
    }
    cv::GaussianBlur(room, room, {}, 5.0 * width / 640.0);
    return room;
}

} // namespace banshi::face::rendered
