// SPDX-License-Identifier: GPL-3.0-or-later
#include "print.h"

#include <algorithm>
#include <vector>

namespace banshi::queue::tool
{

using nlohmann::json;

namespace
{

constexpr const char* kColumns[] = {"id", "number", "operation", "state", "made_at", "sealed_bytes", "code"};

std::string valueOf(const json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string padded(const std::string& text, std::size_t width)
{
    return text + std::string(width > text.size() ? width - text.size() : 0, ' ');
}

std::string table(const json& items)
{
    std::vector<std::vector<std::string>> rows{{std::begin(kColumns), std::end(kColumns)}};
    for (const auto& item : items)
    {
        std::vector<std::string> row;
        for (const char* column : kColumns)
            row.push_back(item.contains(column) ? valueOf(item.at(column)) : "");
        rows.push_back(std::move(row));
    }
    std::string text;
    for (const auto& row : rows)
    {
        for (std::size_t column = 0; column < row.size(); ++column)
        {
            std::size_t width = 0;
            for (const auto& other : rows)
                width = std::max(width, other[column].size());
            text += column + 1 < row.size() ? padded(row[column], width + 2) : row[column];
        }
        text += '\n';
    }
    return text;
}

} // namespace

std::string asText(const json& answer)
{
    if (answer.contains("items") && answer.at("items").is_array())
        return table(answer.at("items"));
    std::string text;
    for (const auto& [name, value] : answer.items())
        text += name + ": " + valueOf(value) + '\n';
    return text;
}

} // namespace banshi::queue::tool
