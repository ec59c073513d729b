// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/image_codec.h"
#include "banshi/face/rendered/chip_photo.h"
#include "banshi/face/rendered/head_renderer.h"
#include "banshi/face/trials/advice_trials.h"

#include <opencv2/imgproc.hpp>
#include <random>

namespace banshi::face::trials
{

namespace
{

constexpr int kWidth = 640;
constexpr int kHeight = 480;
constexpr std::uint64_t kPeople = 5'000'000; // seeds away from those of training, calibration and presentations

/// Chance that is the same with every standard library.
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : m_source(seed) {}

    double between(double low, double high)
    {
        return low + (high - low) * static_cast<double>(m_source() >> 11U) * 0x1.0p-53;
    }
    bool heads() { return m_source() % 2 == 0; }

private:
    std::mt19937_64 m_source;
};

cv::Mat pixels(Image& image)
{
    return {image.height(), image.width(), CV_8UC3, image.data()};
}

Image render(std::uint64_t person, const rendered::Pose& pose, const rendered::Scene& light)
{
    return rendered::HeadRenderer(rendered::makeIdentity(kPeople + person)).render(pose, light, kWidth, kHeight);
}

rendered::Pose atEase(Dice& dice)
{
    rendered::Pose pose;
    pose.yaw = dice.between(-4, 4);
    pose.pitch = dice.between(-4, 4);
    pose.roll = dice.between(-3, 3);
    pose.x = dice.between(-25, 25);
    pose.y = dice.between(-22, -2);
    pose.distance = dice.between(560, 680);
    return pose;
}

rendered::Scene inLight(Dice& dice, std::uint64_t seed)
{
    rendered::Scene light;
    light.seed = seed;
    light.lightAzimuth = dice.between(-20, 20);
    light.light = dice.between(0.65, 0.85);
    light.noise = dice.between(1.5, 3);
    return light;
}

/// Two people side by side: each half of the picture is one of them.
Image twoPeople(std::uint64_t seed, Dice& dice, const rendered::Scene& light)
{
    constexpr double kApart = 105; // millimetres from the middle
    rendered::Pose pose = atEase(dice);
    pose.distance = dice.between(620, 720);
    pose.x = -kApart;
    Image left = render(2 * seed, pose, light);
    pose.x = kApart;
    pose.distance += dice.between(-40, 40);
    Image right = render(2 * seed + 1, pose, light);
    const cv::Rect half(kWidth / 2, 0, kWidth / 2, kHeight);
    pixels(right)(half).copyTo(pixels(left)(half));
    return left;
}

Image blurred(Image picture, Dice& dice)
{
    cv::Mat frame = pixels(picture);
    cv::GaussianBlur(frame, frame, {}, dice.between(4, 7)); // pixels
    return picture;
}

/// The same with little light in the room.
Image dimmed(Image picture, Dice& dice)
{
    cv::Mat frame = pixels(picture);
    frame.convertTo(frame, -1, dice.between(0.1, 0.28));
    return picture;
}

} // namespace

const char* nameOf(Scene scene)
{
    switch (scene)
    {
    case Scene::Good:
        return "good";
    case Scene::Nobody:
        return "nobody";
    case Scene::TwoPeople:
        return "two";
    case Scene::Mask:
        return "mask";
    case Scene::Dark:
        return "dark";
    case Scene::Blurred:
        return "blurred";
    case Scene::Turned:
        return "turned";
    case Scene::TooFar:
        return "far";
    case Scene::TooClose:
        return "close";
    case Scene::Raised:
        return "raised";
    case Scene::Lowered:
        return "lowered";
    case Scene::Glare:
        return "glare";
    }
    return "";
}

std::optional<Code> helpFor(Scene scene)
{
    switch (scene)
    {
    case Scene::Good:
        break;
    case Scene::Nobody:
        return Code::NoFace;
    case Scene::TwoPeople:
        return Code::ManyFaces;
    case Scene::Mask:
        return Code::TakeOffMask;
    case Scene::Dark:
        return Code::TooDark;
    case Scene::Blurred:
        return Code::HoldStill;
    case Scene::Turned:
    case Scene::Raised:
    case Scene::Lowered:
        return Code::LookStraight;
    case Scene::Glare:
        return Code::Glare;
    case Scene::TooFar:
        return Code::Closer;
    case Scene::TooClose:
        return Code::Farther;
    }
    return std::nullopt;
}

Image renderChip(std::uint64_t seed)
{
    auto photo = decodeImage(rendered::chipPhotoWebp(rendered::makeIdentity(kPeople + seed)));
    return photo ? std::move(*photo) : Image();
}

Image renderScene(Scene scene, std::uint64_t seed)
{
    Dice dice(seed * 64 + static_cast<std::uint64_t>(scene));
    rendered::Pose pose = atEase(dice);
    rendered::Scene light = inLight(dice, seed);
    switch (scene)
    {
    case Scene::Good:
        break;
    case Scene::Nobody:
        return rendered::renderRoom(light, kWidth, kHeight);
    case Scene::TwoPeople:
        return twoPeople(seed, dice, light);
    case Scene::Mask:
        pose.mask = true;
        break;
    case Scene::Dark:
        return dimmed(render(seed, pose, light), dice);
    case Scene::Blurred:
        return blurred(render(seed, pose, light), dice);
    case Scene::Turned:
        pose.yaw = dice.between(20, 35) * (dice.heads() ? 1 : -1);
        break;
    case Scene::TooFar:
        pose.distance = dice.between(1050, 1250);
        break;
    case Scene::TooClose:
        pose.distance = dice.between(300, 360);
        break;
    case Scene::Raised:
        pose.pitch = -dice.between(19, 28);
        break;
    case Scene::Lowered:
        pose.pitch = dice.between(19, 28);
        break;
    case Scene::Glare:
        pose.glasses = true;
        pose.glare = dice.between(0.5, 0.75);
        break;
    }
    return render(seed, pose, light);
}

} // namespace banshi::face::trials
