// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "banshi/app/services/catalogue.h"
#include "banshi/base/clock.h"

namespace banshi::app::services
{

/// A catalogue, and what was left out of it.
struct LoadedCatalogue
{
    std::shared_ptr<const Catalogue> catalogue; ///< never null, may be empty
    DefinitionFaults faults;
};

/// Loads every sound definition of the source; a bad file never stops the others, it is left out and its faults are
/// reported. Draft and retired services are left out without a fault. `clock` bounds dates in named formats.
/// Threads: any.
[[nodiscard]] LoadedCatalogue loadCatalogue(const CatalogueSource& source, const base::Clock& clock);

} // namespace banshi::app::services
