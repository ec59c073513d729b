// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/base/result.h"

#include <string_view>
#include <vector>

namespace banshi::queue::district
{

/// What can go wrong with the district's database.
enum class DistrictCode
{
    Unreachable, ///< no connection, or it broke: what was under way may have been committed
    NotDurable,  ///< the server would acknowledge, or has acknowledged, what a crash can lose
    Refused,     ///< the server refused a statement
    NewerSchema, ///< the schema says that this program is too old for it
    Busy,        ///< no connection became free in time
    KeyReused,   ///< the batch's key belongs to another batch
};
using DistrictError = base::KitError<DistrictCode>;
template <class T>
using DistrictResult = base::Result<T, DistrictError>;

/// `queue.district.…`
[[nodiscard]] std::string_view code(DistrictCode value);
/// All dotted codes of this folder.
[[nodiscard]] std::vector<std::string_view> districtCodes();

} // namespace banshi::queue::district
