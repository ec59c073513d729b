// SPDX-License-Identifier: GPL-3.0-or-later
// banshi-service: checks, lists and searches service definitions. Exit codes: 0 all is well, 1 faults or nothing found,
// 2 wrong usage or a path that is not there.
#include "banshi/app/services/catalogue_loader.h"
#include "banshi/app/services/definition_reader.h"
#include "banshi/app/services/search.h"
#include "banshi/base/system_clock.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

namespace
{

namespace fs = std::filesystem;
using namespace banshi::app::services;
using nlohmann::json;

constexpr int kFine = 0;
constexpr int kFaults = 1;
constexpr int kUsage = 2;

struct Options
{
    std::vector<fs::path> paths;
    fs::path catalogue;
    std::vector<std::string> words;
    bool asJson = false;
};

/// What was checked, and what was found.
struct Report
{
    std::size_t sound = 0;
    DefinitionFaults faults;
};

fs::path installedCatalogue()
{
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return program.parent_path().parent_path() / "share" / "banshi" / "catalogue";
}

void addFolder(const fs::path& folder, const banshi::base::Clock& clock, Report& report)
{
    const LoadedCatalogue loaded = loadCatalogue(CatalogueSource(folder), clock);
    report.sound += loaded.catalogue->services().size();
    for (DefinitionFault fault : loaded.faults)
    {
        fault.file = (folder / fault.file).string();
        report.faults.push_back(std::move(fault));
    }
}

void addFile(const fs::path& path, const banshi::base::Clock& clock, Report& report)
{
    DefinitionFaults faults;
    if (const auto file = CatalogueSource::readFile(path, path.filename().string(), faults))
    {
        const auto service = DefinitionReader(clock).read(*file);
        if (service)
            ++report.sound;
        else
            faults = service.error();
    }
    for (DefinitionFault& fault : faults)
    {
        fault.file = path.string();
        report.faults.push_back(std::move(fault));
    }
}

json toJson(const DefinitionFault& fault)
{
    json object{{"file", fault.file}, {"pointer", fault.pointer}, {"problem", fault.problem}, {"wanted", fault.wanted}};
    if (fault.line > 0)
        object["line"] = fault.line;
    return object;
}

void print(const Report& report, bool asJson)
{
    if (asJson)
    {
        json faults = json::array();
        for (const DefinitionFault& fault : report.faults)
            faults.push_back(toJson(fault));
        std::cout << json{{"sound", report.sound}, {"faults", faults}}.dump(2, ' ', false,
                                                                            json::error_handler_t::replace)
                  << '\n';
        return;
    }
    for (const DefinitionFault& fault : report.faults)
        std::cerr << fault.text() << '\n';
    std::cout << report.sound << " sound, " << report.faults.size() << " faults\n";
}

int validate(const Options& options, const banshi::base::Clock& clock)
{
    Report report;
    for (const fs::path& path : options.paths.empty() ? std::vector{options.catalogue} : options.paths)
    {
        std::error_code error;
        if (!fs::exists(path, error))
        {
            std::cerr << path.string() << ": is not there; wanted: a definition file or a catalogue folder\n";
            return kUsage;
        }
        if (fs::is_directory(path, error))
            addFolder(path, clock, report);
        else
            addFile(path, clock, report);
    }
    print(report, options.asJson);
    return report.faults.empty() ? kFine : kFaults;
}

/// Loads the catalogue for list and search; faults go to standard error.
std::shared_ptr<const Catalogue> load(const Options& options, const banshi::base::Clock& clock)
{
    const LoadedCatalogue loaded = loadCatalogue(CatalogueSource(options.catalogue), clock);
    for (const DefinitionFault& fault : loaded.faults)
        std::cerr << fault.text() << '\n';
    return loaded.catalogue;
}

void printService(const ServiceDefinition& service, bool asJson)
{
    if (asJson)
        std::cout << json{{"id", service.id},
                          {"version", service.version},
                          {"title", {{"zh", service.title.zh}, {"en", service.title.en}}},
                          {"sha256", service.sha256}}
                         .dump()
                  << '\n';
    else
        std::cout << service.id << " v" << service.version << "  " << service.title.zh << "  " << service.title.en
                  << '\n';
}

int list(const Options& options, const banshi::base::Clock& clock)
{
    const auto catalogue = load(options, clock);
    for (const ServicePtr& service : catalogue->services())
        printService(*service, options.asJson);
    return catalogue->services().empty() ? kFaults : kFine;
}

int search(const Options& options, const banshi::base::Clock& clock)
{
    const auto catalogue = load(options, clock);
    std::string words;
    for (const std::string& word : options.words)
        words += word + ' ';
    const auto hits = Search(*catalogue).find(words);
    for (const Hit& hit : hits)
        printService(*hit.service, options.asJson);
    return hits.empty() ? kFaults : kFine;
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    options.catalogue = installedCatalogue();
    CLI::App app{"Checks, lists and searches Banshi's service definitions."};
    app.require_subcommand(1);
    CLI::App* validating = app.add_subcommand("validate", "check definition files or whole catalogue folders");
    validating->add_option("PATH", options.paths, "files and folders; the installed catalogue when absent");
    validating->add_flag("--json", options.asJson, "one JSON object instead of text");
    CLI::App* listing = app.add_subcommand("list", "list the services of a catalogue");
    CLI::App* searching = app.add_subcommand("search", "search a catalogue as the front page does");
    searching->add_option("WORDS", options.words, "Chinese, pinyin, initials or English")->required();
    for (CLI::App* command : {listing, searching})
    {
        command->add_option("--catalogue", options.catalogue, "catalogue folder; the installed one when absent");
        command->add_flag("--json", options.asJson, "one JSON object a line");
    }
    try
    {
        app.parse(argc, argv);
    }
    catch (const CLI::ParseError& error)
    {
        return app.exit(error) == 0 ? kFine : kUsage;
    }
    const banshi::base::SystemClock clock;
    if (validating->parsed())
        return validate(options, clock);
    return listing->parsed() ? list(options, clock) : search(options, clock);
}
