// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/face/usual_face.h"

#include <algorithm>
#include <cmath>

namespace banshi::face
{

namespace
{

constexpr std::size_t kEnough = 6;    // calm frames before the face is known
constexpr std::size_t kRemember = 45; // calm frames that the usual values come from

double medianOf(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

void remember(std::vector<double>& values, double value)
{
    if (values.size() >= kRemember)
        values.erase(values.begin());
    values.push_back(value);
}

} // namespace

bool UsualFace::isKnown() const
{
    return m_eyes.size() >= kEnough;
}

void UsualFace::learn(const Signals& signals)
{
    m_wasCalm = m_calm;
    m_calm = std::abs(turn(signals)) < m_limits.straight && signals.eyes >= m_limits.open * medianOf(m_eyes) &&
             signals.mouth < medianOf(m_mouths) + m_limits.mouth / 2;
    if (isKnown() && !m_calm)
        return;
    remember(m_eyes, signals.eyes);
    remember(m_mouths, signals.mouth);
    remember(m_aspects, signals.aspect);
    m_straight += turn(signals) / static_cast<double>(m_eyes.size());
    m_level += nod(signals) / static_cast<double>(m_eyes.size());
}

bool UsualFace::isTurned(const Signals& signals) const
{
    return std::abs(turn(signals)) > m_limits.turned;
}

bool UsualFace::isShut(const Signals& signals) const
{
    return signals.eyes < m_limits.shut * medianOf(m_eyes);
}

bool UsualFace::isOpen(const Signals& signals) const
{
    return signals.mouth > medianOf(m_mouths) + m_limits.mouth;
}

bool UsualFace::isFlat(const Signals& signals) const
{
    return std::abs(turn(signals)) < m_limits.straight && signals.aspect < m_limits.narrow * medianOf(m_aspects);
}

bool UsualFace::isTiltedFlat(const Signals& signals) const
{
    return std::abs(nod(signals)) < m_limits.level && signals.aspect > m_limits.low * medianOf(m_aspects);
}

} // namespace banshi::face
