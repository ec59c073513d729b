// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/catalogue_source.h"
#include "banshi/app/services/text.h"

namespace banshi::app::services
{

/// A country or region.
struct Country
{
    std::string code; ///< ISO 3166-1 alpha-3
    Text name;
    std::string pinyin; ///< syllables of the Chinese name, separated by blanks
};

/// Countries and regions, the common ones first, then by pinyin. Threads: immutable.
class CountryTable
{
public:
    CountryTable() = default;
    /// Reads `tables/countries.json`. Faults are added; wrong entries are left out.
    [[nodiscard]] static CountryTable read(const SourceFile& file, DefinitionFaults& faults);

    [[nodiscard]] const std::vector<Country>& all() const { return m_countries; }
    /// How many of the first ones are the common ones.
    [[nodiscard]] std::size_t commonCount() const { return m_common; }
    /// Null when the code is not in the table.
    [[nodiscard]] const Country* find(const std::string& code) const;

private:
    std::vector<Country> m_countries;
    std::size_t m_common = 0;
};

} // namespace banshi::app::services
