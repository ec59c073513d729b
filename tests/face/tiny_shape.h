// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <dlib/image_processing.h>
#include <sstream>
#include <string>
#include <vector>

namespace banshi::testing
{

/// A landmark model of one tree in each of its cascades, with what a test wants to be wrong in it.
struct TinyShape
{
    std::size_t points = 68;
    std::size_t cascades = 2;
    std::size_t leaves = 4;
    std::size_t splits = 3;
    unsigned long anchor = 30; ///< of every pixel
    unsigned long pixel = 1;   ///< the second one of every split; there are two
    float offset = 0.1F;
    float leaf = 0.01F;
    float mean = 0.5F;
};

/// It as dlib writes its shape_predictor.
inline std::string dlibShape(const TinyShape& wanted = {})
{
    using Numbers = dlib::matrix<float, 0, 1>;
    Numbers mean(static_cast<long>(2 * wanted.points));
    mean = wanted.mean;
    Numbers leaf(static_cast<long>(2 * wanted.points));
    leaf = wanted.leaf;
    dlib::impl::regression_tree tree;
    tree.leaf_values.assign(wanted.leaves, leaf);
    dlib::impl::split_feature split{};
    split.idx2 = wanted.pixel;
    tree.splits.assign(wanted.splits, split);
    const std::vector<std::vector<dlib::impl::regression_tree>> forests(wanted.cascades, {tree});
    const std::vector<std::vector<unsigned long>> anchors(wanted.cascades, {wanted.anchor, wanted.anchor});
    const dlib::vector<float, 2> place(wanted.offset, wanted.offset);
    const std::vector<std::vector<dlib::vector<float, 2>>> offsets(wanted.cascades, {place, place});
    std::ostringstream stream;
    dlib::serialize(1, stream);
    dlib::serialize(mean, stream);
    dlib::serialize(forests, stream);
    dlib::serialize(anchors, stream);
    dlib::serialize(offsets, stream);
    return stream.str();
}

/// It as ShapeModel::write() does, where every number that is wrong can stand as well.
inline std::string ourShape(const TinyShape& wanted = {})
{
    std::string bytes = "BNSHAPE1";
    const auto put = [&bytes](auto value, std::size_t times = 1) {
        for (; times > 0; --times)
            bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    };
    std::uint32_t depth = 0;
    while ((std::size_t{1} << depth) < wanted.leaves)
        ++depth;
    for (const std::size_t number : {wanted.cascades, std::size_t{1}, std::size_t{depth}, std::size_t{2}})
        put(static_cast<std::uint32_t>(number));
    put(wanted.mean, 2 * wanted.points);
    for (std::size_t cascade = 0; cascade < wanted.cascades; ++cascade)
    {
        put(static_cast<std::uint16_t>(wanted.anchor), 2);
        put(wanted.offset, 4);
        for (std::size_t split = 0; split < wanted.splits; ++split)
        {
            put(std::uint16_t{0});
            put(static_cast<std::uint16_t>(wanted.pixel));
            put(0.0F);
        }
        put(wanted.leaf / 127);
        put(std::int8_t{127}, wanted.leaves * 2 * wanted.points);
    }
    return bytes;
}

} // namespace banshi::testing
