// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/session/state.h"

#include <nlohmann/json.hpp>
#include <vector>

namespace banshi::app::session
{

/// `{zh, en}` or a plain text for both languages.
[[nodiscard]] Words readWords(const nlohmann::json& json);
/// The `rows` of a query's answer.
[[nodiscard]] std::vector<Row> readRows(const nlohmann::json& answer);
/// The `lines` of a quote.
[[nodiscard]] std::vector<BillLine> readBill(const nlohmann::json& answer);

} // namespace banshi::app::session
