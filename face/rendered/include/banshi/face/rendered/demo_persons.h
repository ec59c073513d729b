// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace banshi::face::rendered
{

/// An invented person for demonstrations.
struct DemoPerson
{
    std::uint64_t seed;
    bool female;
    int age; ///< as drawn, in years
};

/// People for demonstrations and tests; `banshi-rendered-v1` matches each with themselves and with nobody else of them
/// (a test holds it).
inline constexpr std::array<DemoPerson, 8> kDemoPersons{{
    {89, true, 31},
    {21, false, 57},
    {6, true, 39},
    {110, false, 30},
    {2, true, 67},
    {12, false, 60},
    {68, true, 61},
    {108, false, 64},
}};

} // namespace banshi::face::rendered
