// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/base/secret_bytes.h"
#include "banshi/face/matcher.h"

#include <algorithm>
#include <cmath>

namespace banshi::face
{

std::optional<double> MatcherInfo::acceptAt(std::optional<double> far) const
{
    if (!far)
        return accept;
    for (const FarThreshold& level : levels)
        if (level.far <= *far * (1 + 1e-9))
            return std::max(accept, level.accept);
    return std::nullopt;
}

Embedding::Embedding(std::vector<float> values) : m_memory(values.size() * sizeof(float))
{
    double square = 0;
    for (const float value : values)
        square += static_cast<double>(value) * value;
    const auto factor = square > 0 ? static_cast<float>(1 / std::sqrt(square)) : 1.0F;
    auto* const place = reinterpret_cast<float*>(m_memory.data());
    for (std::size_t i = 0; i < values.size(); ++i)
        place[i] = values[i] * factor;
    if (!values.empty())
        base::wipe(values.data(), values.size() * sizeof(float));
}

std::span<const float> Embedding::values() const
{
    return {reinterpret_cast<const float*>(m_memory.data()), m_memory.size() / sizeof(float)};
}

double Embedding::similarity(const Embedding& other) const
{
    const auto mine = values();
    const auto theirs = other.values();
    if (mine.size() != theirs.size())
        return 0;
    double sum = 0;
    for (std::size_t i = 0; i < mine.size(); ++i)
        sum += static_cast<double>(mine[i]) * theirs[i];
    return sum;
}

Embedding Embedding::fused(const std::vector<Embedding>& parts)
{
    std::vector<const Embedding*> all;
    for (const Embedding& part : parts)
        all.push_back(&part);
    return fusedFrom(all);
}

Embedding Embedding::fusedFrom(std::span<const Embedding* const> parts)
{
    std::vector<float> sum;
    for (const Embedding* part : parts)
    {
        const auto values = part->values();
        if (sum.empty())
            sum.resize(values.size());
        for (std::size_t i = 0; i < sum.size() && i < values.size(); ++i)
            sum[i] += values[i];
    }
    return Embedding(std::move(sum));
}

} // namespace banshi::face
