// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/ui/pages/rows.h"
#include "banshi/ui/widgets/notice.h"

#include <optional>

namespace banshi::ui::pages
{

/// One of at most six ways into the services. Tap `category.<id>`.
struct Category
{
    QString id{};
    i18n::Text sign{}; ///< one character in a tinted square
    i18n::Text title{};
    i18n::Text examples{}; ///< short; whole or not at all
    bool operator==(const Category&) const = default;
};

/// What a search found; rows empty when nothing fits.
struct SearchResults
{
    std::vector<ServiceRow> rows{};
    bool operator==(const SearchResults&) const = default;
};

/// The first page. Taps: `search.open` (the field was touched), `search.edited` (text), `search.close`,
/// `category.<id>`, `service.<id>`, and `front.truth` when the truth strip has a button.
struct FrontContents
{
    widgets::Notice truth{};                 ///< what works now, what not, until when, where else
    std::optional<widgets::Notice> erased{}; ///< stands above the truth strip for the first seconds after a session
    std::vector<Category> categories{};      ///< at most six
    std::vector<ServiceRow> usual{};         ///< what is often done here, at most three
    bool searching = false;                  ///< field on top, results, keyboard
    std::optional<SearchResults> results{};  ///< while searching; nothing before the first letter
    bool operator==(const FrontContents&) const = default;
};

/// The services of a category or all of them, a sheet at a time. Taps `service.<id>`.
struct ServiceListContents
{
    i18n::Text title{};
    i18n::Text subtitle{};
    std::vector<ServiceRow> rows{};
    bool operator==(const ServiceListContents&) const = default;
};

} // namespace banshi::ui::pages
