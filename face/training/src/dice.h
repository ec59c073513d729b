// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>

namespace banshi::face::training
{

/// Random numbers for poses and lights.
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : m_engine(seed) {}
    double between(double low, double high) { return low + (high - low) * m_unit(m_engine); }
    bool chance(double probability) { return m_unit(m_engine) < probability; }
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(m_engine() % end); }

private:
    std::mt19937_64 m_engine;
    std::uniform_real_distribution<double> m_unit{0, 1};
};

} // namespace banshi::face::training
