// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/training/landmark_trainer.h"

#include "banshi/face/detector.h"
#include "banshi/face/landmarker.h"
#include "banshi/face/rendered/head_renderer.h"
#include "dice.h"

#include <cmath>
#include <dlib/image_processing.h>
#include <dlib/opencv.h>
#include <opencv2/imgproc.hpp>

namespace banshi::face::training
{

namespace
{

constexpr int kSide = 320;           // pixels of a training picture
constexpr double kDistance = 1100;   // millimetres: about 50 pixels between the eyes
constexpr double kLeastScore = -0.3; // as for chip photographs

using Pictures = dlib::array<dlib::array2d<unsigned char>>;
using Truths = std::vector<std::vector<dlib::full_object_detection>>;

rendered::Pose randomPose(Dice& dice)
{
    rendered::Pose pose;
    pose.yaw = dice.between(-22, 22);
    pose.pitch = dice.between(-15, 15);
    pose.roll = dice.between(-14, 14);
    pose.blink = dice.chance(0.15) ? dice.between(0, 1) : 0;
    pose.mouth = dice.chance(0.2) ? dice.between(0, 1) : 0;
    pose.distance = kDistance + dice.between(-200, 200);
    return pose;
}

rendered::Scene randomScene(Dice& dice, std::uint64_t seed)
{
    rendered::Scene scene;
    scene.lightAzimuth = dice.between(-70, 70);
    scene.lightElevation = dice.between(-10, 50);
    scene.light = dice.between(0.3, 1.0);
    scene.ambient = dice.between(0.25, 0.6);
    scene.noise = dice.between(0, 6);
    scene.seed = seed;
    return scene;
}

/// As coarse as a chip photograph or a distant camera makes it, now and then.
void coarsen(cv::Mat& picture, Dice& dice)
{
    if (!dice.chance(0.4))
        return;
    const double factor = dice.between(0.25, 0.65);
    cv::Mat small;
    cv::resize(picture, small, {}, factor, factor, cv::INTER_AREA);
    cv::resize(small, picture, picture.size(), 0, 0, cv::INTER_CUBIC);
}

dlib::full_object_detection truthOf(const rendered::FaceTruth& truth, const Box& box, Dice& dice)
{
    const double size = box.width * dice.between(0.94, 1.06);
    const double x = box.centre().x + box.width * dice.between(-0.04, 0.04) - size / 2;
    const double y = box.centre().y + box.height * dice.between(-0.04, 0.04) - size / 2;
    const auto place = [](Point point) { return dlib::point(std::lround(point.x), std::lround(point.y)); };
    // The order of Landmark.
    const std::vector<dlib::point> points{place(truth.outerCorners.left),
                                          place(truth.innerCorners.left),
                                          place(truth.innerCorners.right),
                                          place(truth.outerCorners.right),
                                          place(truth.eyes.left),
                                          place(truth.eyes.right),
                                          place(truth.noseTip),
                                          place(truth.mouthLeft),
                                          place(truth.mouthRight)};
    static_assert(kLandmarks == 9);
    return {dlib::rectangle(std::lround(x), std::lround(y), std::lround(x + size) - 1, std::lround(y + size) - 1),
            points};
}

void addPerson(Detector& detector, std::uint64_t seed, int count, Dice& dice, Pictures& pictures, Truths& truths)
{
    rendered::HeadRenderer renderer(rendered::makeIdentity(seed));
    for (int i = 0; i < count; ++i)
    {
        const rendered::Pose pose = randomPose(dice);
        const rendered::Scene scene = randomScene(dice, seed * 10 + static_cast<std::uint64_t>(i));
        const Image frame = renderer.render(pose, scene, kSide, kSide);
        const auto faces = detector.find(frame.view(), kLeastScore);
        if (faces.empty())
            continue;
        cv::Mat grey;
        cv::cvtColor(cv::Mat(kSide, kSide, CV_8UC3, const_cast<std::uint8_t*>(frame.data())), grey, cv::COLOR_BGR2GRAY);
        coarsen(grey, dice);
        dlib::array2d<unsigned char> picture;
        dlib::assign_image(picture, dlib::cv_image<unsigned char>(grey));
        pictures.push_back(picture);
        truths.push_back({truthOf(renderer.truth(pose, scene, kSide, kSide), faces.front().box, dice)});
    }
}

} // namespace

base::Result<LandmarkReport, std::string> trainLandmarks(const LandmarkPlan& plan, const std::filesystem::path& file)
{
    Detector detector;
    Dice dice(plan.firstSeed);
    Pictures pictures;
    Truths truths;
    for (int person = 0; person < plan.people; ++person)
        addPerson(detector, plan.firstSeed + static_cast<std::uint64_t>(person), plan.pictures, dice, pictures, truths);
    if (truths.size() < 10)
        return tl::unexpected(std::string("fewer than 10 usable pictures"));
    dlib::shape_predictor_trainer trainer;
    trainer.set_cascade_depth(plan.cascades);
    trainer.set_num_trees_per_cascade_level(plan.trees);
    trainer.set_tree_depth(plan.depth);
    trainer.set_nu(plan.shrinkage);
    trainer.set_oversampling_amount(plan.oversampling);
    trainer.set_oversampling_translation_jitter(0.05);
    trainer.set_num_test_splits(30);
    trainer.set_num_threads(plan.threads);
    try
    {
        const dlib::shape_predictor predictor = trainer.train(pictures, truths);
        dlib::serialize(file.string()) << predictor;
        return LandmarkReport{static_cast<int>(truths.size()), dlib::test_shape_predictor(predictor, pictures, truths)};
    }
    catch (const std::exception& error)
    {
        return tl::unexpected(std::string(error.what()));
    }
}

} // namespace banshi::face::training
