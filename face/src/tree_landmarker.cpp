// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/landmarker.h"

#include "embedded.h"
#include "shape_model.h"

#include <fstream>
#include <iterator>

namespace banshi::face
{

namespace
{

constexpr std::uintmax_t kLargestFile = 256U * 1024 * 1024;

class TreeLandmarker : public Landmarker
{
public:
    explicit TreeLandmarker(ShapeModel model) : m_model(std::move(model)) {}

    [[nodiscard]] std::optional<Landmarks> find(ImageView picture, const Box& face) const override
    {
        const auto cut = cutFace(picture, face);
        if (!cut)
            return std::nullopt;
        Landmarks landmarks = m_model.find(cut->grey, cut->box);
        for (Point& point : landmarks.points)
            point = cut->toPicture(point);
        return landmarks;
    }

private:
    ShapeModel m_model;
};

} // namespace

std::unique_ptr<Landmarker> makeLandmarker()
{
    return std::make_unique<TreeLandmarker>(ShapeModel::read(embedded::landmarks()));
}

Result<std::unique_ptr<Landmarker>> loadLandmarker(const std::filesystem::path& file)
{
    if (file.empty())
        return makeLandmarker();
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
        return std::make_unique<TreeLandmarker>(ShapeModel::read(bytes));
    }
    catch (const std::exception& why)
    {
        return base::fail(Code::ModelUnusable, why.what());
    }
}

} // namespace banshi::face
