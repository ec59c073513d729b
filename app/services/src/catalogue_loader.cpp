// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/catalogue_loader.h"

#include "banshi/app/services/definition_reader.h"
#include "table_reader.h"

#include <algorithm>

namespace banshi::app::services
{

namespace
{

using nlohmann::json;

struct FrontTable
{
    std::vector<Category> categories;
    std::vector<std::string> usual;
};

std::optional<Text> readPair(const json& object, const char* name)
{
    if (!object.is_object() || !object.contains(name))
        return std::nullopt;
    const Text text{textOf(object.at(name), "zh"), textOf(object.at(name), "en")};
    return text.zh.empty() || text.en.empty() ? std::nullopt : std::optional(text);
}

FrontTable readFront(const SourceFile& file, DefinitionFaults& faults)
{
    FrontTable table;
    const json document = readTable(file, {"categories", "usual"}, faults);
    const json entries = listOf(document, "categories");
    for (std::size_t i = 0; i < entries.size(); ++i)
    {
        const json& entry = entries[i];
        const auto title = readPair(entry, "title");
        const auto subtitle = readPair(entry, "subtitle");
        const std::string id = textOf(entry, "id");
        const bool hasFront = entry.is_object() && entry.contains("front") && entry.at("front").is_boolean();
        if (id.empty() || textOf(entry, "sign").empty() || !title || !subtitle || !hasFront)
            faults.push_back({file.name, "/categories/" + std::to_string(i), "is not whole",
                              "id, sign, front (true or false), title and subtitle in both languages"});
        else
            table.categories.push_back({id, textOf(entry, "sign"), entry.at("front").get<bool>(), *title, *subtitle});
    }
    constexpr std::ptrdiff_t kMostOnFront = 6;
    if (std::count_if(table.categories.begin(), table.categories.end(),
                      [](const Category& category) { return category.front; }) > kMostOnFront)
        faults.push_back({file.name, "/categories", "has too many on the front page", "at most six with front: true"});
    for (const json& id : listOf(document, "usual"))
        if (id.is_string())
            table.usual.push_back(id.get<std::string>());
    return table;
}

bool isTaken(const std::string& id, const std::vector<ServicePtr>& services)
{
    return std::any_of(services.begin(), services.end(), [&](const ServicePtr& other) { return other->id == id; });
}

/// A service in an unknown category is still found by search and under "all services", so it stays.
void checkCategories(const ServiceDefinition& service, const std::string& file, const FrontTable& front,
                     DefinitionFaults& faults)
{
    for (std::size_t i = 0; i < service.categories.size(); ++i)
        if (std::none_of(front.categories.begin(), front.categories.end(),
                         [&](const Category& category) { return category.id == service.categories[i]; }))
            faults.push_back({file, "/categories/" + std::to_string(i),
                              "\"" + service.categories[i] + "\" is no category", "an id of tables/categories.json"});
}

} // namespace

LoadedCatalogue loadCatalogue(const CatalogueSource& source, const base::Clock& clock)
{
    DefinitionFaults faults;
    FrontTable front;
    if (const auto file = source.table("categories", faults))
        front = readFront(*file, faults);
    CountryTable countries;
    if (const auto file = source.table("countries", faults))
        countries = CountryTable::read(*file, faults);
    const DefinitionReader reader(clock);
    std::vector<ServicePtr> services;
    for (const SourceFile& file : source.definitions(faults))
    {
        auto service = reader.read(file);
        if (!service)
            faults.insert(faults.end(), service.error().begin(), service.error().end());
        else if (isTaken(service->id, services))
            faults.push_back({file.name, "/id", "is the id of another file", "an id of its own"});
        else
        {
            checkCategories(*service, file.name, front, faults);
            if (service->status != Status::Draft && service->status != Status::Retired)
                services.push_back(std::make_shared<const ServiceDefinition>(std::move(*service)));
        }
    }
    return {std::make_shared<const Catalogue>(std::move(services), std::move(front.categories), std::move(front.usual),
                                              std::move(countries)),
            std::move(faults)};
}

} // namespace banshi::app::services
