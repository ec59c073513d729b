// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace banshi::testing
{

/// A number as a protocol buffer writes it: seven bits a byte, the lowest first.
inline std::string varint(std::size_t number)
{
    std::string bytes;
    for (; number > 127; number >>= 7U)
        bytes += static_cast<char>((number & 127U) | 128U);
    return bytes + static_cast<char>(number);
}

/// A field of a protocol buffer: a text, or bytes within bytes.
inline std::string field(unsigned number, const std::string& value)
{
    return varint((number << 3U) | 2U) + varint(value.size()) + value;
}

/// A field with a whole number below 128.
inline std::string field(unsigned number, std::uint8_t value)
{
    return varint(number << 3U) + varint(value);
}

/// What a network must be fed with and gives: a name and its sizes.
inline std::string tensorInfo(const std::string& name, const std::vector<std::uint8_t>& sizes)
{
    std::string shape;
    for (const std::uint8_t size : sizes)
        shape += field(1, field(1, size));
    return field(1, name) + field(2, field(1, field(1, std::uint8_t{1}) + field(2, shape)));
}

/// Numbers that belong to a network.
inline std::string constants(const std::string& name, const std::vector<std::uint8_t>& sizes,
                             const std::vector<float>& values)
{
    std::string bytes;
    for (const std::uint8_t size : sizes)
        bytes += field(1, size);
    std::string raw(values.size() * sizeof(float), '\0');
    std::memcpy(raw.data(), values.data(), raw.size());
    return bytes + field(2, std::uint8_t{1}) + field(8, name) + field(9, raw);
}

/// A step of a network; `attribute` is the name of a whole number that is 1.
inline std::string node(const std::string& type, const std::vector<std::string>& from, const std::string& to,
                        const std::string& attribute = {})
{
    std::string bytes;
    for (const std::string& input : from)
        bytes += field(1, input);
    bytes += field(2, to) + field(3, to) + field(4, type);
    if (!attribute.empty())
        bytes += field(5, field(1, attribute) + field(3, std::uint8_t{1}) + field(20, std::uint8_t{2}));
    return bytes;
}

/// An ONNX network (opset 9) for pictures of `side` pixels (below 128): the mean of each channel, then for each row of
/// `rows` the sum of its three weights times these and its last number.
inline std::string tinyOnnx(std::uint8_t side, const std::vector<std::array<float, 4>>& rows)
{
    std::vector<float> weights;
    std::vector<float> added;
    for (const auto& row : rows)
    {
        weights.insert(weights.end(), row.begin(), row.begin() + 3);
        added.push_back(row[3]);
    }
    const auto count = static_cast<std::uint8_t>(rows.size());
    const std::string graph =
        field(1, node("GlobalAveragePool", {"in"}, "pooled")) + field(1, node("Flatten", {"pooled"}, "flat", "axis")) +
        field(1, node("Gemm", {"flat", "w", "b"}, "out", "transB")) + field(2, "tiny") +
        field(5, constants("w", {count, 3}, weights)) + field(5, constants("b", {count}, added)) +
        field(11, tensorInfo("in", {1, 3, side, side})) + field(12, tensorInfo("out", {1, count}));
    return field(1, std::uint8_t{4}) + field(7, graph) + field(8, field(1, "") + field(2, std::uint8_t{9}));
}

} // namespace banshi::testing
