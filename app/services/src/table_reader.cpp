// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_reader.h"

#include "strict_json.h"

#include <algorithm>

namespace banshi::app::services
{

using nlohmann::json;

json readTable(const SourceFile& file, const std::vector<std::string>& known, DefinitionFaults& faults)
{
    auto document = parseStrictly(file);
    if (!document)
    {
        faults.insert(faults.end(), document.error().begin(), document.error().end());
        return json::object();
    }
    if (!document->is_object())
    {
        faults.push_back({file.name, "", "is not an object", "a table"});
        return json::object();
    }
    for (const auto& [name, member] : document->items())
        if (std::find(known.begin(), known.end(), name) == known.end())
            faults.push_back({file.name, "/" + pointerToken(name), "is an unknown field", "no such field"});
    return std::move(*document);
}

std::string textOf(const json& object, const std::string& name)
{
    const bool isThere = object.is_object() && object.contains(name) && object.at(name).is_string();
    return isThere ? object.at(name).get<std::string>() : std::string();
}

json listOf(const json& object, const std::string& name)
{
    const bool isThere = object.is_object() && object.contains(name) && object.at(name).is_array();
    return isThere ? object.at(name) : json::array();
}

} // namespace banshi::app::services
