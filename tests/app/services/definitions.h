// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/catalogue_loader.h"
#include "banshi/app/services/definition_reader.h"

#include <QDir>
#include <QTemporaryDir>
#include <nlohmann/json.hpp>

namespace banshi::testing
{

/// The folder with the catalogue that ships.
[[nodiscard]] std::filesystem::path shippedCatalogue();
/// A shipped definition as a document, for tests that change it.
[[nodiscard]] nlohmann::json shippedDefinition(const std::string& id);
/// Reads a document as the file `<id>.json`.
[[nodiscard]] base::Result<app::services::ServiceDefinition, app::services::DefinitionFaults>
readDocument(const nlohmann::json& document, const base::Clock& clock);
/// The texts of all faults of a document, one a line; empty when it is sound.
[[nodiscard]] std::string faultsOf(const nlohmann::json& document, const base::Clock& clock);
/// The shipped catalogue; aborts the test program when it has faults.
[[nodiscard]] std::shared_ptr<const app::services::Catalogue> loadShipped(const base::Clock& clock);

/// A catalogue folder of its own with the shipped tables.
class CatalogueFolder
{
public:
    CatalogueFolder();
    void write(const std::string& name, const std::string& text) const;
    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder{QDir::tempPath() + QStringLiteral("/a catalogue XXXXXX")};
};

} // namespace banshi::testing
