// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what dlib::serialize(shape_predictor) wrote. Number by number, because dlib's own readers believe every size
// that a file names.
#include "shape_model.h"

#include <bit>
#include <cmath>
#include <dlib/image_processing.h>
#include <sstream>
#include <stdexcept>

namespace banshi::face
{

namespace
{

constexpr std::size_t kNumbers = 2 * kLandmarks;

class Numbers
{
public:
    explicit Numbers(std::span<const unsigned char> bytes) : m_stream(std::string(bytes.begin(), bytes.end())) {}

    template <class T>
    T next()
    {
        T value{};
        dlib::deserialize(value, m_stream);
        return value;
    }
    /// A whole number from 0 to `most`. Throws std::runtime_error for others.
    std::size_t upTo(std::size_t most)
    {
        const auto value = next<unsigned long>();
        if (value > most)
            throw std::runtime_error("the landmark model has impossible sizes");
        return value;
    }
    /// One that must be `count`.
    void exactly(std::size_t count)
    {
        if (upTo(count) != count)
            throw std::runtime_error("the landmark model has parts of different sizes");
    }
    float coordinate() { return ShapeModel::plausible(next<float>()); }
    /// A column of kNumbers.
    void column(std::vector<float>& into)
    {
        const auto rows = std::abs(next<long>()); // files since dlib 18 have a minus before both
        const auto columns = std::abs(next<long>());
        if (rows != static_cast<long>(kNumbers) || columns != 1)
            throw std::runtime_error("the landmark model has another number of points");
        for (std::size_t i = 0; i < kNumbers; ++i)
            into.push_back(coordinate());
    }

private:
    std::istringstream m_stream;
};

/// One tree, its leaves as whole numbers. The first tree of a file says how many leaves each has (`leaves`, else 0).
void addTree(Numbers& numbers, std::size_t& leaves, ShapeModel::Cascade& into)
{
    constexpr std::size_t kMostSplits = (std::size_t{1} << ShapeModel::kDeepest) - 1;
    const std::size_t splits = numbers.upTo(kMostSplits);
    if (leaves == 0)
        leaves = splits + 1;
    if (splits + 1 != leaves || splits == 0 || !std::has_single_bit(leaves))
        throw std::runtime_error("the landmark model has a tree that is not full");
    for (std::size_t i = 0; i < splits; ++i)
    {
        const auto first = static_cast<std::uint16_t>(numbers.upTo(ShapeModel::kMost));
        const auto second = static_cast<std::uint16_t>(numbers.upTo(ShapeModel::kMost));
        into.splits.push_back({first, second, numbers.next<float>()});
    }
    numbers.exactly(leaves);
    std::vector<float> values;
    for (std::size_t i = 0; i < leaves; ++i)
        numbers.column(values);
    constexpr float kSteps = 127;
    float largest = 1e-10F;
    for (const float value : values)
        largest = std::max(largest, std::abs(value));
    const float factor = largest / kSteps;
    into.factors.push_back(factor);
    for (const float value : values)
        into.leaves.push_back(static_cast<std::int8_t>(std::lround(value / factor)));
}

} // namespace

ShapeModel ShapeModel::readDlib(std::span<const unsigned char> bytes)
{
    Numbers numbers(bytes);
    (void)numbers.next<int>(); // version
    ShapeModel model;
    numbers.column(model.m_mean);
    const std::size_t cascades = numbers.upTo(kMost);
    std::size_t leaves = 0;
    std::size_t trees = 0;
    for (std::size_t i = 0; i < cascades; ++i)
    {
        const std::size_t count = numbers.upTo(kMost);
        if (count == 0 || (i > 0 && count != trees))
            throw std::runtime_error("the landmark model has cascades of different sizes");
        trees = count;
        Cascade& cascade = model.m_cascades.emplace_back();
        for (std::size_t tree = 0; tree < trees; ++tree)
            addTree(numbers, leaves, cascade);
    }
    model.m_depth = std::countr_zero(leaves);
    numbers.exactly(cascades);
    for (Cascade& cascade : model.m_cascades)
        for (std::size_t left = numbers.upTo(kMost); left > 0; --left)
            cascade.anchors.push_back(static_cast<std::uint16_t>(numbers.upTo(kLandmarks - 1)));
    numbers.exactly(cascades);
    for (Cascade& cascade : model.m_cascades)
    {
        numbers.exactly(cascade.anchors.size());
        for (std::size_t i = 0; i < 2 * cascade.anchors.size(); ++i)
            cascade.offsets.push_back(numbers.coordinate());
    }
    model.check();
    return model;
}

} // namespace banshi::face
