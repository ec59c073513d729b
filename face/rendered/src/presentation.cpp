// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/rendered/presentation.h"

#include "actor.h"
#include "backdrop.h"
#include "banshi/face/image_codec.h"
#include "banshi/face/rendered/chip_photo.h"
#include "paper.h"
#include "view.h"

#include <opencv2/imgproc.hpp>

namespace banshi::face::rendered
{

namespace
{

constexpr int kWidth = 640;
constexpr int kHeight = 480;
constexpr int kPictureWidth = 400;
constexpr int kPictureHeight = 500;
constexpr double kPaperWidth = 240; // millimetres: life size
constexpr double kStudio = 1500;    // millimetres from the lens to the head when the picture was taken
constexpr double kBehind = 120;     // millimetres from a mask of paper to the axis of the head behind it
constexpr double kSwing = 1.4;      // how much further a picture is swung than a head is turned
constexpr double kPrintFirst = 1;   // seconds before somebody else takes the place of the print
constexpr std::uint64_t kStranger = 0x57A6ULL << 32U;

cv::Mat matOf(const Image& image)
{
    return {image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.data()), image.stride()};
}

Scene studioOf(std::uint64_t seed)
{
    Scene scene;
    scene.plain = true;
    scene.noise = 1;
    scene.seed = seed;
    scene.focal = kPictureWidth / kPaperWidth * kStudio;
    return scene;
}

cv::Mat portrait(HeadRenderer& renderer, const Pose& posed, std::uint64_t seed)
{
    Pose pose = posed;
    pose.distance = kStudio;
    pose.x = 0;
    pose.y = 0;
    return matOf(renderer.render(pose, studioOf(seed), kPictureWidth, kPictureHeight)).clone();
}

cv::Mat enlargedChip(const Identity& person)
{
    const auto file = chipPhotoWebp(person);
    const auto photo = decodeImage(file);
    cv::Mat large;
    if (photo)
        cv::resize(matOf(*photo), large, {kPictureWidth, kPictureWidth * kChipHeight / kChipWidth}, 0, 0,
                   cv::INTER_CUBIC);
    return large;
}

cv::Mat eyeHoles(const Identity& person)
{
    const double scale = kPictureWidth / kPaperWidth;
    cv::Mat holes = cv::Mat::zeros(kPictureHeight, kPictureWidth, CV_8UC1);
    for (const double side : {-1.0, 1.0})
        cv::ellipse(holes,
                    cv::Point(static_cast<int>(0.5 * kPictureWidth + side * person.eyeX * scale), kPictureHeight / 2),
                    cv::Size(static_cast<int>((person.eyeWidth + 2) * scale), static_cast<int>(8 * scale)), 0, 0, 360,
                    255, cv::FILLED);
    return holes;
}

bool isScreen(Species species)
{
    return species == Species::Screen || species == Species::Replay;
}

} // namespace

const char* nameOf(Species species)
{
    switch (species)
    {
    case Species::BonaFide:
        return "person";
    case Species::StillPhoto:
        return "still-photo";
    case Species::SwungPhoto:
        return "swung-photo";
    case Species::BentPhoto:
        return "bent-photo";
    case Species::CutOutEyes:
        return "cut-out-eyes";
    case Species::Screen:
        return "screen";
    case Species::Replay:
        return "replay";
    case Species::Swap:
        return "swap";
    case Species::ChipPhoto:
        return "chip-photo";
    }
    return "";
}

struct Presentation::Parts
{
    Parts(Species kind, const Identity& person, std::uint64_t trial)
        : species(kind), seed(trial), random(trial ^ 0x9E5ULL), victim(person),
          attacker(makeIdentity(trial ^ kStranger)), actor(trial), recorded(trial ^ 0x4EC0ULL)
    {
        scene.seed = trial;
        scene.lightAzimuth = random.uniform(-25, 25);
        scene.light = random.uniform(0.6, 0.85);
        scene.noise = random.uniform(1.5, 3.5);
        room = paintRoom(trial, kWidth, kHeight);
        paper.picture = species == Species::ChipPhoto ? enlargedChip(person) : portrait(victim, {}, trial);
        paper.width = kPaperWidth * random.uniform(0.9, 1.1);
        paper.bend = species == Species::BentPhoto ? random.uniform(50, 110) : 0;
        paper.shines = isScreen(species);
        if (species == Species::CutOutEyes)
            paper.holes = eyeHoles(person);
        grid = random.uniform(0.05, 0.16);
        period = random.uniform(2.3, 4.5);
        bands = random.uniform(0.05, 0.15);
        bandSpeed = random.uniform(1.3, 5.7);
    }

    /// What a recording shows: one movement after the other, all again and again.
    Pose recordedPose(double seconds)
    {
        if (seconds >= nextMovement)
        {
            scripted = scripted == Movement::None ? static_cast<Movement>(1 + random.next() % 5) : Movement::None;
            nextMovement = seconds + (scripted == Movement::None ? random.uniform(0.2, 1.2) : random.uniform(1.8, 2.6));
        }
        return recorded.at(seconds, scripted);
    }

    Image live(HeadRenderer& who, const Pose& pose) { return who.render(pose, scene, kWidth, kHeight); }

    Image held(double seconds, Movement asked)
    {
        const Pose acted = actor.at(seconds, species == Species::StillPhoto ? Movement::None : asked);
        Pose pose = acted;
        pose.yaw *= kSwing;
        pose.pitch *= asked == Movement::Nod ? kSwing : 1;
        pose.distance = acted.distance - 40;
        cv::Mat frame = room.clone();
        if (species == Species::CutOutEyes)
        {
            Pose behind = acted;
            behind.yaw = 0;
            behind.distance = pose.distance + kBehind;
            Scene quiet = scene;
            quiet.noise = 0;
            frame = matOf(attacker.render(behind, quiet, kWidth, kHeight)).clone();
        }
        if (species == Species::Replay)
        {
            paper.picture = portrait(victim, recordedPose(seconds), seed);
            pose.yaw = acted.yaw * 0.3;
        }
        const cv::Mat covered = drawPaper(frame, paper, pose, scene);
        if (paper.shines)
            addScreen(frame, covered, grid, period, bands, seconds * bandSpeed);
        develop(frame, scene.noise, seed * 1000003 + frames++);
        return Image::copyOf({frame.data, frame.cols, frame.rows, frame.step[0]});
    }

    Species species;
    std::uint64_t seed;
    Random random;
    HeadRenderer victim;
    HeadRenderer attacker;
    Actor actor;
    Actor recorded;
    Scene scene;
    cv::Mat room;
    Paper paper;
    Movement scripted = Movement::None;
    double nextMovement = 1;
    double grid = 0;
    double period = 3;
    double bands = 0;
    double bandSpeed = 2;
    std::uint64_t frames = 0;
};

Presentation::Presentation(Species species, const Identity& victim, std::uint64_t seed)
    : m_parts(std::make_unique<Parts>(species, victim, seed))
{
}

Presentation::~Presentation() = default;

Image Presentation::frame(double seconds, Movement asked, bool proven)
{
    Parts& parts = *m_parts;
    if (parts.species == Species::BonaFide)
        return parts.live(parts.victim, parts.actor.at(seconds, asked));
    // Either the print is held up after the proof, or it stood there before the challenges.
    if (parts.species == Species::Swap && (parts.seed % 2 == 0 ? !proven : seconds > kPrintFirst))
        return parts.live(parts.attacker, parts.actor.at(seconds, asked));
    return parts.held(seconds, asked);
}

} // namespace banshi::face::rendered
