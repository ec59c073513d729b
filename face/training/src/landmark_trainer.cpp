// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/training/landmark_trainer.h"

#include "banshi/face/detector.h"
#include "banshi/face/landmarker.h"
#include "banshi/face/rendered/head_renderer.h"
#include "dice.h"
#include "shape_model.h"

#include <cmath>
#include <dlib/image_processing.h>
#include <dlib/opencv.h>
#include <fstream>
#include <opencv2/imgproc.hpp>
#include <sstream>

namespace banshi::face::training
{

namespace
{

constexpr int kSide = 400;           // pixels of a rendered picture
constexpr double kDistance = 850;    // millimetres: about 65 pixels between the eyes
constexpr double kLeastScore = -0.3; // as for chip photographs

using Pictures = dlib::array<dlib::array2d<unsigned char>>;
using Truths = std::vector<std::vector<dlib::full_object_detection>>;

rendered::Pose randomPose(Dice& dice)
{
    rendered::Pose pose;
    pose.yaw = dice.between(-32, 32);
    pose.pitch = dice.between(-18, 18);
    pose.roll = dice.between(-18, 18);
    pose.blink = dice.chance(0.25) ? dice.between(0, 1) : 0;
    pose.mouth = dice.chance(0.3) ? dice.between(0, 1) : 0;
    pose.glasses = dice.chance(0.25);
    pose.mask = dice.chance(0.04);
    pose.distance = kDistance + dice.between(-150, 150);
    return pose;
}

rendered::Scene randomScene(Dice& dice, std::uint64_t seed)
{
    rendered::Scene scene;
    scene.lightAzimuth = dice.between(-80, 80);
    scene.lightElevation = dice.between(-20, 60);
    scene.light = dice.between(0.2, 1.1);
    scene.ambient = dice.between(0.2, 0.65);
    scene.noise = dice.between(0, 7);
    scene.seed = seed;
    scene.plain = dice.chance(0.15);
    return scene;
}

/// As coarse, soft, pale or harsh as a chip photograph or another camera makes it, now and then.
void spoil(cv::Mat& picture, Dice& dice)
{
    if (dice.chance(0.4))
    {
        const double factor = dice.between(0.2, 0.6);
        cv::Mat small;
        cv::resize(picture, small, {}, factor, factor, cv::INTER_AREA);
        cv::resize(small, picture, picture.size(), 0, 0, cv::INTER_CUBIC);
    }
    if (dice.chance(0.3))
        cv::GaussianBlur(picture, picture, {}, dice.between(0.5, 2.5));
    if (dice.chance(0.6))
    {
        const double gamma = std::exp(dice.between(-0.6, 0.6));
        const double gain = dice.between(0.7, 1.15);
        cv::Mat table(1, 256, CV_8UC1);
        for (int i = 0; i < 256; ++i)
            table.at<unsigned char>(i) = cv::saturate_cast<unsigned char>(255 * gain * std::pow(i / 255.0, gamma));
        cv::LUT(picture, table, picture);
    }
}

/// The detector's box as it jumps from frame to frame.
Box jittered(const Box& box, Dice& dice)
{
    const double size = box.width * dice.between(0.93, 1.07);
    const Point centre = box.centre();
    return {centre.x + box.width * dice.between(-0.04, 0.04) - size / 2,
            centre.y + box.height * dice.between(-0.04, 0.04) - size / 2, size, size};
}

dlib::full_object_detection truthOf(const Landmarks& truth, const FaceCut& cut)
{
    std::vector<dlib::point> points;
    for (const Point& point : truth.points)
    {
        const Point at = cut.toCut(point);
        points.emplace_back(std::lround(at.x), std::lround(at.y));
    }
    return {dlib::rectangle(std::lround(cut.box.x), std::lround(cut.box.y), std::lround(cut.box.x + cut.box.width) - 1,
                            std::lround(cut.box.y + cut.box.height) - 1),
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
        auto cut = cutFace(frame.view(), jittered(faces.front().box, dice));
        if (!cut)
            continue;
        spoil(cut->grey, dice);
        dlib::array2d<unsigned char> picture;
        dlib::assign_image(picture, dlib::cv_image<unsigned char>(cut->grey));
        pictures.push_back(picture);
        truths.push_back({truthOf(renderer.truth(pose, scene, kSide, kSide).points, *cut)});
    }
}

} // namespace

base::Result<LandmarkReport, std::string> trainLandmarks(const LandmarkPlan& plan, const std::filesystem::path& file)
{
    const auto detector = makeDetector();
    Dice dice(plan.firstSeed);
    Pictures pictures;
    Truths truths;
    for (int person = 0; person < plan.people; ++person)
        addPerson(*detector, plan.firstSeed + static_cast<std::uint64_t>(person), plan.pictures, dice, pictures,
                  truths);
    if (truths.size() < 10)
        return tl::unexpected(std::string("fewer than 10 usable pictures"));
    dlib::shape_predictor_trainer trainer;
    trainer.set_cascade_depth(plan.cascades);
    trainer.set_num_trees_per_cascade_level(plan.trees);
    trainer.set_tree_depth(plan.depth);
    trainer.set_nu(plan.shrinkage);
    trainer.set_oversampling_amount(plan.oversampling);
    trainer.set_oversampling_translation_jitter(0.05);
    trainer.set_num_test_splits(plan.testSplits);
    trainer.set_feature_pool_size(plan.pixels);
    trainer.set_num_threads(plan.threads);
    try
    {
        const dlib::shape_predictor predictor = trainer.train(pictures, truths);
        std::ostringstream bytes;
        dlib::serialize(predictor, bytes);
        const std::string whole = bytes.str();
        const ShapeModel model = ShapeModel::read({reinterpret_cast<const unsigned char*>(whole.data()), whole.size()});
        std::ofstream(file, std::ios::binary) << model.write();
        return LandmarkReport{static_cast<int>(truths.size()), dlib::test_shape_predictor(predictor, pictures, truths)};
    }
    catch (const std::exception& error)
    {
        return tl::unexpected(std::string(error.what()));
    }
}

} // namespace banshi::face::training
