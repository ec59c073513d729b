// SPDX-License-Identifier: GPL-3.0-or-later
// The file of a ShapeModel: a mark, five numbers, the mean shape, then the cascades; little-endian.
#include "shape_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <dlib/image_processing.h>
#include <sstream>
#include <stdexcept>

namespace banshi::face
{

namespace
{

constexpr std::string_view kMark = "BNSHAPE1";
constexpr std::size_t kNumbers = 2 * kLandmarks;
constexpr std::uint32_t kDeepest = 8;
constexpr std::uint32_t kMost = 20'000; // trees, pixels: far more than any model has

/// Takes plain values from bytes. Throws when they end too early.
class Reader
{
public:
    explicit Reader(std::span<const unsigned char> bytes) : m_bytes(bytes) {}

    template <class T>
    void take(std::vector<T>& into, std::size_t count)
    {
        if (count > m_bytes.size() / sizeof(T))
            throw std::runtime_error("the landmark model is cut off");
        into.resize(count);
        std::memcpy(into.data(), m_bytes.data(), count * sizeof(T));
        m_bytes = m_bytes.subspan(count * sizeof(T));
    }
    std::uint32_t number(std::uint32_t most)
    {
        std::vector<std::uint32_t> one;
        take(one, 1);
        if (one[0] < 1 || one[0] > most)
            throw std::runtime_error("the landmark model has impossible sizes");
        return one[0];
    }
    [[nodiscard]] bool atEnd() const { return m_bytes.empty(); }

private:
    std::span<const unsigned char> m_bytes;
};

template <class T>
void put(std::string& bytes, const std::vector<T>& values)
{
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

void checkIndices(const ShapeModel::Cascade& cascade)
{
    const std::size_t pixels = cascade.anchors.size();
    if (std::ranges::any_of(cascade.anchors, [](auto anchor) { return anchor >= kLandmarks; }) ||
        std::ranges::any_of(cascade.splits,
                            [pixels](const auto& split) { return split.first >= pixels || split.second >= pixels; }))
        throw std::runtime_error("the landmark model points outside itself");
}

/// The leaves of one of dlib's trees as whole numbers.
void addTree(const dlib::impl::regression_tree& tree, std::size_t leaves, ShapeModel::Cascade& into)
{
    if (tree.leaf_values.size() != leaves || tree.splits.size() + 1 != leaves)
        throw std::runtime_error("the landmark model has a tree of another size");
    for (const auto& split : tree.splits)
        into.splits.push_back(
            {static_cast<std::uint16_t>(split.idx1), static_cast<std::uint16_t>(split.idx2), split.thresh});
    float largest = 0;
    for (const auto& leaf : tree.leaf_values)
        for (const float value : leaf)
            largest = std::max(largest, std::abs(value));
    constexpr float kSteps = 127;
    const float factor = std::max(largest, 1e-12F) / kSteps;
    into.factors.push_back(factor);
    for (const auto& leaf : tree.leaf_values)
    {
        if (static_cast<std::size_t>(leaf.size()) != kNumbers)
            throw std::runtime_error("the landmark model has another number of points");
        for (const float value : leaf)
            into.leaves.push_back(static_cast<std::int8_t>(std::lround(value / factor)));
    }
}

} // namespace

ShapeModel ShapeModel::read(std::span<const unsigned char> bytes)
{
    const bool ours = bytes.size() > kMark.size() && std::equal(kMark.begin(), kMark.end(), bytes.begin());
    return ours ? readOurs(bytes.subspan(kMark.size())) : readDlib(bytes);
}

ShapeModel ShapeModel::readOurs(std::span<const unsigned char> bytes)
{
    Reader reader(bytes);
    ShapeModel model;
    const std::uint32_t cascades = reader.number(kMost);
    const std::uint32_t trees = reader.number(kMost);
    const std::uint32_t depth = reader.number(kDeepest);
    const std::uint32_t pixels = reader.number(kMost);
    model.m_depth = static_cast<int>(depth);
    reader.take(model.m_mean, kNumbers);
    const std::size_t leaves = std::size_t{1} << depth;
    for (std::uint32_t i = 0; i < cascades; ++i)
    {
        Cascade& cascade = model.m_cascades.emplace_back();
        reader.take(cascade.anchors, pixels);
        reader.take(cascade.offsets, 2 * std::size_t{pixels});
        reader.take(cascade.splits, trees * (leaves - 1));
        reader.take(cascade.factors, trees);
        reader.take(cascade.leaves, trees * leaves * kNumbers);
        checkIndices(cascade);
    }
    if (!reader.atEnd())
        throw std::runtime_error("the landmark model is longer than it says");
    return model;
}

std::string ShapeModel::write() const
{
    if (m_cascades.empty())
        return {};
    const Cascade& first = m_cascades.front();
    std::string bytes(kMark);
    put(bytes, std::vector<std::uint32_t>{
                   static_cast<std::uint32_t>(m_cascades.size()), static_cast<std::uint32_t>(first.factors.size()),
                   static_cast<std::uint32_t>(m_depth), static_cast<std::uint32_t>(first.anchors.size())});
    put(bytes, m_mean);
    for (const Cascade& cascade : m_cascades)
    {
        put(bytes, cascade.anchors);
        put(bytes, cascade.offsets);
        put(bytes, cascade.splits);
        put(bytes, cascade.factors);
        put(bytes, cascade.leaves);
    }
    return bytes;
}

ShapeModel ShapeModel::readDlib(std::span<const unsigned char> bytes)
{
    // The parts in the order in which dlib::serialize(shape_predictor) writes them.
    std::istringstream stream(std::string(bytes.begin(), bytes.end()));
    int version = 0;
    dlib::matrix<float, 0, 1> mean;
    std::vector<std::vector<dlib::impl::regression_tree>> forests;
    std::vector<std::vector<unsigned long>> anchors;
    std::vector<std::vector<dlib::vector<float, 2>>> offsets;
    dlib::deserialize(version, stream);
    dlib::deserialize(mean, stream);
    dlib::deserialize(forests, stream);
    dlib::deserialize(anchors, stream);
    dlib::deserialize(offsets, stream);
    if (static_cast<std::size_t>(mean.size()) != kNumbers || forests.empty() || forests.front().empty() ||
        anchors.size() != forests.size() || offsets.size() != forests.size())
        throw std::runtime_error("the landmark model has another number of points");
    ShapeModel model;
    model.m_mean.assign(mean.begin(), mean.end());
    const std::size_t leaves = forests.front().front().leaf_values.size();
    while ((std::size_t{1} << static_cast<unsigned>(model.m_depth)) < leaves)
        ++model.m_depth;
    for (std::size_t i = 0; i < forests.size(); ++i)
    {
        Cascade& cascade = model.m_cascades.emplace_back();
        cascade.anchors.assign(anchors[i].begin(), anchors[i].end());
        for (const auto& offset : offsets[i])
            cascade.offsets.insert(cascade.offsets.end(), {offset.x(), offset.y()});
        if (offsets[i].size() != anchors[i].size())
            throw std::runtime_error("the landmark model has another number of pixels");
        for (const auto& tree : forests[i])
            addTree(tree, leaves, cascade);
        checkIndices(cascade);
    }
    return model;
}

} // namespace banshi::face
