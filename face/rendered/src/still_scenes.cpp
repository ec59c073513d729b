// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/sequences.h"

#include "brush.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace banshi::face::rendered
{

namespace
{

constexpr double kSceneWidth = 640; // the scenes are drawn in a field of 640 × 480 units

Image finish(cv::Mat& picture)
{
    cv::GaussianBlur(picture, picture, {}, 0.6);
    return Image::copyOf({picture.data, picture.cols, picture.rows, picture.step[0]});
}

void texture(cv::Mat& picture, double strength, double grainX, double grainY, Random& random)
{
    const cv::Mat noise = smoothNoise(picture.size(), grainX, grainY, random);
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x)
            for (int i = 0; i < 3; ++i)
            {
                auto& value = picture.at<cv::Vec3b>(y, x)[i];
                value = cv::saturate_cast<std::uint8_t>(value * (1 + strength * noise.at<float>(y, x)));
            }
}

/// Maps the sheet's own units (0..210 across, 0..297 down) to the turned sheet on the table.
class Sheet
{
public:
    explicit Sheet(Random& random) : m_angle(random.uniform(-0.06, 0.06)) {}

    [[nodiscard]] cv::Point2d at(double x, double y) const
    {
        const double across = (x - 105) * 1.5;
        const double down = (y - 148.5) * 1.5;
        return {320 + across * std::cos(m_angle) - down * std::sin(m_angle),
                240 + across * std::sin(m_angle) + down * std::cos(m_angle)};
    }
    [[nodiscard]] std::vector<cv::Point2d> area(double left, double top, double right, double bottom) const
    {
        return {at(left, top), at(right, top), at(right, bottom), at(left, bottom)};
    }

private:
    double m_angle;
};

/// A line of print: dark blocks of the size of characters.
void printLine(Brush& brush, const Sheet& sheet, double top, double height, double from, double to, Random& random)
{
    for (double x = from; x < to; x += height * 1.12)
    {
        brush.shape(sheet.area(x, top, x + height * 0.9, top + height), {70, 66, 64}, 0.6, random.uniform(0.45, 0.8));
        brush.line({sheet.at(x + height * 0.1, top + height * random.uniform(0.2, 0.8)),
                    sheet.at(x + height * 0.8, top + height * random.uniform(0.2, 0.8))},
                   0.5, {225, 228, 230}, 0, 0.8);
    }
}

void window(Brush& brush, double x, double y, double wide, double high, Random& random)
{
    const Colour glass = random.chance(0.2) ? Colour{150, 200, 220} : Colour{110, 95, 85};
    brush.shape({{x, y}, {x + wide, y}, {x + wide, y + high}, {x, y + high}}, glass, 0.5);
}

void buildings(Brush& brush, Random& random)
{
    for (double x = -20; x < kSceneWidth;)
    {
        const double wide = random.uniform(70, 140);
        const double top = random.uniform(30, 150);
        const double tone = random.uniform(120, 205);
        brush.shape({{x, top}, {x + wide, top}, {x + wide, 290}, {x, 290}},
                    {tone * random.uniform(0.9, 1.05), tone, tone * random.uniform(0.95, 1.1)}, 0.8);
        for (double y = top + 12; y < 250; y += 26)
            for (double column = x + 10; column < x + wide - 16; column += 22)
                window(brush, column, y, 12, 15, random);
        x += wide + 4;
    }
}

void tree(Brush& brush, double x, Random& random)
{
    brush.shape({{x - 4, 200}, {x + 4, 200}, {x + 6, 300}, {x - 6, 300}}, {50, 70, 90}, 1);
    for (int leaf = 0; leaf < 22; ++leaf)
        brush.spot({x + random.uniform(-30, 30), random.uniform(145, 215)}, random.uniform(8, 17),
                   random.uniform(7, 14), {random.uniform(40, 70), random.uniform(95, 150), random.uniform(50, 90)}, 4,
                   0.85);
}

void hole(Brush& brush, double x, double y, Random& random)
{
    std::vector<cv::Point2d> edge;
    constexpr int kCorners = 16;
    for (int corner = 0; corner < kCorners; ++corner)
    {
        const double angle = 6.2832 * corner / kCorners;
        const double reach = random.uniform(0.8, 1.15);
        edge.emplace_back(x + 75 * reach * std::cos(angle), y + 28 * reach * std::sin(angle));
    }
    brush.shape(edge, {38, 40, 44}, 2);
    brush.spot({x + 6, y + 7}, 48, 13, {92, 84, 74}, 8, 0.7);
    for (int crack = 0; crack < 7; ++crack)
    {
        const double angle = random.uniform(0, 6.28);
        const cv::Point2d start(x + 72 * std::cos(angle), y + 27 * std::sin(angle));
        brush.line({start, {start.x + 40 * std::cos(angle), start.y + 16 * std::sin(angle)}}, 1.4, {45, 45, 48}, 0.6,
                   0.8);
    }
}

} // namespace

