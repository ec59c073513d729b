// SPDX-License-Identifier: GPL-3.0-or-later
#include "shape_model.h"
#include "tiny_shape.h"

#include <cmath>
#include <cstdlib>

namespace
{

using namespace banshi;

/// Reads a model; one that is taken must find points that are numbers.
void feed(const std::string& bytes)
{
    try
    {
        const auto model = face::ShapeModel::read({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
        const cv::Mat grey(40, 40, CV_8UC1, cv::Scalar(90));
        for (const face::Point& point : model.find(grey, {5, 5, 30, 30}).points)
            if (!std::isfinite(point.x) || !std::isfinite(point.y))
                std::abort();
    }
    catch (const std::exception&)
    {
        // refused
    }
}

/// A whole model in which the input says what is changed where: two bytes of place, one of what.
std::string changed(std::string model, const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t kMostChanges = 8;
    for (std::size_t at = 0; at + 2 < size && at < 3 * kMostChanges; at += 3)
        model[(data[at] * 256U + data[at + 1]) % model.size()] = static_cast<char>(data[at + 2]);
    return model;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const std::string ours = testing::ourShape();
    static const std::string theirs = testing::dlibShape();
    feed(std::string(data, data + size));
    feed("BNSHAPE1" + std::string(data, data + size));
    feed(changed(ours, data, size));
    feed(changed(theirs, data, size));
    return 0;
}
