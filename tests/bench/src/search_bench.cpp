// SPDX-License-Identifier: GPL-3.0-or-later
// services.search: one keystroke in the search box, from the letters typed so far to the list of services. The
// catalogue is the machine's own, repeated to the size of a city's (200 services). Against: a scan for the plain
// substring in the same names, which knows no typing mistakes, no mixed-up pinyin and no order.
#include "banshi/app/services/catalogue_loader.h"
#include "banshi/app/services/search.h"
#include "banshi/base/system_clock.h"
#include "bench.h"
#include "stopwatch.h"

namespace banshi::bench
{

namespace
{

using app::services::Catalogue;
using app::services::ServicePtr;

constexpr std::size_t kServices = 200;
const char* const kWords[] = {"shebao", "sbqd",  "shuifei",  "社保",   "水费",
                              "无犯罪", "water", "wufanzui", "luming", "suishoubao"};

Catalogue cityCatalogue(const std::filesystem::path& source)
{
    const base::SystemClock clock;
    const auto loaded =
        app::services::loadCatalogue(app::services::CatalogueSource(source / "app/services/catalogue"), clock);
    const auto& known = loaded.catalogue->services();
    if (known.empty())
        throw Broken("no service definition could be loaded");
    std::vector<ServicePtr> many;
    while (many.size() < kServices)
        many.push_back(known[many.size() % known.size()]);
    return Catalogue(std::move(many), loaded.catalogue->categories(), {}, loaded.catalogue->countries());
}

std::size_t scan(const Catalogue& catalogue, const std::string& words)
{
    std::size_t found = 0;
    for (const auto& service : catalogue.services())
    {
        const auto& names = service->search;
        bool fits = service->title.zh.find(words) != std::string::npos ||
                    service->title.en.find(words) != std::string::npos ||
                    names.pinyin.find(words) != std::string::npos || names.initials.find(words) != std::string::npos;
        for (const auto& alias : names.aliases)
            fits = fits || alias.text.find(words) != std::string::npos || alias.pinyin.find(words) != std::string::npos;
        found += fits ? 1 : 0;
    }
    return found;
}

// A word, typed up to a letter chosen at random (whole UTF-8 characters).
std::string typedSoFar(std::mt19937_64& random)
{
    const std::string word = kWords[random() % std::size(kWords)];
    std::vector<std::size_t> ends;
    for (std::size_t i = 1; i <= word.size(); ++i)
        if (i == word.size() || (static_cast<unsigned char>(word[i]) & 0xC0) != 0x80)
            ends.push_back(i);
    return word.substr(0, ends[random() % ends.size()]);
}

} // namespace

Row searchBench(const Order& order)
{
    Row row{"services",
            "services.search",
            "us",
            {},
            "a scan for the plain substring in the same 200 services' names",
            "tests/bench/run.sh services.search --only-against",
            {}};
    const Catalogue catalogue = cityCatalogue(order.source);
    const app::services::Search search(catalogue);
    std::mt19937_64 random(order.seed);
    std::size_t seen = 0; // keeps the work from being optimised away
    for (int run = 0; run < order.runs; ++run)
    {
        const std::string words = typedSoFar(random);
        if (!order.onlyAgainst)
            row.samples.push_back(timeOf<std::micro>([&] { seen += search.find(words).size(); }));
        row.againstSamples.push_back(timeOf<std::micro>([&] { seen += scan(catalogue, words); }));
    }
    if (seen == 0)
        throw Broken("no words found any service");
    return row;
}

} // namespace banshi::bench
