// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/head_renderer.h"

#include "backdrop.h"
#include "face_paint.h"
#include "feature_points.h"
#include "head_shape.h"
#include "view.h"
#include "worn_paint.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace banshi::face::rendered
{

namespace
{

constexpr float kFar = 1e9F;

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

    /// The head with that mouth and the skin with those eyes; kept, as most frames ask for the same again.
    void pose(const Pose& now)
    {
        if (skin.points.empty() || drawn.mouth != now.mouth)
            skin = shape.skin(now.mouth);
        if (skinCoat.picture.empty() || drawn.blink != now.blink || drawn.glasses != now.glasses ||
            drawn.mask != now.mask)
            skinCoat.picture = paint.picture(now.blink, now.glasses, now.mask);
        drawn = now;
    }

    Identity person;
    HeadShape shape;
    FacePaint paint;
    Mesh hair;
    Mesh skin;
    Pose drawn;
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
    parts.pose(pose);
    drawMesh(parts.skin, parts.skinCoat, view, frame, depth);
    if (parts.person.hairStyle != HairStyle::Long)
        for (const double side : {-1.0, 1.0})
            drawMesh(parts.shape.ear(side), parts.skinCoat, view, frame, depth);
    drawMesh(parts.hair, parts.hairCoat, view, frame, depth);
    if (pose.glasses && pose.glare > 0)
        throwLight(frame, truth(pose, scene, width, height).eyes, pose.glare);
    develop(frame, scene.noise, scene.seed * 1000003 + parts.frames++);
    return toImage(frame);
}

FaceTruth HeadRenderer::truth(const Pose& pose, const Scene& scene, int width, int height) const
{
    const View view = viewOf(pose, scene, width, height);
    const Identity& person = m_parts->person;
    const auto seen = [&](const cv::Vec3f& place) {
        const cv::Vec3f at = view.project(place);
        return Point{at[0], at[1]};
    };
    FaceTruth truth;
    truth.eyes = {seen(m_parts->shape.front(-person.eyeX, 0)), seen(m_parts->shape.front(person.eyeX, 0))};
    const auto places = featurePoints(person, m_parts->shape, pose.blink, pose.mouth);
    for (std::size_t i = 0; i < places.size(); ++i)
        truth.points.points[i] = seen(places[i]);
    return truth;
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
