// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/catalogue.h"

#include <algorithm>

namespace banshi::app::services
{

Catalogue::Catalogue(std::vector<ServicePtr> services, std::vector<Category> categories, std::vector<std::string> usual,
                     CountryTable countries)
    : m_services(std::move(services)), m_categories(std::move(categories)), m_usual(std::move(usual)),
      m_countries(std::move(countries))
{
}

ServicePtr Catalogue::find(const std::string& id) const
{
    const auto found = std::find_if(m_services.begin(), m_services.end(),
                                    [&](const ServicePtr& service) { return service->id == id; });
    return found == m_services.end() ? nullptr : *found;
}

std::vector<ServicePtr> Catalogue::inCategory(const std::string& category) const
{
    std::vector<ServicePtr> result;
    for (const ServicePtr& service : m_services)
        if (std::find(service->categories.begin(), service->categories.end(), category) != service->categories.end())
            result.push_back(service);
    return result;
}

std::vector<ServicePtr> Catalogue::usual() const
{
    std::vector<ServicePtr> result;
    for (const std::string& id : m_usual)
        if (ServicePtr service = find(id))
            result.push_back(std::move(service));
    return result;
}

} // namespace banshi::app::services
