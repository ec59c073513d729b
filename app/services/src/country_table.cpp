// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/country_table.h"

#include "banshi/queue/contract/formats.h"
#include "strict_json.h"
#include "table_reader.h"

#include <algorithm>

namespace banshi::app::services
{

namespace
{

using nlohmann::json;

std::optional<Country> readCountry(const json& entry)
{
    Country country{textOf(entry, "code"), {textOf(entry, "zh"), textOf(entry, "en")}, textOf(entry, "pinyin")};
    const bool isWhole = queue::contract::hasFormat("country-a3", country.code) && !country.name.zh.empty() &&
                         !country.name.en.empty() && !country.pinyin.empty();
    return isWhole ? std::optional(country) : std::nullopt;
}

} // namespace

CountryTable CountryTable::read(const SourceFile& file, DefinitionFaults& faults)
{
    CountryTable table;
    const json document = readTable(file, {"source", "common", "countries"}, faults);
    const json entries = listOf(document, "countries");
    for (std::size_t i = 0; i < entries.size(); ++i)
    {
        const auto country = readCountry(entries[i]);
        const std::string pointer = "/countries/" + std::to_string(i);
        if (!country)
            faults.push_back({file.name, pointer, "is not whole", "code (ISO 3166-1 alpha-3), zh, en, pinyin"});
        else if (table.find(country->code) != nullptr)
            faults.push_back({file.name, pointer, "has the code of another entry", "each country once"});
        else
            table.m_countries.push_back(*country);
    }
    const auto byPinyin = [](const Country& a, const Country& b) { return a.pinyin < b.pinyin; };
    std::stable_sort(table.m_countries.begin(), table.m_countries.end(), byPinyin);
    for (const json& code : listOf(document, "common"))
    {
        const auto found = std::find_if(table.m_countries.begin(), table.m_countries.end(),
                                        [&](const Country& country) { return code == country.code; });
        const auto first = table.m_countries.begin() + static_cast<std::ptrdiff_t>(table.m_common);
        if (found == table.m_countries.end() || found < first)
            faults.push_back({file.name, "/common", "names a country that is not there, or twice", "codes of entries"});
        else
        {
            std::rotate(first, found, found + 1);
            ++table.m_common;
        }
    }
    return table;
}

const Country* CountryTable::find(const std::string& code) const
{
    const auto found = std::find_if(m_countries.begin(), m_countries.end(),
                                    [&](const Country& country) { return country.code == code; });
    return found == m_countries.end() ? nullptr : &*found;
}

} // namespace banshi::app::services
