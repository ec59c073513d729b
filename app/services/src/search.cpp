// SPDX-License-Identifier: GPL-3.0-or-later
#include "banshi/app/services/search.h"

#include "name_match.h"

#include <algorithm>

namespace banshi::app::services
{

/// A service with its names made ready. Earlier names weigh more.
struct Search::Entry
{
    ServicePtr service;
    std::vector<SearchName> names;
};

namespace
{

constexpr int kTitleWeight = 100;
constexpr int kAliasWeight = 90;
constexpr int kOtherWeight = 60;

std::vector<SearchName> namesOf(const ServiceDefinition& service)
{
    std::vector<SearchName> names;
    names.push_back(makeName(service.title.zh, service.search.pinyin, kTitleWeight));
    names.push_back(makeName(service.title.en, "", kTitleWeight));
    for (const Alias& alias : service.search.aliases)
        names.push_back(makeName(alias.text, alias.pinyin, kAliasWeight));
    names.push_back(makeName(service.id, "", kOtherWeight));
    names.push_back(makeName(service.taskCode, "", kOtherWeight));
    names.push_back(makeName(service.dept.name.zh, "", kOtherWeight));
    names.push_back(makeName(service.summary.zh, "", kOtherWeight));
    names.push_back(makeName(service.summary.en, "", kOtherWeight));
    return names;
}

/// The sum over all words of each word's best name; 0 when a word fits none.
int scoreOf(const std::vector<SearchName>& names, const std::vector<SearchWord>& words)
{
    int sum = 0;
    for (const SearchWord& word : words)
    {
        int best = 0;
        for (const SearchName& name : names)
            best = std::max(best, matchScore(name, word));
        if (best == 0)
            return 0;
        sum += best;
    }
    return sum;
}

} // namespace

Search::Search(const Catalogue& catalogue)
{
    for (const ServicePtr& service : catalogue.services())
        m_entries.push_back({service, namesOf(*service)});
}

Search::~Search() = default;
Search::Search(Search&&) noexcept = default;
Search& Search::operator=(Search&&) noexcept = default;

std::vector<Hit> Search::find(std::string_view typed, std::size_t most) const
{
    const auto words = searchWords(typed);
    std::vector<Hit> hits;
    for (const Entry& entry : m_entries)
        if (const int score = scoreOf(entry.names, words); score > 0)
            hits.push_back({entry.service, score});
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.score > b.score; });
    if (hits.size() > most)
        hits.resize(most);
    return hits;
}

} // namespace banshi::app::services
