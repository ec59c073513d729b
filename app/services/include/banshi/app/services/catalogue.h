// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/country_table.h"
#include "banshi/app/services/service_definition.h"

namespace banshi::app::services
{

/// A group on the front page or under "all services".
struct Category
{
    std::string id;
    std::string sign;   ///< one character in its tinted square
    bool front = false; ///< one of the (at most six) on the front page
    Text title;
    Text subtitle;
};

/// The services of this machine with their tables. Threads: immutable; a session keeps the one it began with.
class Catalogue
{
public:
    Catalogue() = default;
    /// `services` in the order in which they are listed; `usual` are ids.
    Catalogue(std::vector<ServicePtr> services, std::vector<Category> categories, std::vector<std::string> usual,
              CountryTable countries);

    [[nodiscard]] const std::vector<ServicePtr>& services() const { return m_services; }
    /// Null when there is no such service.
    [[nodiscard]] ServicePtr find(const std::string& id) const;
    [[nodiscard]] std::vector<ServicePtr> inCategory(const std::string& category) const;
    [[nodiscard]] const std::vector<Category>& categories() const { return m_categories; }
    /// What is usual here, best first; services that are not there are left out.
    [[nodiscard]] std::vector<ServicePtr> usual() const;
    [[nodiscard]] const CountryTable& countries() const { return m_countries; }

private:
    std::vector<ServicePtr> m_services;
    std::vector<Category> m_categories;
    std::vector<std::string> m_usual;
    CountryTable m_countries;
};

} // namespace banshi::app::services
