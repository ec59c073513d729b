// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>

namespace banshi::face::rendered
{

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same numbers from every standard library.
class Random
{
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    /// Evenly spread in [low, high).
    double uniform(double low, double high)
    {
        return low + (high - low) * static_cast<double>(next() >> 11U) * 0x1.0p-53;
    }
    /// Bell-shaped around `mean`, cut at 2.2 times `spread`.
    double bell(double mean, double spread)
    {
        double sum = 0;
        for (int i = 0; i < 4; ++i)
            sum += uniform(-1, 1);
        const double unit = sum * 0.866; // variance 1
        return mean + spread * (unit > 2.2 ? 2.2 : unit < -2.2 ? -2.2 : unit);
    }
    bool chance(double probability) { return uniform(0, 1) < probability; }

private:
    std::uint64_t m_state;
};

} // namespace banshi::face::rendered
