// SPDX-License-Identifier: GPL-3.0-or-later
// The file of a ShapeModel: a mark, four numbers, the mean shape, then the cascades; little-endian. dlib's own is
// dlib_shape_file.cpp's.
#include "shape_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

namespace banshi::face
{

namespace
{

constexpr std::string_view kMark = "BNSHAPE1";
constexpr std::size_t kNumbers = 2 * kLandmarks;

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

} // namespace

float ShapeModel::plausible(float value)
{
    constexpr float kFarthest = 100; // widths of the face's box; also false for what is no number
    if (!(std::abs(value) <= kFarthest))
        throw std::runtime_error("the landmark model has a number that is none of a face");
    return value;
}

void ShapeModel::check() const
{
    const auto outside = [](auto most) { return [most](auto index) { return index >= most; }; };
    if (m_cascades.empty())
        throw std::runtime_error("the landmark model has no cascade");
    for (const float value : m_mean)
        plausible(value);
    for (const Cascade& cascade : m_cascades)
    {
        const std::size_t pixels = cascade.anchors.size();
        if (std::ranges::any_of(cascade.anchors, outside(kLandmarks)) ||
            std::ranges::any_of(cascade.splits, outside(pixels), &Split::first) ||
            std::ranges::any_of(cascade.splits, outside(pixels), &Split::second))
            throw std::runtime_error("the landmark model points outside itself");
        for (const float value : cascade.offsets)
            plausible(value);
        for (const float value : cascade.factors)
            plausible(value);
    }
}

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
    }
    if (!reader.atEnd())
        throw std::runtime_error("the landmark model is longer than it says");
    model.check();
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

} // namespace banshi::face