Image renderDocument(std::uint64_t seed, int width, int height)
{
    Random random(seed ^ 0xD0CULL);
    cv::Mat picture(height, width, CV_8UC3, cv::Scalar(70, 96, 128));
    texture(picture, 0.16, width / 5.0, height / 90.0, random);
    const double scale = width / kSceneWidth;
    Brush brush(picture, scale, 0, height / 2.0 - 240 * scale);
    const Sheet sheet(random);
    brush.shape(sheet.area(2, 3, 214, 301), {30, 36, 44}, 8, 0.6);
    brush.shape(sheet.area(0, 0, 210, 297), {236, 240, 242}, 0.6);
    printLine(brush, sheet, 32, 11, 55, 155, random);
    for (int line = 0; line < 15; ++line)
        printLine(brush, sheet, 62 + line * 11, 5, line % 5 == 0 ? 42 : 28,
                  line % 5 == 4 ? random.uniform(70, 140) : 182, random);
    printLine(brush, sheet, 246, 5, 128, 182, random);
    std::vector<cv::Point2d> ring = ellipse({0, 0}, 19, 19);
    for (cv::Point2d& point : ring)
        point = sheet.at(152 + point.x, 248 + point.y);
    ring.push_back(ring.front());
    brush.line(ring, 2.2, {40, 40, 200}, 0.8, 0.8);
    const cv::Point2d middle = sheet.at(152, 248);
    brush.spot(middle, 8, 8, {40, 40, 200}, 1.5, 0.6);
    return finish(picture);
}

Image renderStreet(std::uint64_t seed, int width, int height)
{
    Random random(seed ^ 0x57EE7ULL);
    cv::Mat picture(height, width, CV_8UC3, cv::Scalar(228, 208, 186));
    const double scale = width / kSceneWidth;
    Brush brush(picture, scale, 0, height / 2.0 - 240 * scale);
    buildings(brush, random);
    brush.shape({{-5, 285}, {645, 285}, {645, 330}, {-5, 330}}, {168, 172, 176}, 0.8);
    brush.shape({{-5, 322}, {645, 322}, {645, 900}, {-5, 900}}, {104, 102, 100}, 0.8);
    brush.shape({{-5, 318}, {645, 318}, {645, 326}, {-5, 326}}, {196, 198, 200}, 0.5);
    for (int mark = 0; mark < 5; ++mark)
        brush.shape(
            {{mark * 150.0 - 20, 372}, {mark * 150.0 + 60, 372}, {mark * 150.0 + 54, 380}, {mark * 150.0 - 28, 380}},
            {225, 228, 228}, 0.8, 0.9);
    for (double x = random.uniform(20, 80); x < kSceneWidth; x += random.uniform(140, 210))
        tree(brush, x, random);
    hole(brush, random.uniform(220, 420), random.uniform(415, 435), random);
    texture(picture, 0.05, 3, 3, random);
    return finish(picture);
}

} // namespace banshi::face::rendered
