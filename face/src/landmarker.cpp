// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/landmarker.h"

#include "embedded.h"
#include "shape_model.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

namespace banshi::face
{

namespace
{

constexpr std::uintmax_t kLargestFile = 256U * 1024 * 1024;

Point middle(Point a, Point b)
{
    return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

double apart(Point a, Point b)
{
    return std::hypot(b.x - a.x, b.y - a.y);
}

} // namespace

Eyes Landmarks::eyes() const
{
    return {middle(at(Landmark::LeftOuterCorner), at(Landmark::LeftInnerCorner)),
            middle(at(Landmark::RightOuterCorner), at(Landmark::RightInnerCorner))};
}

double Landmarks::turn() const
{
    const Eyes pair = eyes();
    const double distance = std::max(1.0, pair.distance());
    const Point mouth = middle(at(Landmark::MouthLeft), at(Landmark::MouthRight));
    const Point brow = middle(pair.left, pair.right);
    const double downX = mouth.x - brow.x;
    const double downY = mouth.y - brow.y;
    const double length = std::max(1.0, std::hypot(downX, downY));
    const Point nose = at(Landmark::NoseTip);
    return ((nose.x - brow.x) * downY - (nose.y - brow.y) * downX) / length / distance;
}

double Landmarks::eyeOpenness() const
{
    using L = Landmark;
    const double left = apart(at(L::LeftUpperLidOuter), at(L::LeftLowerLidOuter)) +
                        apart(at(L::LeftUpperLidInner), at(L::LeftLowerLidInner));
    const double right = apart(at(L::RightUpperLidOuter), at(L::RightLowerLidOuter)) +
                         apart(at(L::RightUpperLidInner), at(L::RightLowerLidInner));
    const double leftWidth = std::max(1.0, apart(at(L::LeftOuterCorner), at(L::LeftInnerCorner)));
    const double rightWidth = std::max(1.0, apart(at(L::RightInnerCorner), at(L::RightOuterCorner)));
    return (left / leftWidth + right / rightWidth) / 4;
}

double Landmarks::mouthOpenness() const
{
    using L = Landmark;
    const double gap = apart(at(L::UpperLipInnerLeft), at(L::LowerLipInnerLeft)) +
                       apart(at(L::UpperLipBottom), at(L::LowerLipTop)) +
                       apart(at(L::UpperLipInnerRight), at(L::LowerLipInnerRight));
    return gap / 3 / std::max(1.0, apart(at(L::InnerMouthLeft), at(L::InnerMouthRight)));
}

struct Landmarker::Model
{
    ShapeModel shape;
};

Landmarker::Landmarker() : m_model(std::make_unique<Model>(ShapeModel::read(embedded::landmarks()))) {}
Landmarker::Landmarker(std::unique_ptr<Model> model) : m_model(std::move(model)) {}
Landmarker::~Landmarker() = default;
Landmarker::Landmarker(Landmarker&& other) noexcept = default;
Landmarker& Landmarker::operator=(Landmarker&& other) noexcept = default;

Result<Landmarker> Landmarker::load(const std::filesystem::path& file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    std::ifstream stream(file, std::ios::binary);
    if (error || !stream)
        return base::fail(Code::ModelMissing, "no readable landmark model at " + file.string());
    if (size > kLargestFile)
        return base::fail(Code::ModelUnusable, "the landmark model is larger than 256 MiB");
    const std::vector<unsigned char> bytes{std::istreambuf_iterator<char>(stream), {}};
    try
    {
        return Landmarker(std::make_unique<Model>(ShapeModel::read(bytes)));
    }
    catch (const std::exception& why)
    {
        return base::fail(Code::ModelUnusable, why.what());
    }
}

std::optional<Landmarks> Landmarker::find(ImageView picture, const Box& face) const
{
    const auto cut = cutFace(picture, face);
    if (!cut)
        return std::nullopt;
    Landmarks landmarks = m_model->shape.find(cut->grey, cut->box);
    for (Point& point : landmarks.points)
        point = cut->toPicture(point);
    return landmarks;
}

} // namespace banshi::face
