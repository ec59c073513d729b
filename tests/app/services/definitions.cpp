// SPDX-License-Identifier: GPL-3.0-or-later
#include "definitions.h"

#include <fstream>

namespace banshi::testing
{

using namespace app::services;
using nlohmann::json;

std::filesystem::path shippedCatalogue()
{
    return std::filesystem::path(qgetenv("BANSHI_SOURCE").toStdString()) / "app/services/catalogue";
}

json shippedDefinition(const std::string& id)
{
    std::ifstream file(shippedCatalogue() / (id + ".json"));
    return json::parse(file);
}

base::Result<ServiceDefinition, DefinitionFaults> readDocument(const json& document, const base::Clock& clock)
{
    const std::string id = document.is_object() ? document.value("id", "unnamed") : "unnamed";
    return DefinitionReader(clock).read({id + ".json", document.dump()});
}

std::string faultsOf(const json& document, const base::Clock& clock)
{
    const auto service = readDocument(document, clock);
    std::string text;
    if (!service)
        for (const DefinitionFault& fault : service.error())
            text += fault.text() + "\n";
    return text;
}

std::shared_ptr<const Catalogue> loadShipped(const base::Clock& clock)
{
    const LoadedCatalogue loaded = loadCatalogue(CatalogueSource(shippedCatalogue()), clock);
    for (const DefinitionFault& fault : loaded.faults)
        qFatal("%s", fault.text().c_str());
    return loaded.catalogue;
}

CatalogueFolder::CatalogueFolder()
{
    std::filesystem::copy(shippedCatalogue() / "tables", path() / "tables");
}

void CatalogueFolder::write(const std::string& name, const std::string& text) const
{
    std::ofstream(path() / name, std::ios::binary) << text;
}

} // namespace banshi::testing
