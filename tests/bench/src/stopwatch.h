// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace banshi::bench
{

/// Time that passes while `work` runs, in `Unit` (e.g. std::micro).
template <class Unit, class Work>
double timeOf(const Work& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, Unit>(std::chrono::steady_clock::now() - start).count();
}

} // namespace banshi::bench
