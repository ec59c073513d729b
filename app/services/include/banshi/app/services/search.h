// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/catalogue.h"

#include <cstddef>
#include <string_view>

namespace banshi::app::services
{

/// A service that fits the words.
struct Hit
{
    ServicePtr service;
    int score = 0; ///< higher is better; only its order means something
};

/// Finds services by Chinese words, full pinyin, initials, English and other names, with typing mistakes and the
/// usual southern mix-ups of pinyin (zh/z, sh/s, ch/c, n/l, final ng/n). Threads: immutable.
class Search
{
public:
    explicit Search(const Catalogue& catalogue);
    ~Search();
    Search(Search&&) noexcept;
    Search& operator=(Search&&) noexcept;

    /// Best first; services with equal scores stay in the catalogue's order. Empty words find nothing. Blanks
    /// separate words that all have to fit. Only the first 64 characters count.
    [[nodiscard]] std::vector<Hit> find(std::string_view words, std::size_t most = 20) const;

private:
    struct Entry;
    std::vector<Entry> m_entries;
};

} // namespace banshi::app::services
