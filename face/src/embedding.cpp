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

Embedding::Embedding(std::vector<float> values) : m_values(std::move(values))
{
    double square = 0;
    for (const float value : m_values)
        square += static_cast<double>(value) * value;
    if (square <= 0)
        return;
    const auto factor = static_cast<float>(1 / std::sqrt(square));
    for (float& value : m_values)
        value *= factor;
}

Embedding& Embedding::operator=(Embedding&& other) noexcept
{
    if (this != &other)
    {
        clear();
        m_values = std::move(other.m_values);
        other.m_values.clear();
    }
    return *this;
}

double Embedding::similarity(const Embedding& other) const
{
    if (m_values.size() != other.m_values.size())
        return 0;
    double sum = 0;
    for (std::size_t i = 0; i < m_values.size(); ++i)
        sum += static_cast<double>(m_values[i]) * other.m_values[i];
    return sum;
}

Embedding Embedding::fused(const std::vector<Embedding>& parts)
{
    std::vector<float> sum;
    for (const Embedding& part : parts)
    {
        if (sum.empty())
            sum.resize(part.values().size());
        for (std::size_t i = 0; i < sum.size() && i < part.values().size(); ++i)
            sum[i] += part.values()[i];
    }
    return Embedding(std::move(sum));
}

void Embedding::clear()
{
    if (!m_values.empty())
        base::wipe(m_values.data(), m_values.size() * sizeof(float));
    m_values.clear();
}

} // namespace banshi::face
