// SPDX-License-Identifier: GPL-3.0-or-later
#include "face_paint.h"

#include "brush.h"
#include "eye_paint.h"
#include "worn_paint.h"

#include <cmath>

namespace banshi::face::rendered
{

namespace
{

Brush brushOn(cv::Mat& canvas)
{
    return {canvas, kPaintScale, kPaintX, kPaintY};
}

/// Every pixel of `canvas` becomes `colour` times `tone` (CV_32F).
void tint(const cv::Mat& tone, const Colour& colour, cv::Mat& canvas)
{
    std::vector<cv::Mat> channels;
    for (const double value : colour)
    {
        cv::Mat channel;
        tone.convertTo(channel, CV_8U, value);
        channels.push_back(channel);
    }
    cv::merge(channels, canvas);
}

/// Middle and half thickness of the brow at one place.
struct BrowPart
{
    double x;
    double y;
    double half;
};

BrowPart browPart(const Identity& p, double t)
{
    const double x = p.eyeX - p.browLength * 0.72 + t * p.browLength * 1.75;
    const double slope = std::tan(p.browTilt * 0.01745);
    const double y = -p.browHeight - slope * (x - p.eyeX) - p.browArch * std::sin(t * 2.6) + 4.5 * t * t * t;
    const double thick = p.browThickness * (t < 0.6 ? 1.0 - 0.15 * t : 0.91 * (1 - t) / 0.4 + 0.12);
    return {x, y, thick * 0.55};
}

} // namespace

FacePaint::FacePaint(const Identity& person) : m_person(person), m_base(kPaintHeight, kPaintWidth, CV_8UC3)
{
    paintSkin();
    paintShadows();
    paintMarks();
    paintNose();
    paintMouth();
    paintBrow(-1);
    paintBrow(1);
}

void FacePaint::paintSkin()
{
    Random random(m_person.seed ^ 0x5EEDULL);
    const cv::Mat broad = smoothNoise(m_base.size(), 45, 45, random);
    const cv::Mat fine = smoothNoise(m_base.size(), 4, 4, random);
    const cv::Mat tone = 1 + 0.025 * broad + (0.012 + 0.012 * m_person.age) * fine;
    tint(tone, m_person.skin, m_base);
    Brush brush = brushOn(m_base);
    const Colour flush{m_person.skin[0] * 0.86, m_person.skin[1] * 0.86, m_person.skin[2]};
    for (const double side : {-1.0, 1.0})
        brush.spot({side * m_person.eyeX * 1.35, m_person.noseLength * 0.75}, 14, 11, flush, 16, 0.55);
    brush.spot({0, m_person.noseLength - 9}, 8, 8, flush, 8, 0.45);
}

void FacePaint::paintShadows()
{
    const Identity& p = m_person;
    const Colour dark = scaled(p.skin, 0.55);
    Brush brush = brushOn(m_base);
    for (const double side : {-1.0, 1.0})
    {
        brush.spot({side * (p.eyeX - 2), -3}, p.eyeWidth + 3, 8, dark, 10, 0.30);
        brush.spot({side * (p.eyeX - p.eyeWidth - 3), -4}, 4, 8, dark, 8, 0.32);
        brush.spot({side * p.eyeX, p.eyeHeight + 6}, p.eyeWidth * 0.8, 2.5, dark, 5, 0.16 + 0.22 * p.age);
        brush.spot({side * (p.noseWidth * 0.75 + 2), p.noseLength * 0.62}, 3, 12, dark, 6, 0.22);
        brush.spot({side * p.halfWidth * 0.93, p.noseLength}, 12, 34, dark, 22, 0.20);
    }
    brush.spot({0, p.noseLength + 3}, p.noseWidth * 0.8, 3, dark, 6, 0.42);
    brush.spot({0, p.mouthY + p.lowerLip + 5}, 14, 3, dark, 7, 0.34);
    brush.line({{0, p.noseLength + 4}, {0, p.mouthY - p.upperLip - 1}}, 3.2, dark, 3, 0.16);
    brush.spot({0, p.chin + 2}, 40, 8, dark, 14, 0.4);
}

void FacePaint::paintMarks()
{
    const Identity& p = m_person;
    Brush brush = brushOn(m_base);
    const Colour fold = scaled(p.skin, 0.5);
    for (const double side : {-1.0, 1.0})
    {
        brush.line({{side * (p.noseWidth + 2), p.noseLength - 6},
                    {side * (p.noseWidth + 8), p.noseLength + 8},
                    {side * (p.mouthWidth + 4), p.mouthY - 2}},
                   1.6, fold, 3, 0.10 + 0.38 * p.age);
        for (int line = 0; line < 3; ++line)
            brush.line({{side * (p.eyeX + p.eyeWidth + 3), -2.0 + 2.5 * line},
                        {side * (p.eyeX + p.eyeWidth + 10), -5.0 + 4.5 * line}},
                       0.8, fold, 1, 0.35 * std::max(0.0, p.age - 0.35));
    }
    for (int line = 0; line < 3; ++line)
        brush.line({{-26, -38.0 - 7 * line}, {0, -40.5 - 7 * line}, {26, -38.0 - 7 * line}}, 0.9, fold, 1.6,
                   0.4 * std::max(0.0, p.age - 0.3));
    const Colour stubble{p.skin[0] * 0.72, p.skin[1] * 0.70, p.skin[2] * 0.64};
    brush.spot({0, p.mouthY + 18}, p.mouthWidth * 1.5, 17, stubble, 14, 0.45 * p.beard);
    brush.spot({0, p.mouthY - p.upperLip - 6}, p.mouthWidth * 0.95, 4, stubble, 6, 0.6 * p.beard);
    for (const Mole& mole : p.moles)
        brush.spot({mole.x, mole.y}, mole.radius, mole.radius, scaled(p.skin, 0.32), 0.7, 0.85);
}

void FacePaint::paintBrow(double side)
{
    const Identity& p = m_person;
    Random random(p.seed ^ 0xB120ULL);
    std::vector<cv::Point2d> upper;
    std::vector<cv::Point2d> lower;
    constexpr int kSteps = 12;
    for (int step = 0; step <= kSteps; ++step)
    {
        const double t = static_cast<double>(step) / kSteps; // 0 at the nose
        const BrowPart part = browPart(p, t);
        upper.emplace_back(side * part.x, part.y - part.half);
        lower.emplace_back(side * part.x, part.y + part.half);
    }
    std::vector<cv::Point2d> outline = upper;
    outline.insert(outline.end(), lower.rbegin(), lower.rend());
    const Colour hair{p.hair[0] + 14, p.hair[1] + 14, p.hair[2] + 16};
    Brush brush = brushOn(m_base);
    brush.shape(outline, hair, 1.6, 0.72);
    for (int strand = 0; strand < 34; ++strand)
    {
        const auto at = static_cast<std::size_t>(random.uniform(0, kSteps - 0.5));
        const cv::Point2d root = lower[at] + (upper[at] - lower[at]) * random.uniform(0, 0.9);
        brush.line({root, {root.x + side * random.uniform(1.5, 3.4), root.y - random.uniform(0.2, 1.6)}}, 0.4, p.hair,
                   0, 0.5);
    }
}

void FacePaint::paintNose()
{
    const Identity& p = m_person;
    const Colour dark = scaled(p.skin, 0.22);
    Brush brush = brushOn(m_base);
    for (const double side : {-1.0, 1.0})
    {
        brush.spot({side * p.noseWidth * 0.42, p.noseLength - 1.2}, p.noseWidth * 0.21, 1.9, dark, 1.4, 0.85);
        brush.line({{side * p.noseWidth * 0.86, p.noseLength - 10},
                    {side * p.noseWidth * 1.02, p.noseLength - 5},
                    {side * p.noseWidth * 0.86, p.noseLength - 0.5}},
                   1.3, scaled(p.skin, 0.5), 2, 0.5);
    }
}

void FacePaint::paintMouth()
{
    const Identity& p = m_person;
    std::vector<cv::Point2d> upper;
    std::vector<cv::Point2d> lower;
    std::vector<cv::Point2d> seam;
    constexpr int kSteps = 20;
    for (int step = 0; step <= kSteps; ++step)
    {
        const double t = 2.0 * step / kSteps - 1;
        upper.push_back(upperLipEdge(p, t));
        lower.push_back(lowerLipEdge(p, t));
        seam.emplace_back(t * p.mouthWidth * 0.98, p.mouthY);
    }
    std::vector<cv::Point2d> upperShape = upper;
    upperShape.insert(upperShape.end(), seam.rbegin(), seam.rend());
    std::vector<cv::Point2d> lowerShape = lower;
    lowerShape.insert(lowerShape.end(), seam.rbegin(), seam.rend());
    Brush brush = brushOn(m_base);
    brush.shape(upperShape, scaled(p.lips, 0.88), 1.4, 0.9);
    brush.shape(lowerShape, p.lips, 1.6, 0.9);
    brush.spot({0, p.mouthY + p.lowerLip * 0.5}, p.mouthWidth * 0.35, p.lowerLip * 0.22, scaled(p.lips, 1.2), 2.5, 0.4);
    brush.line(seam, 1.4, {28, 24, 52}, 0.7, 0.9);
    for (const double side : {-1.0, 1.0})
        brush.spot({side * p.mouthWidth, p.mouthY}, 2.4, 1.5, scaled(p.skin, 0.45), 2.2, 0.6);
}

cv::Mat FacePaint::picture(double blink, bool glasses, bool mask) const
{
    cv::Mat canvas = m_base.clone();
    paintEye(canvas, m_person, -1, blink);
    paintEye(canvas, m_person, 1, blink);
    if (mask)
        paintMask(canvas, m_person);
    if (glasses)
        paintGlasses(canvas, m_person);
    return canvas;
}

cv::Point2d browEdge(const Identity& person, double along)
{
    const BrowPart part = browPart(person, along);
    return {part.x, part.y - part.half};
}

cv::Point2d upperLipEdge(const Identity& person, double along)
{
    const double bow = 0.22 * std::exp(-along * along / 0.012);
    return {along * person.mouthWidth, person.mouthY - person.upperLip * (std::pow(1 - std::abs(along), 0.75) - bow)};
}

cv::Point2d lowerLipEdge(const Identity& person, double along)
{
    const double square = along * along;
    return {along * person.mouthWidth,
            person.mouthY + person.lowerLip * std::sqrt(std::max(0.0, 1 - square)) * (1 - 0.25 * square)};
}

cv::Mat paintHair(const Identity& person)
{
    Random random(person.seed ^ 0x4A12ULL);
    cv::Mat canvas(kPaintHeight, kPaintWidth, CV_8UC3);
    const cv::Mat strands = smoothNoise(canvas.size(), 2.2, 60, random);
    const cv::Mat locks = smoothNoise(canvas.size(), 16, 120, random);
    const cv::Mat tone = 1 + 0.28 * strands + 0.22 * locks;
    tint(tone, scaled(person.hair, 1.15), canvas);
    return canvas;
}

} // namespace banshi::face::rendered
