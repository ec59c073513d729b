// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/definition_fault.h"

#include <filesystem>
#include <optional>

namespace banshi::app::services
{

/// One file with its name as faults show it.
struct SourceFile
{
    std::string name;
    std::string text;
};

/// A folder with a catalogue: `*.json` are definitions, `tables/*.json` the code tables.
/// Threads: any; each call reads the disk.
class CatalogueSource
{
public:
    /// `folder` need not exist yet.
    explicit CatalogueSource(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    /// All definition files in the order of their names. What cannot be read (missing folder, no permission, more than
    /// 256 KiB, not a regular file) is added to `faults` and left out.
    [[nodiscard]] std::vector<SourceFile> definitions(DefinitionFaults& faults) const;
    /// The table `tables/<name>.json`; nothing, and a fault, when it cannot be read.
    [[nodiscard]] std::optional<SourceFile> table(const std::string& name, DefinitionFaults& faults) const;

    /// Reads one file for tools. `shown` stands for it in faults.
    [[nodiscard]] static std::optional<SourceFile> readFile(const std::filesystem::path& path, const std::string& shown,
                                                            DefinitionFaults& faults);

private:
    std::filesystem::path m_folder;
};

} // namespace banshi::app::services
