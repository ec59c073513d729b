// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/catalogue_source.h"

#include "banshi/queue/contract/document.h"

#include <algorithm>
#include <fstream>

namespace banshi::app::services
{

namespace fs = std::filesystem;

std::optional<SourceFile> CatalogueSource::readFile(const fs::path& path, const std::string& shown,
                                                    DefinitionFaults& faults)
{
    std::error_code error;
    if (!fs::is_regular_file(path, error))
    {
        faults.push_back({shown, "", "is missing or not a regular file", "a readable JSON file"});
        return std::nullopt;
    }
    std::ifstream file(path, std::ios::binary);
    std::string text(queue::contract::kMostBytes + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad() || (!file && !file.eof()))
    {
        faults.push_back({shown, "", "cannot be read", "a file that this user may read"});
        return std::nullopt;
    }
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > queue::contract::kMostBytes)
    {
        faults.push_back({shown, "", "is too large", "at most 256 KiB"});
        return std::nullopt;
    }
    return SourceFile{shown, std::move(text)};
}

std::vector<SourceFile> CatalogueSource::definitions(DefinitionFaults& faults) const
{
    std::vector<fs::path> paths;
    std::error_code error;
    for (fs::directory_iterator entry(m_folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error))
        if (entry->path().extension() == ".json")
            paths.push_back(entry->path());
    if (error)
        faults.push_back({m_folder.string(), "", "cannot be listed: " + error.message(), "a folder with definitions"});
    std::sort(paths.begin(), paths.end());
    std::vector<SourceFile> files;
    for (const fs::path& path : paths)
        if (auto file = readFile(path, path.filename().string(), faults))
            files.push_back(std::move(*file));
    return files;
}

std::optional<SourceFile> CatalogueSource::table(const std::string& name, DefinitionFaults& faults) const
{
    const std::string shown = "tables/" + name + ".json";
    return readFile(m_folder / shown, shown, faults);
}

} // namespace banshi::app::services
