// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/head_renderer.h"

#include "backdrop.h"
#include "face_paint.h"
#include "head_shape.h"
#include "random.h"
#include "rasteriser.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

namespace banshi::face::rendered
{

namespace
{

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr float kFar = 1e9F;

cv::Matx33f turnOf(const Pose& pose)
{
    const auto sine = [](double degrees) { return static_cast<float>(std::sin(degrees * kRadians)); };
    const auto cosine = [](double degrees) { return static_cast<float>(std::cos(degrees * kRadians)); };
    const cv::Matx33f yaw(cosine(pose.yaw), 0, sine(pose.yaw), 0, 1, 0, -sine(pose.yaw), 0, cosine(pose.yaw));
    const cv::Matx33f pitch(1, 0, 0, 0, cosine(pose.pitch), sine(pose.pitch), 0, -sine(pose.pitch), cosine(pose.pitch));
    const cv::Matx33f roll(cosine(pose.roll), -sine(pose.roll), 0, sine(pose.roll), cosine(pose.roll), 0, 0, 0, 1);
    return roll * pitch * yaw;
}

View viewOf(const Pose& pose, const Scene& scene, int width, int height)
{
    View view;
    view.turn = turnOf(pose);
    view.move = {static_cast<float>(pose.x), static_cast<float>(pose.y), static_cast<float>(pose.distance)};
    view.focal = static_cast<float>(scene.focal);
    view.centreX = static_cast<float>(width) / 2;
    view.centreY = static_cast<float>(height) / 2;
    const double azimuth = scene.lightAzimuth * kRadians;
    const double elevation = scene.lightElevation * kRadians;
    view.light = {static_cast<float>(std::sin(azimuth) * std::cos(elevation)), static_cast<float>(-std::sin(elevation)),
                  static_cast<float>(std::cos(azimuth) * std::cos(elevation))};
    view.directed = static_cast<float>(scene.light);
    view.ambient = static_cast<float>(scene.ambient);
    return view;
}

/// What lens and sensor add: a little blur and noise that differs from frame to frame.
void develop(cv::Mat& frame, double noise, std::uint64_t seed)
{
    cv::GaussianBlur(frame, frame, {3, 3}, 0.65);
    if (noise <= 0)
        return;
    Random random(seed);
    cv::Mat grain(1, frame.cols * 8 + 4096, CV_8SC3);
    cv::RNG source(random.next());
    source.fill(grain, cv::RNG::NORMAL, 0, noise);
    const auto* values = grain.ptr<signed char>();
    for (int y = 0; y < frame.rows; ++y)
    {
        auto* pixel = frame.ptr<std::uint8_t>(y);
        const auto* row = values + random.next() % static_cast<std::uint64_t>(3 * (frame.cols * 7 + 4096));
        for (int i = 0; i < frame.cols * 3; ++i)
            pixel[i] = cv::saturate_cast<std::uint8_t>(pixel[i] + row[i]);
    }
}

Image toImage(const cv::Mat& frame)
{
    return Image::copyOf({frame.data, frame.cols, frame.rows, frame.step[0]});
}

void requireSize(int width, int height)
{
    if (width < 16 || height < 16 || width > 4096 || height > 4096)
        throw std::invalid_argument("a rendered picture is 16 to 4096 pixels wide and high");
}

} // namespace

struct HeadRenderer::Parts
{
    explicit Parts(const Identity& identity) : person(identity), shape(identity), paint(identity), hair(shape.hair())
    {
        skinCoat.scale = hairCoat.scale = static_cast<float>(kPaintScale);
        skinCoat.originX = hairCoat.originX = static_cast<float>(kPaintX);
        skinCoat.originY = hairCoat.originY = static_cast<float>(kPaintY);
        skinCoat.shine = 0.10F;
        hairCoat.picture = paintHair(identity);
        hairCoat.hair = true;
        hairCoat.shine = 0.22F;
    }

    const cv::Mat& backdrop(const Scene& scene, int width, int height)
    {
        if (room.cols != width || room.rows != height || roomSeed != scene.seed || roomPlain != scene.plain)
        {
            room = scene.plain ? cv::Mat(height, width, CV_8UC3, cv::Scalar(246, 246, 246))
                               : paintRoom(scene.seed, width, height);
            roomSeed = scene.seed;
            roomPlain = scene.plain;
        }
        return room;
    }

    Identity person;
    HeadShape shape;
    FacePaint paint;
    Mesh hair;
    Coat skinCoat;
    Coat hairCoat;
    cv::Mat room;
    std::uint64_t roomSeed = 0;
    bool roomPlain = false;
    std::uint64_t frames = 0;
};

HeadRenderer::HeadRenderer(const Identity& person) : m_parts(std::make_unique<Parts>(person)) {}

HeadRenderer::~HeadRenderer() = default;

const Identity& HeadRenderer::person() const
{
    return m_parts->person;
}

Image HeadRenderer::render(const Pose& pose, const Scene& scene, int width, int height)
{
    requireSize(width, height);
    Parts& parts = *m_parts;
    const View view = viewOf(pose, scene, width, height);
    cv::Mat frame = parts.backdrop(scene, width, height).clone();
    paintBody(frame, parts.person, view);
    cv::Mat depth(height, width, CV_32FC1, cv::Scalar(kFar));
    parts.skinCoat.picture = parts.paint.picture(pose.blink);
    drawMesh(parts.shape.skin(pose.mouth), parts.skinCoat, view, frame, depth);
    if (parts.person.hairStyle != HairStyle::Long)
        for (const double side : {-1.0, 1.0})
            drawMesh(parts.shape.ear(side), parts.skinCoat, view, frame, depth);
    drawMesh(parts.hair, parts.hairCoat, view, frame, depth);
    develop(frame, scene.noise, scene.seed * 1000003 + parts.frames++);
    return toImage(frame);
}

FaceTruth HeadRenderer::truth(const Pose& pose, const Scene& scene, int width, int height) const
{
    const View view = viewOf(pose, scene, width, height);
    const Identity& person = m_parts->person;
    const auto seen = [&](double x, double y) {
        const cv::Vec3f at = view.project(m_parts->shape.front(x, y));
        return Point{at[0], at[1]};
    };
    const double slope = std::tan(person.eyeTilt * kRadians) * person.eyeWidth;
    const double outer = person.eyeX + person.eyeWidth;
    const double inner = person.eyeX - person.eyeWidth;
    return {{seen(-person.eyeX, 0), seen(person.eyeX, 0)}, {seen(-outer, -slope), seen(outer, -slope)},
            {seen(-inner, slope), seen(inner, slope)},     seen(0, person.noseLength - 9),
            seen(-person.mouthWidth, person.mouthY),       seen(person.mouthWidth, person.mouthY)};
}

Image renderFrame(const Identity& person, const Pose& pose, int width, int height)
{
    return HeadRenderer(person).render(pose, Scene{}, width, height);
}

Image renderRoom(const Scene& scene, int width, int height)
{
    requireSize(width, height);
    cv::Mat frame = paintRoom(scene.seed, width, height);
    develop(frame, scene.noise, scene.seed);
    return toImage(frame);
}

} // namespace banshi::face::rendered
