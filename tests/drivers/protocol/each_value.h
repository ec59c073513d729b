// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace banshi::testing
{

/// Every value of an enumeration that counts from 0, up to its last one.
template <class Enum>
[[nodiscard]] std::vector<Enum> each(Enum last)
{
    std::vector<Enum> values;
    for (int value = 0; value <= static_cast<int>(last); ++value)
        values.push_back(static_cast<Enum>(value));
    return values;
}

} // namespace banshi::testing
