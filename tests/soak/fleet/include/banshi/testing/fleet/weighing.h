// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/testing/fleet/fleet.h"

#include <nlohmann/json.hpp>

namespace banshi::testing::fleet
{

/// What a platform holds beside what machines have receipts of. All have to be 0.
struct Weighing
{
    std::int64_t lost = 0;       ///< acknowledged, and not there
    std::int64_t doubled = 0;    ///< there more than once, or with two contents
    std::int64_t invented = 0;   ///< there, and of no machine
    std::int64_t disordered = 0; ///< there in another order than handed over, within one case
    [[nodiscard]] bool isClean() const { return lost + doubled + invented + disordered == 0; }
};

/// `dump` of a banshi-city. Threads: any.
[[nodiscard]] Weighing weigh(const nlohmann::json& dump, const std::vector<Acknowledged>& acknowledged);

} // namespace banshi::testing::fleet
