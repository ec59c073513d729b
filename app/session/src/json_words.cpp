// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_words.h"

namespace banshi::app::session
{

Words readWords(const nlohmann::json& json)
{
    if (json.is_object())
        return {json.value("zh", ""), json.value("en", "")};
    const std::string text = json.is_string() ? json.get<std::string>() : json.is_null() ? std::string() : json.dump();
    return {text, text};
}

std::vector<Row> readRows(const nlohmann::json& answer)
{
    std::vector<Row> rows;
    for (const auto& row : answer.value("rows", nlohmann::json::array()))
        rows.push_back(
            {readWords(row.value("label", nlohmann::json())), readWords(row.value("value", nlohmann::json()))});
    return rows;
}

std::vector<BillLine> readBill(const nlohmann::json& answer)
{
    std::vector<BillLine> lines;
    for (const auto& line : answer.value("lines", nlohmann::json::array()))
        lines.push_back({readWords(line.value("name", nlohmann::json())), line.value("fen", std::int64_t(0))});
    return lines;
}

} // namespace banshi::app::session
